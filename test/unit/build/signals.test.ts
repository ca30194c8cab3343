import { spawn } from 'node:child_process'
import { describe, expect, it } from 'vitest'
import { mustForward } from '../../../build/bootstrap/forwarded-signals.mjs'
import { pinnedNode, root } from '../../../build/bootstrap/pinned-node.mjs'

const folder = 'test/unit/build'
const handOver = "import('./build/bootstrap/pinned-node.mjs').then((node) => node.runOnPinnedNode"

/** Runs a command in a terminal of its own, presses Ctrl+C when it is ready and answers what it printed. */
function interruptedInTerminal(command: string): Promise<string> {
  const child = spawn('script', ['-qec', command, '/dev/null'], { cwd: root, stdio: ['pipe', 'pipe', 'inherit'] })
  let printed = ''
  child.stdout.on('data', (chunk: Buffer) => {
    const wasReady = printed.includes('ready')
    printed += chunk.toString()
    if (!wasReady && printed.includes('ready')) child.stdin.write('\x03')
  })
  return new Promise((resolve, reject) => {
    child.on('error', reject)
    child.on('close', () => {
      resolve(printed)
    })
  })
}

describe.runIf(process.platform === 'linux')('Ctrl+C in a terminal', () => {
  it.each([
    ['a task on the pinned Node', `${pinnedNode} -e "${handOver}('${folder}/counting-child.ts', []))"`],
    ['a child of a task', `${pinnedNode} ${folder}/running-child.ts`],
    ['a child in a group of its own', `${pinnedNode} ${folder}/running-child.ts group`]
  ])(
    'reaches %s once',
    async (_, command) => {
      expect(await interruptedInTerminal(command)).toContain('interrupts: 1')
    },
    60_000
  )
})

describe('mustForward', () => {
  it('passes on what no terminal sends', () => {
    expect(mustForward('SIGINT', 'linux', false)).toBe(true)
    expect(mustForward('SIGTERM', 'darwin', true)).toBe(true)
    expect(mustForward('SIGHUP', 'linux', true)).toBe(true)
  })

  it('keeps what the terminal sends itself, and on Windows everything', () => {
    expect(mustForward('SIGINT', 'linux', true)).toBe(false)
    expect(mustForward('SIGTERM', 'win32', false)).toBe(false)
  })
})
