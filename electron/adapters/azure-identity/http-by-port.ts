import type { MessagePort } from 'node:worker_threads'
import { createHttpHeaders, RestError, type HttpClient, type PipelineResponse } from '@azure/core-rest-pipeline'
import type { Answered, Said } from './thread-messages.ts'

/** What tells that an answer is compressed; here it is not, or not any more. */
const ofTheConnection = ['accept-encoding', 'content-length', 'connection', 'host']

/** The library's way to the network: each request is sent by the main thread, as all of the app's are. */
export function httpByPort(port: MessagePort): HttpClient {
  const waiting = new Map<number, (answered: Answered) => void>()
  let last = 0
  port.on('message', (answered: Answered) => {
    waiting.get(answered.id)?.(answered)
    waiting.delete(answered.id)
  })
  return {
    sendRequest: async (request) => {
      const { url, method, body, timeout } = request
      if (method !== 'GET' && method !== 'POST') throw new TypeError(`${method} is not sent`)
      const id = (last += 1)
      const headers = Object.fromEntries(
        Object.entries(request.headers.toJSON()).filter(([name]) => !ofTheConnection.includes(name.toLowerCase()))
      )
      const { answer, late } = await new Promise<Answered>((resolve) => {
        waiting.set(id, resolve)
        const text = typeof body === 'string' ? body : null
        port.postMessage({ kind: 'request', id, url, method, headers, body: text, timeoutMs: timeout } satisfies Said)
      })
      if (answer !== null) {
        const { status, headers: received, body: bodyAsText } = answer
        return { request, status, headers: createHttpHeaders(received), bodyAsText } satisfies PipelineResponse
      }
      if (late) throw Object.assign(new Error('The operation was aborted.'), { name: 'AbortError' })
      // The code that the library does not try again after.
      throw new RestError('No answer came.', { code: 'ENETUNREACH', request })
    }
  }
}
