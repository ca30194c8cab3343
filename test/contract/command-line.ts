import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'

const entry = join(import.meta.dirname, '../../electron/cli.ts')

/** How a command ended and what it wrote. */
export interface Ended {
  code: number | null
  out: string
  err: string
}

/** A started command, while it runs. */
export interface Running {
  /** What the stream's whole lines so far say of the pattern, once they do; fails when the command ends without it. */
  line: (stream: 'stdout' | 'stderr', pattern: RegExp) => Promise<RegExpExecArray>
  /** The end, after which nothing is left of it. */
  ended: Promise<Ended>
  interrupt: () => void
}

/** The command line as scripts run it, on one data folder. */
export class CommandLine {
  readonly #env: NodeJS.ProcessEnv

  constructor(home: string, env: NodeJS.ProcessEnv = {}) {
    this.#env = { ...process.env, GRATICULE_HOME: home, ...env }
  }

  /** Runs a command to its end; what is left out of the input is an empty one. */
  run(args: string[], input = ''): Promise<Ended> {
    return this.start(args, input).ended
  }

  /** Starts a command and leaves it running, though never longer than the limit. */
  start(args: string[], input = '', limitMs = 30_000): Running {
    const child = spawn(process.execPath, [entry, ...args], { env: this.#env, stdio: 'pipe', timeout: limitMs })
    child.stdin.end(input)
    const written = { stdout: '', stderr: '' }
    for (const stream of ['stdout', 'stderr'] as const) {
      child[stream].setEncoding('utf8').on('data', (text: string) => (written[stream] += text))
    }
    const ended = (once(child, 'close') as Promise<[number | null]>).then(([code]) => ({
      code,
      out: written.stdout,
      err: written.stderr
    }))
    return {
      line: async (stream, pattern) => {
        const isOver = ended.then(() => true)
        for (;;) {
          const found = pattern.exec(written[stream].slice(0, written[stream].lastIndexOf('\n') + 1))
          if (found !== null) return found
          if (await Promise.race([isOver, once(child[stream], 'data').then(() => false)])) break
        }
        throw new Error(`The command ended before it said ${String(pattern)}: ${written.stderr}`)
      },
      ended,
      interrupt: () => child.kill('SIGINT')
    }
  }
}
