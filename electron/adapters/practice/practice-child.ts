import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import type { PracticeProcess } from '../../services/ports.ts'
import type { PracticeOptions } from './practice-options.ts'
import { createPracticeProcess } from './practice-process.ts'

const sourceEntry = fileURLToPath(new URL('../../../practice/main.ts', import.meta.url))

/** The practice cloud as a child of a Node process; it ends with its parent, whose end closes its input. */
export function createPracticeChild(
  options: { description: string; entry?: string } & PracticeOptions
): PracticeProcess {
  const entry = options.entry ?? sourceEntry
  return createPracticeProcess(
    (args) => {
      const child = spawn(process.execPath, [entry, ...args, '--stop-with-stdin'], { stdio: ['pipe', 'pipe', 'pipe'] })
      const exited = once(child, 'exit').then(
        ([code]) => code as number | null,
        () => null
      )
      // Writing to a child that has gone is no news.
      child.stdin.on('error', () => undefined)
      return {
        pid: child.pid,
        stdout: child.stdout,
        stderr: child.stderr,
        exited,
        stop: () => {
          child.stdin.end()
          setTimeout(() => child.kill(), 2_000).unref()
        }
      }
    },
    options.description,
    options
  )
}

/** Runs the practice cloud's own command line to its end or the signal, with this process's output; answers its exit code. */
export async function runPracticeDirectly(args: string[], signal: AbortSignal): Promise<number> {
  // Its input stays open for as long as this process lives.
  const child = spawn(process.execPath, [sourceEntry, ...args, ...(args[0] === 'start' ? ['--stop-with-stdin'] : [])], {
    stdio: ['pipe', 'inherit', 'inherit']
  })
  child.stdin.on('error', () => undefined)
  signal.addEventListener('abort', () => child.stdin.end())
  const [code] = (await once(child, 'exit')) as [number | null]
  return code ?? 1
}
