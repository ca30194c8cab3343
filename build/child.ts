import { spawn } from 'node:child_process'
import { constants } from 'node:os'
import { root } from './paths.ts'

/** How a child process is started and ended with. */
export interface ChildOptions {
  cwd?: string
  env?: NodeJS.ProcessEnv
  /** Text for the child's standard input; without it the terminal's own is passed on. */
  input?: string
  /** `quiet` keeps what the child prints for the caller; `stderr` sends all of it to standard error. */
  output?: 'inherit' | 'quiet' | 'stderr'
  timeLimitMs?: number
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
    const pass = (signal: NodeJS.Signals): void => {
      child.kill(signal)
    }
    const signals: NodeJS.Signals[] = ['SIGINT', 'SIGTERM', 'SIGHUP']
    for (const signal of signals) process.on(signal, pass)
    const finish = (code: number): void => {
      for (const signal of signals) process.off(signal, pass)
      resolve({ code, output })
    }
    child.on('error', (error) => {
      output += error.message
      finish(127)
    })
    child.on('close', (code, signal) => {
      finish(code ?? 128 + constants.signals[signal ?? 'SIGTERM'])
    })
  })
}
