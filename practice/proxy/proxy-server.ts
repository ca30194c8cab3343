import { createHash, timingSafeEqual } from 'node:crypto'
import { Server as HttpServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { Duplex } from 'node:stream'
import { createProxy, type ProxyServer } from 'proxy'

/** Name and password that the proxy wants. */
export interface ProxyCredentials {
  username: string
  password: string
}

/** What a proxy server asks and tells. */
export interface ProxyParts {
  credentials: ProxyCredentials
  /** Whether this host and port belong to the practice cloud. */
  isOwn: (host: string, port: number) => boolean
  /** Hears each request when it is decided: 407, 403, 400, or 200 where it was passed on. */
  onDecided: (request: IncomingMessage, target: string, status: number) => void
}

const digest = (text: string): Buffer => createHash('sha256').update(text).digest()

const knows = ({ username, password }: ProxyCredentials, header: string | undefined): boolean => {
  const encoded = /^Basic\s+([A-Za-z0-9+/=]+)$/i.exec(header ?? '')?.[1] ?? ''
  const sent = Buffer.from(encoded, 'base64').toString('utf8')
  return timingSafeEqual(digest(sent), digest(`${username}:${password}`))
}

/** Host and port that a request is for: `host:port` of CONNECT, or a whole http address. */
const targetOf = ({ method, url = '' }: IncomingMessage): { host: string; port: number } | undefined => {
  const address = method === 'CONNECT' ? `http://${url}` : url
  if (url.length > 4096 || !/^http:\/\//i.test(address) || !URL.canParse(address)) return undefined
  const { hostname, port } = new URL(address)
  return { host: hostname, port: Number(port === '' ? 80 : port) }
}

/**
 * A forward proxy that demands a name and a password and leads nowhere but to this practice cloud. What is wrong with a
 * request is said here; what is right is left to the library.
 */
export const serveProxy = (server: HttpServer, { credentials, isOwn, onDecided }: ProxyParts): void => {
  const inner: ProxyServer = createProxy(new HttpServer())
  inner.authenticate = (request) => knows(credentials, request.headers['proxy-authorization'])

  /** A name without a dot that is none of ours may be anything, a password in the wrong place among it. */
  const shownTarget = (target: ReturnType<typeof targetOf>): string => {
    if (target === undefined) return ''
    const { host, port } = target
    return `${isOwn(host, port) || host.includes('.') ? host : '***'}:${String(port)}`
  }

  /** The status of a refusal; undefined where the library may go on, also to ask for the password. */
  const refusal = (request: IncomingMessage): 400 | 403 | undefined => {
    const target = targetOf(request)
    const isKnown = knows(credentials, request.headers['proxy-authorization'])
    const status = target === undefined ? 400 : isKnown && !isOwn(target.host, target.port) ? 403 : undefined
    onDecided(request, shownTarget(target), status ?? (isKnown ? 200 : 407))
    return status
  }

  server.on('request', (request: IncomingMessage, response: ServerResponse) => {
    const status = refusal(request)
    if (status === undefined) {
      inner.emit('request', request, response)
      return
    }
    response.writeHead(status, { 'content-type': 'text/plain; charset=utf-8', connection: 'close' })
    response.end(status === 400 ? 'A whole http address is needed.' : 'This proxy leads to its practice cloud only.')
  })
  server.on('connect', (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    socket.on('error', () => undefined)
    const status = refusal(request)
    if (status !== undefined) {
      socket.end(
        `HTTP/1.1 ${String(status)} ${status === 400 ? 'Bad Request' : 'Forbidden'}\r\nConnection: close\r\n\r\n`
      )
      return
    }
    // The library does not want what a client sends before it was let through.
    if (head.length > 0) socket.unshift(head)
    inner.emit('connect', request, socket, Buffer.alloc(0))
  })
}
