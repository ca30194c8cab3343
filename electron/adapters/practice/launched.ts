import { createInterface } from 'node:readline'
import type { Readable } from 'node:stream'

/** A practice cloud's process, however it was started. */
export interface Launched {
  pid: number | undefined
  stdout: Readable
  stderr: Readable
  exited: Promise<void>
  /** Asks it to end. */
  stop: () => void
}

/** Starts the process with these arguments. */
export type Launch = (args: string[]) => Launched

/** How long a start may take on a slow machine. */
const readyTimeoutMs = 30_000
const longestDetail = 300

/** The ready line, or an error with what the process last said. */
export async function waitForReady(launched: Launched): Promise<string> {
  let lastWords = ''
  createInterface({ input: launched.stderr }).on('line', (line) => {
    if (line.trim() !== '') lastWords = line.trim().slice(0, longestDetail)
  })
  const lines = createInterface({ input: launched.stdout })
  let timer: NodeJS.Timeout | undefined
  try {
    return await Promise.race([
      new Promise<string>((resolve) => lines.once('line', resolve)),
      launched.exited.then(() => {
        throw new Error(lastWords === '' ? 'It ended at once.' : lastWords)
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
