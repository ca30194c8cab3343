import { once } from 'node:events'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { createServer as createTlsServer } from 'node:https'
import type { AddressInfo, Socket } from 'node:net'
import { text } from 'node:stream/consumers'
import { Agent, request } from 'undici'
import { makeTlsMaterial } from '../../practice/tls/certificates.ts'

/** A request and its answer, as they came through the proxy. */
export interface Recorded {
  method: string
  url: string
  headers: Record<string, string>
  body: string
  answer: string
}

/** A forward proxy on loopback that reads what goes through it. */
export interface RecordingProxy {
  port: number
  /** The authority of the certificates that it shows, which its clients have to trust. */
  caPem: string
  recorded: Recorded[]
  /** Every `host:port` that it was asked for, those that it refused among them. */
  asked: Set<string>
  close: () => Promise<void>
}

/** Starts the proxy; it leads to these `host:port`, whose certificates are of that authority, and refuses all others. */
export async function startRecordingProxy(hosts: ReadonlySet<string>, upstreamCaPem: string): Promise<RecordingProxy> {
  const { caPem, certPem, keyPem } = await makeTlsMaterial({ caName: 'Recording proxy' })
  const dispatcher = new Agent({ connect: { ca: upstreamCaPem } })
  const recorded: Recorded[] = []
  const asked = new Set<string>()
  const sockets = new Set<Socket>()

  const carry = async (incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> => {
    const { method = '', url: path = '' } = incoming
    const headers = withoutHops(incoming.headers)
    const url = `https://${headers.host ?? ''}${path}`
    const body = await text(incoming)
    const sent = { method: method, headers, ...(body === '' ? {} : { body }) }
    const answered = await request(url, { dispatcher, ...sent })
    const answer = await answered.body.text()
    recorded.push({ method, url, headers, body, answer })
    outgoing.writeHead(answered.statusCode, withoutHops(answered.headers)).end(answer)
  }

  const inside = createTlsServer({ cert: certPem, key: keyPem }, (incoming, outgoing) => {
    carry(incoming, outgoing).catch(() => outgoing.destroy())
  })
  const server = createServer((incoming, outgoing) => {
    // Nothing of the app's goes without TLS.
    asked.add(`without TLS: ${incoming.url ?? ''}`)
    outgoing.writeHead(502).end()
  })
  server.on('connect', ({ url = '' }, socket: Socket) => {
    asked.add(url)
    sockets.add(socket)
    socket.on('error', () => undefined)
    if (!hosts.has(url)) {
      socket.end('HTTP/1.1 502 Bad Gateway\r\n\r\n')
      return
    }
    socket.write('HTTP/1.1 200 Connection Established\r\n\r\n')
    inside.emit('connection', socket)
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    port: (server.address() as AddressInfo).port,
    caPem,
    recorded,
    asked,
    close: async () => {
      for (const socket of sockets) socket.destroy()
      server.close()
      await dispatcher.close()
    }
  }
}

/** Headers that are of the whole way, and not of one part of it. */
function withoutHops(headers: Record<string, string | string[] | undefined>): Record<string, string> {
  const kept = Object.entries(headers).filter(
    ([name]) => !/^((proxy-)?connection|transfer-encoding|content-length)$/.test(name)
  )
  return Object.fromEntries(kept.map(([name, value]) => [name, String(value)]))
}
