import { createServer, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import { closingPages } from './closing-page.ts'

/** What the sign-in page posted: `code` and `client_info`, or `error` and what goes with it. */
export type Callback = Partial<Record<string, string>>

/** A port of this computer that waits for the sign-in page's answer. */
export interface CallbackListener {
  /** Of the form that Entra ID takes for applications on a computer: any port of `http://localhost`. */
  redirectUri: string
  /** The one answer that carries the state of this sign-in; everything else is refused and changes nothing. */
  callback: Promise<Callback>
  close: () => void
}

/** A code with all that goes with it has some kilobytes. */
const mostBytes = 64 * 1024

/**
 * Listens on loopback only, for one form post. MSAL has a listener of its own, but its process ends on a request for an address that
 * is none (`GET //`), which any program on the computer can send; nor can it be told to stop.
 */
export async function listenForCallback(state: string): Promise<CallbackListener> {
  let arrive: (callback: Callback) => void = () => undefined
  const callback = new Promise<Callback>((resolve) => {
    arrive = resolve
  })
  const server = createServer((request, answer) => {
    void take(request, state).then((taken) => {
      // Once the browser has its page: whoever waits for the callback closes the port.
      if (taken.callback !== null) answer.once('close', arrive.bind(null, taken.callback))
      const headers = { 'content-type': 'text/html; charset=utf-8', connection: 'close' }
      answer.writeHead(taken.status, headers).end(taken.page)
    })
  })
  await new Promise<void>((listening, failed) => {
    server.once('error', failed).listen(0, '127.0.0.1', listening)
  })
  const { port } = server.address() as AddressInfo
  return {
    redirectUri: `http://localhost:${String(port)}`,
    callback,
    close: () => {
      server.close()
      server.closeAllConnections()
    }
  }
}

interface Taken {
  status: number
  page: string
  /** Null where the request is not the answer that was waited for. */
  callback: Callback | null
}

async function take(request: IncomingMessage, state: string): Promise<Taken> {
  const refuse = (status: number): Taken => ({ status, page: '', callback: null })
  if (request.url !== '/') return refuse(404)
  if (request.method !== 'POST') return refuse(405)
  if (request.headers['content-type']?.split(';')[0]?.trim() !== 'application/x-www-form-urlencoded') return refuse(415)
  const body = await read(request)
  if (body === null) return refuse(413)
  const fields = new URLSearchParams(body)
  const isOurs = fields.getAll('state').length === 1 && fields.get('state') === state
  if (!isOurs || fields.has('code') === fields.has('error')) return refuse(400)
  const page = fields.has('code') ? closingPages.success : closingPages.failure
  return { status: 200, page, callback: Object.fromEntries(fields) }
}

/** Null where it is too long or breaks off. */
async function read(request: IncomingMessage): Promise<string | null> {
  const chunks: Buffer[] = []
  let bytes = 0
  try {
    for await (const chunk of request as AsyncIterable<Buffer>) {
      bytes += chunk.length
      if (bytes > mostBytes) return null
      chunks.push(chunk)
    }
  } catch {
    return null
  }
  return Buffer.concat(chunks).toString()
}
