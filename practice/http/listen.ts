import { getRequestListener } from '@hono/node-server'
import type { Hono } from 'hono'
import { createServer as createHttpServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { createServer as createHttpsServer } from 'node:https'
import type { AddressInfo, Socket } from 'node:net'
import type { TlsMaterial } from '../tls/certificates.ts'
import { isLoopbackHost } from './loopback-host.ts'
import type { PracticeEnv } from './practice-env.ts'

/** A listener on 127.0.0.1 whose application may be given later than its port is known. */
export interface Listener {
  port: number
  /** `https://localhost:PORT` or `http://localhost:PORT`. */
  origin: string
  serve: (app: Hono<PracticeEnv>) => void
  close: () => Promise<void>
}

type Answer = (request: IncomingMessage, response: ServerResponse) => void

const plain = (response: ServerResponse, status: number, text: string): void => {
  response.writeHead(status, { 'content-type': 'text/plain; charset=utf-8' })
  response.end(text)
}

/** Opens one listener; port 0 takes a free one. Every host name but the loopback's is refused with 421. */
export const listen = async (
  port: number,
  tls: TlsMaterial | null,
  onRefused: (request: IncomingMessage) => void
): Promise<Listener> => {
  let answer: Answer = (_request, response) => {
    plain(response, 503, 'The practice cloud is starting.')
  }
  const guard: Answer = (request, response) => {
    if (isLoopbackHost(request.headers.host)) {
      answer(request, response)
      return
    }
    onRefused(request)
    plain(response, 421, 'The practice cloud answers only as localhost or 127.0.0.1.')
  }
  const server =
    tls === null ? createHttpServer(guard) : createHttpsServer({ key: tls.keyPem, cert: tls.certPem }, guard)
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, '127.0.0.1', () => {
      server.off('error', reject)
      resolve()
    })
  })
  // A socket that breaks during a handshake or a request is the client's affair, never the end of the cloud.
  server.on('error', () => undefined)
  server.on('tlsClientError', (_error, socket: Socket) => socket.destroy())
  const address = server.address() as AddressInfo
  return {
    port: address.port,
    origin: `${tls === null ? 'http' : 'https'}://localhost:${String(address.port)}`,
    serve: (app) => {
      const listener = getRequestListener((request, env) => app.fetch(request, env), { overrideGlobalObjects: false })
      answer = (request, response) => {
        void listener(request, response)
      }
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => {
          resolve()
        })
        server.closeAllConnections()
      })
  }
}
