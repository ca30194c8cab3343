import { createServer, type Server } from 'node:https'
import type { AddressInfo } from 'node:net'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { text } from 'node:stream/consumers'
import { makeTlsMaterial } from '../../practice/tls/certificates.ts'

/** An HTTPS server on loopback with good and bad manners, by path. */
export interface TlsServer {
  origin: string
  /** Nothing listens here. */
  deadOrigin: string
  caPem: string
  /** An authority that did not sign this server's certificate. */
  otherCaPem: string
  paths: string[]
  close: () => Promise<void>
}

// Not a port that was let go: the next program that wants any could be given it.
const deadOrigin = 'https://localhost:1023'

/** Starts it. */
export async function startTlsServer(): Promise<TlsServer> {
  const [own, other] = await Promise.all([makeTlsMaterial(), makeTlsMaterial()])
  const paths: string[] = []
  const server = createServer({ key: own.keyPem, cert: own.certPem }, (request, response) => {
    paths.push(request.url ?? '')
    void answer(request, response)
  })
  const port = await listen(server)
  return {
    origin: `https://localhost:${String(port)}`,
    deadOrigin,
    caPem: own.caPem,
    otherCaPem: other.caPem,
    paths,
    close: () => close(server)
  }
}

async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
  switch (request.url?.split('?')[0]) {
    case '/echo': {
      const { method, url, headers } = request
      response.writeHead(201, { 'content-type': 'application/json', 'x-echo': 'yes' })
      response.end(JSON.stringify({ method, url, headers, body: await text(request) }))
      return
    }
    case '/cookie':
      response.writeHead(200, { 'set-cookie': 'fpc=1; Secure; Path=/' }).end('{}')
      return
    case '/redirect':
      response.writeHead(302, { location: '/redirected' }).end()
      return
    case '/cut':
      request.socket.destroy()
      return
    case '/hang':
      return
    case '/half':
      response.writeHead(200, { 'content-type': 'application/json' })
      response.write('{"half":')
      return
    case '/yesterday':
      response.writeHead(200, { date: new Date(Date.now() - 86_400_000).toUTCString() }).end('{}')
      return
    case '/endless': {
      response.writeHead(200)
      const chunk = Buffer.alloc(256 * 1024, 'x')
      const more = (): void => {
        while (!response.destroyed && response.write(chunk));
      }
      response.on('drain', more)
      more()
      return
    }
    default:
      response.writeHead(404).end()
  }
}

function listen(server: Server): Promise<number> {
  return new Promise((resolve) => {
    server.listen(0, '127.0.0.1', () => {
      resolve((server.address() as AddressInfo).port)
    })
  })
}

function close(server: Server): Promise<void> {
  server.closeAllConnections()
  return new Promise((resolve) => {
    server.close(() => {
      resolve()
    })
  })
}
