import { AppFailure } from '../../services/app-failure.ts'

/** No answer of a service that this app asks is near this size. */
const mostBytes = 5 * 1024 * 1024

/** Reads a body as UTF-8 and stops at five megabytes. */
export async function readCapped(body: AsyncIterable<Uint8Array>, host: string, status: number): Promise<string> {
  const chunks: Uint8Array[] = []
  let bytes = 0
  for await (const chunk of body) {
    bytes += chunk.byteLength
    if (bytes > mostBytes) throw new AppFailure({ code: 'answer-not-understood', host, status, looksLike: 'other' })
    chunks.push(chunk)
  }
  return Buffer.concat(chunks).toString('utf8')
}
