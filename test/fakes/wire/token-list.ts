import type { ResourceChoice, TokenSummary } from '#contract/model'
import type { WireSwitches } from '../wire-switches.ts'
import { contoso, fabrikam, inMinutes } from './facts.ts'
import { difficult } from './tenant-lists.ts'

const scopes = {
  geocatalog: 'https://geocatalog.spatio.azure.com/.default',
  maps: 'https://atlas.microsoft.com/.default',
  'key-vault': 'https://vault.azure.net/.default'
}

/** What a token may be for. */
export const resources: ResourceChoice[] = [
  { resource: 'maps', label: 'Azure Maps', scopes: [scopes.maps, 'https://atlas.microsoft.com/user_impersonation'] },
  { resource: 'geocatalog', label: 'GeoCatalog', scopes: [scopes.geocatalog] },
  { resource: 'arm', label: 'Azure Resource Manager', scopes: ['https://management.azure.com/.default'] },
  { resource: 'graph', label: 'Microsoft Graph', scopes: ['https://graph.microsoft.com/.default'] },
  { resource: 'key-vault', label: 'Key Vault', scopes: [scopes['key-vault']] }
]

/** The tokens that go with the switches. */
export function tokensOf(switches: WireSwitches): TokenSummary[] {
  if (switches.lists === 'empty') return []
  const long = switches.tenants === 'difficult'
  const ann = { accountId: 'account-ann', username: 'ann@contoso.com', accountKind: 'user' as const }
  const daemon = { accountId: 'account-daemon', username: 'survey-daemon', accountKind: 'application' as const }
  const inContoso = { tenantId: contoso, tenantName: long ? (difficult[4]?.displayName ?? '') : 'Contoso GIS' }
  return [
    {
      tokenId: 'token-geocatalog',
      ...ann,
      ...inContoso,
      resource: 'geocatalog',
      resourceLabel: 'GeoCatalog',
      scope: scopes.geocatalog,
      acquiredAt: inMinutes(-10),
      expiresAt: inMinutes(52.5),
      source: 'vault',
      state: 'ready'
    },
    {
      tokenId: 'token-maps',
      ...daemon,
      tenantId: contoso,
      tenantName: long ? (difficult[3]?.displayName ?? '') : 'Contoso GIS',
      resource: 'maps',
      resourceLabel: 'Azure Maps',
      scope: scopes.maps,
      acquiredAt: inMinutes(-51),
      expiresAt: inMinutes(9.2),
      source: 'network',
      state: 'ready'
    },
    {
      tokenId: 'token-vault',
      ...ann,
      tenantId: fabrikam,
      tenantName: 'Fabrikam Survey',
      resource: 'key-vault',
      resourceLabel: 'Key Vault',
      scope: scopes['key-vault'],
      acquiredAt: inMinutes(-190),
      expiresAt: inMinutes(-125),
      source: 'vault',
      state: 'ready'
    },
    {
      tokenId: 'token-damaged',
      ...ann,
      tenantId: fabrikam,
      tenantName: 'Fabrikam Survey',
      resource: 'arm',
      resourceLabel: 'Azure Resource Manager',
      scope: 'https://management.azure.com/.default',
      acquiredAt: inMinutes(-19),
      expiresAt: inMinutes(41),
      source: 'vault',
      state: 'damaged'
    }
  ]
}
