import type { Hono } from 'hono'
import type { IncomingMessage } from 'node:http'
import { listen, type Listener } from './http/listen.ts'
import type { PracticeEnv } from './http/practice-env.ts'
import type { RequestLog } from './log/request-log.ts'
import { PORT_COUNT, type Site } from './sites.ts'
import type { TlsMaterial } from './tls/certificates.ts'

/** The open sites of one practice cloud. */
export interface OpenSites {
  /** Where a site answers, without a slash at the end; empty for one that the world does not have. */
  origin: (key: string) => string
  serve: (key: string, app: Hono<PracticeEnv>) => void
  close: () => Promise<void>
}

const logRefused =
  (log: RequestLog, service: Site['service']) =>
  (request: IncomingMessage): void => {
    log.add({
      at: new Date().toISOString(),
      service,
      method: request.method ?? '',
      path: '',
      query: {},
      headerNames: Object.keys(request.headers),
      status: 421,
      injected: []
    })
  }

/** Opens a loopback port for each site, or none when one of them is taken; a port base of 0 takes free ones. */
export const openSites = async (
  sites: readonly Site[],
  portBase: number,
  tls: TlsMaterial,
  log: RequestLog
): Promise<OpenSites> => {
  if (portBase !== 0 && sites.some(({ offset }) => offset >= PORT_COUNT))
    throw new Error('This world has too many vaults, GeoCatalogs and storage accounts for fixed ports.')
  const opened = new Map<string, Listener>()
  const close = async (): Promise<void> => {
    await Promise.all([...opened.values()].map((listener) => listener.close()))
  }
  const results = await Promise.allSettled(
    sites.map(async ({ key, service, transport, offset }) => {
      const port = portBase === 0 ? 0 : portBase + offset
      opened.set(key, await listen(port, transport === 'http' ? null : tls, logRefused(log, service)))
    })
  )
  const failed = results.find((result) => result.status === 'rejected')
  if (failed !== undefined) {
    await close()
    throw failed.reason
  }
  return {
    origin: (key) => opened.get(key)?.origin ?? '',
    serve: (key, app) => opened.get(key)?.serve(app),
    close
  }
}
