import { listen, type Listener } from '../http/listen.ts'
import { hooksOf, type OpenSites } from '../open-sites.ts'
import type { AzureNames } from '../site-opener.ts'
import type { Site } from '../sites.ts'
import { followConnectionWeather } from '../weather/connection-weather.ts'
import { ARC_PORT, azureNames, IMDS_ADDRESS } from './names.ts'
import { requireNames } from './require-names.ts'
import { SharedListener } from './shared-listener.ts'

const LOOPBACK = '127.0.0.1'

/** Why ports could not be taken, and what to do. */
const explained = (error: unknown): unknown => {
  const code = error instanceof Error && 'code' in error ? error.code : undefined
  if (code === 'EACCES')
    return new Error(
      "Azure's own names are answered on the ports 443 and 80, which only root may take here. Start it as root of a " +
        'namespace (unshare --user --map-root-user --net --mount), or set net.ipv4.ip_unprivileged_port_start=80.'
    )
  if (code === 'EADDRINUSE')
    return new Error(
      `Azure's own names are answered on the ports 443, 80 and ${String(ARC_PORT)}; one of them is taken.`
    )
  return error
}

/** Ports of their own: for what Azure does not have, any; for Azure Arc the one that its agent takes. */
const portOf = ({ key }: Site): number => (key === 'arc' ? ARC_PORT : 0)

/** Opens the sites under Azure's own names, where these lead to this machine: one https and one http port for all of them. */
export const openAzureNames: AzureNames['openSites'] = async (
  sites,
  _portBase,
  tls,
  log,
  weather
): Promise<OpenSites> => {
  await requireNames(azureNames(sites))
  const https = new SharedListener('https', tls)
  const http = new SharedListener('http', tls)
  const opened = new Map<string, Listener>()
  const close = async (): Promise<void> => {
    await Promise.all([https.close(), http.close(), ...[...opened.values()].map((listener) => listener.close())])
  }
  try {
    for (const site of sites) {
      const hooks = hooksOf(site, log, weather)
      if (site.azureHosts.length > 0) opened.set(site.key, (site.transport === 'https' ? https : http).add(site, hooks))
      // The pages are on the sign-in service's own names here, as in Azure.
      else if (site.key !== 'signIn') opened.set(site.key, await listen(site, portOf(site), tls, hooks))
    }
    await https.open(443, LOOPBACK)
    await http.open(80, LOOPBACK, IMDS_ADDRESS)
  } catch (error) {
    await close()
    throw explained(error)
  }
  followConnectionWeather(weather, sites, opened, tls)
  return {
    origin: (key) => opened.get(key === 'signIn' ? 'login' : key)?.origin ?? '',
    serve: (key, app) => opened.get(key)?.serve(app),
    close
  }
}
