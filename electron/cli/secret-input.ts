import { createInterface } from 'node:readline/promises'
import { addAbortSignal, Writable } from 'node:stream'
import { AppFailure } from '../services/app-failure.ts'

/** A secret from standard input: piped, or typed without an echo. It never stands in the arguments. */
export async function readSecret(question: string, say: (text: string) => void, signal: AbortSignal): Promise<string> {
  try {
    return await read(question, say, signal)
  } catch (error) {
    if (signal.aborted) throw new AppFailure({ code: 'cancelled' }, { cause: error })
    throw error
  }
}

async function read(question: string, say: (text: string) => void, signal: AbortSignal): Promise<string> {
  if (process.stdin.isTTY) {
    say(`${question}: `)
    const silent = new Writable({
      write: (_chunk, _encoding, done) => {
        done()
      }
    })
    const lines = createInterface({ input: process.stdin, output: silent, terminal: true })
    try {
      return await lines.question('', { signal })
    } finally {
      lines.close()
      say('\n')
    }
  }
  const chunks: Buffer[] = []
  for await (const chunk of addAbortSignal(signal, process.stdin)) chunks.push(chunk as Buffer)
  return Buffer.concat(chunks)
    .toString('utf8')
    .replace(/\r?\n$/, '')
}
