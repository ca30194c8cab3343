import { request } from 'node:https'

/** Does https with one more CA; the process-wide trust stays as it is. */
export const trustingFetch =
  (caPem: string): typeof fetch =>
  async (input, init) => {
    const asked = new Request(input, init)
    const body = Buffer.from(await asked.arrayBuffer())
    return new Promise((resolve, reject) => {
      const sent = request(
        asked.url,
        {
          method: asked.method,
          headers: Object.fromEntries(asked.headers),
          ca: caPem,
          ...(asked.signal.aborted ? {} : { signal: asked.signal })
        },
        (answer) => {
          const chunks: Buffer[] = []
          answer.on('data', (chunk: Buffer) => chunks.push(chunk))
          answer.on('error', reject)
          answer.on('end', () => {
            const headers = new Headers()
            for (let at = 0; at + 1 < answer.rawHeaders.length; at += 2)
              headers.append(answer.rawHeaders[at] ?? '', answer.rawHeaders[at + 1] ?? '')
            const status = answer.statusCode ?? 0
            const response = new Response([204, 304].includes(status) ? null : Buffer.concat(chunks), {
              status,
              headers
            })
            Object.defineProperty(response, 'url', { value: asked.url })
            resolve(response)
          })
        }
      )
      sent.on('error', reject)
      sent.end(body)
    })
  }
