import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { npmCommand } from '../../../build/bootstrap/npm-command.mjs'
import { tarProgram } from '../../../build/runtime/registry-tarball.ts'

let root = ''
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'graticule-npm-'))
})
afterEach(() => {
  rmSync(root, { recursive: true, force: true })
})

/** A folder of an installed Node with npm beside it; answers npm's script. */
function withNpm(name: string): string {
  const folder = join(root, name, 'node_modules', 'npm', 'bin')
  mkdirSync(folder, { recursive: true })
  writeFileSync(join(folder, 'npm-cli.js'), '')
  return join(folder, 'npm-cli.js')
}

describe('npmCommand', () => {
  it('is the npm that runs the task', () => {
    const script = withNpm('running')
    const env = { npm_execpath: script, npm_node_execpath: '/its/node' }
    expect(npmCommand(env, 'linux', '/a/node')).toEqual(['/its/node', script])
    expect(npmCommand({ npm_execpath: script }, 'win32', '/a/node')).toEqual(['/a/node', script])
  })

  it('is not another package manager', () => {
    expect(npmCommand({ npm_execpath: '/opt/yarn/bin/yarn.js' }, 'linux', '/a/node')).toEqual(['npm'])
  })

  it('is on Windows the script beside Node, because the batch file needs a shell', () => {
    const script = withNpm('node')
    const node = join(root, 'node', 'node.exe')
    expect(npmCommand({ Path: '' }, 'win32', node)).toEqual([node, script])
  })

  it('is on Windows found by PATH from a Node that brings no npm', () => {
    const script = withNpm('system')
    const node = join(root, 'pinned', 'node.exe')
    const Path = [join(root, 'empty'), join(root, 'system')].join(delimiter)
    expect(npmCommand({ Path }, 'win32', node)).toEqual([node, script])
  })
})

describe('tarProgram', () => {
  it('is on Windows the one of the system, which knows drive letters', () => {
    expect(tarProgram('win32', { SystemRoot: 'D:\\Windows' })).toBe('D:\\Windows\\System32\\tar.exe')
    expect(tarProgram('linux', {})).toBe('tar')
  })
})
