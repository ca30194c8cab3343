import { getRequestListener, type HttpBindings } from '@hono/node-server'
import type { Hono } from 'hono'
import { createServer as createHttpServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { createServer as createHttpsServer, type Server as HttpsServer } from 'node:https'
import type { AddressInfo, Socket } from 'node:net'
import type { Site } from '../sites.ts'
import type { TlsMaterial } from '../tls/certificates.ts'
import { Connections } from './connections.ts'
import { listening } from './listening.ts'
import { isLoopbackHost } from './loopback-host.ts'
import type { PracticeEnv } from './practice-env.ts'

/** What a listener tells and asks while connections come and go. */
export interface ListenerHooks {
  /** A request for another host name was refused. */
  onRefusedHost: (request: IncomingMessage) => void
  /** Whether this new connection is to be reset. */
  refusesConnection: () => boolean
  /** A client did not go on with the TLS handshake. */
  onHandshakeFailed: () => void
}

/** A listener on 127.0.0.1 whose application may be given later than its port is known. */
export interface Listener {
  port: number
  /** `https://localhost:PORT` or `http://localhost:PORT`. */
  origin: string
  serve: (app: Hono<PracticeEnv>) => void
  /** Shows another certificate from the next connection on; no effect on plain http. */
  showCertificate: (tls: TlsMaterial) => void
  dropConnections: () => void
  close: () => Promise<void>
}

/** How long a connection may rest between two requests. */
const KEEP_ALIVE_MS = 120_000

type Answer = (request: IncomingMessage, response: ServerResponse) => void

const plain = (response: ServerResponse, status: number, text: string): void => {
  response.writeHead(status, { 'content-type': 'text/plain; charset=utf-8' })
  response.end(text)
}

/** Opens one listener; port 0 takes a free one. Every host name but the loopback's is refused with 421. */
export const listen = async (
  site: Site,
  port: number,
  tls: TlsMaterial,
  { onRefusedHost, refusesConnection, onHandshakeFailed }: ListenerHooks
): Promise<Listener> => {
  let answer: Answer = (_request, response) => {
    plain(response, 503, 'The practice cloud is starting.')
  }
  const guard: Answer = (request, response) => {
    if (isLoopbackHost(request.headers.host)) {
      answer(request, response)
      return
    }
    onRefusedHost(request)
    plain(response, 421, 'The practice cloud answers only as localhost or 127.0.0.1.')
  }
  const https: HttpsServer | undefined =
    site.transport === 'https' ? createHttpsServer({ key: tls.keyPem, cert: tls.certPem }, guard) : undefined
  const server = https ?? createHttpServer(guard)
  // Longer than clients keep one: where both ends run in one busy process, a connection could end just as it is used again.
  server.keepAliveTimeout = KEEP_ALIVE_MS
  const connections = new Connections(server)
  await listening(server, port)
  server.prependListener('connection', (socket: Socket) => {
    if (refusesConnection()) socket.resetAndDestroy()
  })
  server.on('tlsClientError', (_error, socket: Socket) => {
    onHandshakeFailed()
    socket.destroy()
  })
  const address = server.address() as AddressInfo
  return {
    port: address.port,
    origin: `${site.transport}://localhost:${String(address.port)}`,
    serve: (app) => {
      const listener = getRequestListener((request, env) => app.fetch(request, { ...(env as HttpBindings), site }), {
        overrideGlobalObjects: false
      })
      answer = (request, response) => {
        void listener(request, response)
      }
    },
    showCertificate: ({ keyPem, certPem }) => https?.setSecureContext({ key: keyPem, cert: certPem }),
    dropConnections: () => {
      connections.drop()
    },
    close: () => connections.close()
  }
}
