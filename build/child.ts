import { spawn } from 'node:child_process'
import { constants } from 'node:os'
import { setTimeout } from 'node:timers/promises'
import { endSignals, mustForward } from './bootstrap/forwarded-signals.mjs'
import { root } from './paths.ts'

/** How long a group that was told to stop may take. */
const graceMs = 3_000

/** How a child process is started and ended with. */
export interface ChildOptions {
  cwd?: string
  env?: NodeJS.ProcessEnv
  /** Text for the child's standard input; without it the terminal's own is passed on. */
  input?: string
  /** `quiet` keeps what the child prints for the caller; `stderr` sends all of it to standard error. */
  output?: 'inherit' | 'quiet' | 'stderr'
  timeLimitMs?: number
  /** A process group of its own, which ends as a whole: signals reach all that the child started, and nothing outlives it. */
  asGroup?: boolean
}

/** How a child ended: its exit code (128 + signal when killed) and, if quiet, what it printed. */
export interface ChildResult {
  code: number
  output: string
}

/** Runs one command to its end. A command that cannot be started counts as exit code 127. */
export function runChild(command: string, args: readonly string[], options: ChildOptions = {}): Promise<ChildResult> {
  const out = options.output === 'quiet' ? 'pipe' : options.output === 'stderr' ? 2 : 'inherit'
  const err = options.output === 'quiet' ? 'pipe' : 'inherit'
  return new Promise((resolve) => {
    const child = spawn(command, args, {
      cwd: options.cwd ?? root,
      env: options.env ?? process.env,
      stdio: [options.input === undefined ? 'inherit' : 'pipe', out, err],
      detached: options.asGroup === true,
      ...(options.timeLimitMs === undefined ? {} : { timeout: options.timeLimitMs, killSignal: 'SIGKILL' as const })
    })
    let output = ''
    const keep = (chunk: Buffer): void => {
      output += chunk.toString()
    }
    child.stdout?.on('data', keep)
    child.stderr?.on('data', keep)
    // The child may end without reading its input.
    child.stdin?.on('error', () => undefined)
    child.stdin?.end(options.input)
    let wasStopped = false
    const pass = (signal: NodeJS.Signals): void => {
      wasStopped = true
      if (options.asGroup === true) killGroup(child.pid, signal)
      else if (mustForward(signal)) child.kill(signal)
    }
    for (const signal of endSignals) process.on(signal, pass)
    const finish = (code: number): void => {
      for (const signal of endSignals) process.off(signal, pass)
      resolve({ code, output })
    }
    child.on('error', (error) => {
      output += error.message
      finish(127)
    })
    child.on('close', (code, signal) => {
      const end = options.asGroup === true ? endGroup(child.pid, wasStopped) : Promise.resolve()
      void end.then(() => {
        finish(code ?? 128 + constants.signals[signal ?? 'SIGTERM'])
      })
    })
  })
}

/** Ends what is left of a group; what was just told to stop gets a moment to tidy up. */
async function endGroup(leader: number | undefined, wasStopped: boolean): Promise<void> {
  for (let left = graceMs; wasStopped && left > 0 && killGroup(leader, 0); left -= 50) await setTimeout(50)
  killGroup(leader, 'SIGTERM')
}

function killGroup(leader: number | undefined, signal: NodeJS.Signals | 0): boolean {
  try {
    return leader !== undefined && process.kill(-leader, signal)
  } catch {
    // Nobody is left.
    return false
  }
}
