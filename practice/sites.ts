import type { ServiceName } from './services.ts'
import type { World } from './world/model.ts'

/** Something that answers at an address of its own. */
export interface Site {
  /** Such as `login` or `vault:1`. */
  key: string
  service: ServiceName | 'admin'
  transport: 'https' | 'http'
  /** The names under which Azure itself offers it; empty for what Azure does not have. */
  azureHosts: readonly string[]
  /** Its place behind the port base. */
  offset: number
}

/** How many ports, one after the other, a practice cloud with fixed ports takes at most. */
export const PORT_COUNT = 24

/** The forward proxy's place behind the port base; it is no site, because it answers for all of them. */
export const PROXY_OFFSET = 13

const FIRST_FURTHER_OFFSET = 15

const site = (
  key: string,
  service: Site['service'],
  offset: number,
  azureHosts: readonly string[],
  transport: Site['transport'] = 'https'
): Site => ({ key, service, transport, azureHosts, offset })

const LOGIN_HOSTS = [
  ...['login.microsoftonline.com', 'login.windows.net', 'login.microsoft.com', 'sts.windows.net'],
  // The page for device codes.
  ...['microsoft.com', 'www.microsoft.com']
]

const FIXED: readonly Site[] = [
  site('login', 'login', 0, LOGIN_HOSTS),
  site('signIn', 'login', 1, [], 'http'),
  site('arm', 'arm', 2, ['management.azure.com', 'management.core.windows.net']),
  site('graph', 'graph', 3, ['graph.microsoft.com']),
  site('maps', 'maps', 4, ['atlas.microsoft.com']),
  site('imds', 'imds', 8, ['169.254.169.254'], 'http'),
  site('admin', 'admin', 9, [], 'http'),
  site('mapsUs', 'maps', 10, ['us.atlas.microsoft.com']),
  site('mapsEu', 'maps', 11, ['eu.atlas.microsoft.com']),
  site('arc', 'imds', 12, [], 'http'),
  site('serviceFabric', 'imds', 14, [])
]

/** Every site of a world; those that a further vault, catalog or storage account needs come last. */
export const sitesOf = ({ geoCatalogs, vaults, storageAccounts }: World): Site[] => {
  const named = [
    ...geoCatalogs.map(({ name, location }, index) =>
      site(`geocatalog:${String(index)}`, 'geocatalog', 5, [`${name}.practice.${location}.geocatalog.spatio.azure.com`])
    ),
    ...vaults.map(({ name }, index) => site(`vault:${String(index)}`, 'vault', 6, [`${name}.vault.azure.net`])),
    ...storageAccounts.map(({ name }, index) =>
      site(`blob:${String(index)}`, 'blob', 7, [`${name}.blob.core.windows.net`])
    )
  ]
  const firsts = named.filter(({ key }) => key.endsWith(':0'))
  const further = named
    .filter((one) => !firsts.includes(one))
    .map((one, index) => ({ ...one, offset: FIRST_FURTHER_OFFSET + index }))
  return [...FIXED, ...firsts, ...further]
}
