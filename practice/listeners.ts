import type { IncomingMessage } from 'node:http'
import { listen, type Listener } from './http/listen.ts'
import type { RequestLog } from './log/request-log.ts'
import type { ResolvedOptions } from './options.ts'
import { PORT_OFFSETS } from './services.ts'
import type { TlsMaterial } from './tls/certificates.ts'

const NAMES = ['login', 'signIn', 'arm', 'maps', 'geocatalog', 'vault', 'imds', 'admin'] as const
type ListenerName = (typeof NAMES)[number]
const PLAIN_HTTP: readonly ListenerName[] = ['signIn', 'imds', 'admin']

/** Every open port of one practice cloud. */
export interface Listeners {
  listeners: Record<ListenerName, Listener>
  /** One for each vault after the first; they take free ports, also where the others are fixed. */
  furtherVaults: Listener[]
  close: () => Promise<void>
}

const logRefused =
  (log: RequestLog, name: ListenerName) =>
  (request: IncomingMessage): void => {
    log.add({
      at: new Date().toISOString(),
      service: name === 'signIn' ? 'login' : name,
      method: request.method ?? '',
      path: '',
      query: {},
      headerNames: Object.keys(request.headers),
      status: 421,
      injected: []
    })
  }

/** Opens all ports, or none when one of them is taken. */
export const openListeners = async (
  options: ResolvedOptions,
  tls: TlsMaterial,
  log: RequestLog,
  furtherVaultCount: number
): Promise<Listeners> => {
  const opened: Listener[] = []
  const open = async (name: ListenerName, port: number): Promise<Listener> => {
    const listener = await listen(port, PLAIN_HTTP.includes(name) ? null : tls, logRefused(log, name))
    opened.push(listener)
    return listener
  }
  const close = async (): Promise<void> => {
    await Promise.all(opened.map((listener) => listener.close()))
  }
  const { portBase } = options
  const results = await Promise.allSettled(
    NAMES.map(async (name) => [name, await open(name, portBase === 0 ? 0 : portBase + PORT_OFFSETS[name])] as const)
  )
  const failed = results.find((result) => result.status === 'rejected')
  if (failed !== undefined) {
    await close()
    throw failed.reason
  }
  const listeners = Object.fromEntries(
    results.flatMap((result) => (result.status === 'fulfilled' ? [result.value] : []))
  ) as Record<ListenerName, Listener>
  const furtherVaults = await Promise.all(Array.from({ length: furtherVaultCount }, () => open('vault', 0)))
  return { listeners, furtherVaults, close }
}
