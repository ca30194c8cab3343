import type { Listener } from '../http/listen.ts'
import type { Site } from '../sites.ts'
import { makeTlsMaterial, type TlsMaterial } from '../tls/certificates.ts'
import type { Weather } from './weather.ts'

/** Whose certificates an intercepted site shows; nobody trusts it. */
const INTERCEPTOR = 'Practice company TLS inspection'

/** Keeps the listeners as the weather wants them: certificates of another CA, and no connection from before a refusal. */
export const followConnectionWeather = (
  weather: Weather,
  sites: readonly Site[],
  listeners: ReadonlyMap<string, Listener>,
  own: TlsMaterial
): void => {
  const intercepted = new Set<string>()
  let interceptor: Promise<TlsMaterial> | undefined
  weather.onChange(async () => {
    for (const site of sites) {
      const listener = listeners.get(site.key)
      if (listener === undefined) continue
      if (weather.refuses(site)) listener.dropConnections()
      const wanted = weather.intercepts(site)
      if (wanted === intercepted.has(site.key)) continue
      if (wanted) {
        interceptor ??= makeTlsMaterial({ caName: INTERCEPTOR, names: own.names })
        listener.showCertificate(await interceptor)
        intercepted.add(site.key)
      } else {
        listener.showCertificate(own)
        intercepted.delete(site.key)
      }
      listener.dropConnections()
    }
  })
}
