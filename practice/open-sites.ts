import type { Hono } from 'hono'
import { listen, type Listener, type ListenerHooks } from './http/listen.ts'
import type { PracticeEnv } from './http/practice-env.ts'
import { portProblem } from './http/port-problem.ts'
import type { RequestLog } from './log/request-log.ts'
import { PORT_COUNT, type Site } from './sites.ts'
import type { TlsMaterial } from './tls/certificates.ts'
import { followConnectionWeather } from './weather/connection-weather.ts'
import type { Weather } from './weather/weather.ts'

/** The open sites of one practice cloud. */
export interface OpenSites {
  /** Where a site answers, without a slash at the end; empty for one that the world does not have. */
  origin: (key: string) => string
  serve: (key: string, app: Hono<PracticeEnv>) => void
  close: () => Promise<void>
}

/** What one site's listener tells the log and asks the weather. */
export const hooksOf = (site: Site, log: RequestLog, weather: Weather): ListenerHooks => {
  const note = (status: number, injected: string[], method = '', headerNames: string[] = []): void => {
    const at = new Date().toISOString()
    log.add({ at, service: site.service, method, path: '', query: {}, headerNames, status, injected })
  }
  return {
    onRefusedHost: ({ method, headers }) => {
      note(421, [], method, Object.keys(headers))
    },
    refusesConnection: () => {
      const refused = weather.takeConnection(site)
      if (refused) note(0, ['refuse'])
      return refused
    },
    onHandshakeFailed: () => {
      if (weather.intercepts(site)) note(0, ['interception'])
    }
  }
}

/** Opens a loopback port for each site, or none when one of them is taken; a port base of 0 takes free ones. */
export const openSites = async (
  sites: readonly Site[],
  portBase: number,
  tls: TlsMaterial,
  log: RequestLog,
  weather: Weather
): Promise<OpenSites> => {
  if (portBase !== 0 && sites.some(({ offset }) => offset >= PORT_COUNT))
    throw new Error('This world has too many vaults, GeoCatalogs and storage accounts for fixed ports.')
  const opened = new Map<string, Listener>()
  const close = async (): Promise<void> => {
    await Promise.all([...opened.values()].map((listener) => listener.close()))
  }
  const results = await Promise.allSettled(
    sites.map(async (site) => {
      const port = portBase === 0 ? 0 : portBase + site.offset
      const listener = await listen(site, port, tls, hooksOf(site, log, weather)).catch((error: unknown) => {
        throw portProblem(error, port, site.key)
      })
      opened.set(site.key, listener)
    })
  )
  const failed = results.find((result) => result.status === 'rejected')
  if (failed !== undefined) {
    await close()
    throw failed.reason
  }
  followConnectionWeather(weather, sites, opened, tls)
  return {
    origin: (key) => opened.get(key)?.origin ?? '',
    serve: (key, app) => opened.get(key)?.serve(app),
    close
  }
}
