import { randomBytes } from 'node:crypto'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { Connections } from '../http/connections.ts'
import { listening } from '../http/listening.ts'
import { portProblem } from '../http/port-problem.ts'
import type { RequestLog } from '../log/request-log.ts'
import { PROXY_OFFSET, type Site } from '../sites.ts'
import { serveProxy, type ProxyCredentials } from './proxy-server.ts'

/** The practice cloud's forward proxy, as the ready line tells it. */
export interface ProxyAccess extends ProxyCredentials {
  url: string
}

/** A running proxy. */
export interface OpenProxy {
  access: ProxyAccess
  close: () => Promise<void>
}

/** Every `host:port` that belongs to the sites, as they answer now. */
const ownAddresses = (sites: readonly Site[], origin: (key: string) => string): Set<string> =>
  new Set(
    sites.flatMap(({ key, azureHosts }) => {
      const address = origin(key)
      if (address === '') return []
      const { hostname, port, protocol } = new URL(address)
      const names = hostname === 'localhost' ? ['localhost', '127.0.0.1'] : [hostname, ...azureHosts]
      return names.map((name) => `${name}:${port === '' ? (protocol === 'https:' ? '443' : '80') : port}`)
    })
  )

/** Opens the proxy on loopback; a port base of 0 takes a free port. */
export const openProxy = async (
  portBase: number,
  sites: readonly Site[],
  origin: (key: string) => string,
  log: RequestLog
): Promise<OpenProxy> => {
  const credentials = { username: 'practice-proxy', password: `Practice-${randomBytes(9).toString('base64url')}` }
  const server = createServer()
  const connections = new Connections(server)
  server.on('connection', (socket) => {
    socket.on('error', () => undefined)
  })
  const own = ownAddresses(sites, origin)
  serveProxy(server, {
    credentials,
    isOwn: (host, port) => own.has(`${host}:${String(port)}`),
    onDecided: ({ method = '', headers }, target, status) => {
      const at = new Date().toISOString()
      const headerNames = Object.keys(headers)
      log.add({ at, service: 'proxy', method, path: target, query: {}, headerNames, status, injected: [] })
    }
  })
  const wanted = portBase === 0 ? 0 : portBase + PROXY_OFFSET
  await listening(server, wanted).catch((error: unknown) => {
    throw portProblem(error, wanted, 'proxy')
  })
  const { port } = server.address() as AddressInfo
  return {
    access: { url: `http://localhost:${String(port)}`, ...credentials },
    close: () => connections.close()
  }
}
