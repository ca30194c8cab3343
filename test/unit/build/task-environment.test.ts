import { delimiter } from 'node:path'
import { describe, expect, it } from 'vitest'
import { taskEnvironment } from '../../../build/bootstrap/pinned-node.mjs'
import { electronEnvironment } from '../../../build/runtime/launch.ts'

describe('the environment of a task', () => {
  it('has the pinned Node first on PATH, under the name that the system uses', () => {
    const { Path } = taskEnvironment({ Path: 'windows' })
    const folders = (Path ?? '').split(delimiter)
    expect(folders[0]?.replaceAll('\\', '/')).toMatch(/node_modules\/node\/bin$/)
    expect(folders.at(-1)).toBe('windows')
  })

  it('keeps what Node compiles where the next command finds it, and apart from Electron', () => {
    const env = taskEnvironment({})
    expect(env.NODE_COMPILE_CACHE.replaceAll('\\', '/')).toMatch(/\/out\/compile-cache$/)
    expect(electronEnvironment(env)).not.toHaveProperty('NODE_COMPILE_CACHE')
  })

  it.each([
    ['a task', taskEnvironment],
    ['Electron', electronEnvironment]
  ])('carries nothing to %s that turns Electron or Node into something else', (_, environment) => {
    const env = environment({ ELECTRON_RUN_AS_NODE: '1', NODE_OPTIONS: '--inspect', LANG: 'C' })
    expect(env).toMatchObject({ LANG: 'C' })
    expect(Object.keys(env)).not.toEqual(expect.arrayContaining(['ELECTRON_RUN_AS_NODE']))
    expect(Object.keys(env)).not.toEqual(expect.arrayContaining(['NODE_OPTIONS']))
  })
})
