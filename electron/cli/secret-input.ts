import { createInterface } from 'node:readline/promises'
import { Writable } from 'node:stream'

/** A secret from standard input: piped, or typed without an echo. It never stands in the arguments. */
export async function readSecret(question: string, say: (text: string) => void): Promise<string> {
  if (process.stdin.isTTY) {
    say(`${question}: `)
    const silent = new Writable({
      write: (_chunk, _encoding, done) => {
        done()
      }
    })
    const lines = createInterface({ input: process.stdin, output: silent, terminal: true })
    try {
      return await lines.question('')
    } finally {
      lines.close()
      say('\n')
    }
  }
  const chunks: Buffer[] = []
  for await (const chunk of process.stdin) chunks.push(chunk as Buffer)
  return Buffer.concat(chunks)
    .toString('utf8')
    .replace(/\r?\n$/, '')
}
