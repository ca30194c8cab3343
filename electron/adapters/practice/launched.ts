import { once } from 'node:events'
import { createInterface } from 'node:readline'
import type { Readable } from 'node:stream'
import { setTimeout as sleep } from 'node:timers/promises'

/** A practice cloud's process, however it was started. */
export interface Launched {
  pid: number | undefined
  stdout: Readable
  stderr: Readable
  /** Its exit code once it ended; null where a signal ended it. */
  exited: Promise<number | null>
  /** Asks it to end. */
  stop: () => void
}

/** Starts the process with these arguments. */
export type Launch = (args: string[]) => Launched

/** How long a start may take on a slow machine. */
const readyTimeoutMs = 30_000
/** How long after its end its last words may be under way: Electron never closes the streams of a utility process. */
const lastWordsMs = 500
const longestDetail = 2_000
const mostLines = 30

/** What it said of its end: from its own sentence on, else the error that Node ended it with, else its last line. */
function lastWords(lines: readonly string[]): string {
  const own = lines.findLastIndex((line) => line.startsWith('The practice cloud did not start: '))
  if (own >= 0) return lines.slice(own).join('\n').slice(0, longestDetail)
  const error = lines.find((line) => /^\w*Error\b.*: /.test(line))
  return (error ?? lines.at(-1) ?? '').slice(0, longestDetail)
}

/** The ready line, or an error with what the process last said. */
export async function waitForReady(launched: Launched): Promise<string> {
  const said: string[] = []
  const errors = createInterface({ input: launched.stderr })
  errors.on('line', (line) => {
    if (line.trim() === '') return
    said.push(line.trimEnd())
    if (said.length > mostLines) said.shift()
  })
  const saidAll = once(errors, 'close')
  const lines = createInterface({ input: launched.stdout })
  let timer: NodeJS.Timeout | undefined
  try {
    return await Promise.race([
      new Promise<string>((resolve) => lines.once('line', resolve)),
      launched.exited.then(async () => {
        await Promise.race([saidAll, sleep(lastWordsMs, undefined, { ref: false })])
        throw new Error(said.length === 0 ? 'It ended at once.' : lastWords(said))
      }),
      new Promise<never>((_resolve, reject) => {
        timer = setTimeout(() => {
          reject(new Error('It did not get ready in time.'))
        }, readyTimeoutMs)
      })
    ])
  } finally {
    clearTimeout(timer)
  }
}
