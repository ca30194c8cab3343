import type {
  Account,
  AppStatus,
  Claim,
  OfflinePlan,
  PracticeWorld,
  ResourceChoice,
  Target,
  Tenant,
  TokenSummary,
  VaultHealth
} from '#contract/model'
import type { WireSwitches } from './wire-switches.ts'

const daemonId = '8d1b7c52-3a4f-4c2e-8b7d-0e5f6a7b8c02'
const contoso = '11f3a8d2-6b0c-4d0f-9a55-3c9d5e2b7a10'
const fabrikam = '22c9e7b4-1d5a-4e3b-8f66-7a0b4c8d9e20'
const aalborg = '33a5d1c8-8e2f-4a7c-b177-5d6e2f3a4b30'
const clientId = '04b07795-8ddb-461a-bbee-02f9e1bf7b46'

const inMinutes = (minutes: number): string => new Date(Date.now() + minutes * 60_000).toISOString()

export const practiceWorld: PracticeWorld = {
  users: [
    { userPrincipalName: 'ann@contoso.practice', password: 'practice-ann', displayName: 'Ann Reader' },
    { userPrincipalName: 'bo@contoso.practice', password: 'practice-bo', displayName: 'Bo No-Role' }
  ],
  apps: [{ tenantId: contoso, clientId: daemonId, secret: 'practice~secret~survey', displayName: 'survey-daemon' }],
  maps: [
    {
      name: 'contoso-maps',
      clientId: '5a7c1e3d-2b4f-4d6a-8c9e-0f1a2b3c4d50',
      primaryKey: 'practice-primary-key-000000000000ab12',
      secondaryKey: 'practice-secondary-key-0000000000cd34',
      endpoint: 'https://maps.localhost:4443'
    }
  ],
  geocatalogs: [{ name: 'contoso-catalog', endpoint: 'https://catalog.localhost:4443' }]
}

/** The status that goes with the switches. */
export function statusOf(switches: WireSwitches): AppStatus {
  const vaults = {
    ok: {
      mode: 'keychain',
      keyState: 'ok',
      keychain: 'Secret Service',
      quarantinedRecords: 0,
      failure: null,
      damage: null
    },
    'memory-only': {
      mode: 'memory-only',
      keyState: 'unavailable',
      keychain: 'Secret Service',
      quarantinedRecords: 0,
      failure: null,
      damage: null
    },
    locked: {
      mode: 'closed',
      keyState: 'locked',
      keychain: 'Secret Service',
      quarantinedRecords: 0,
      failure: { code: 'keychain-locked' },
      damage: null
    }
  } as const
  return {
    version: '0.1.0',
    platform: 'linux',
    cloud: switches.cloud,
    clouds: [
      {
        cloud: 'public',
        label: 'Azure',
        signInHost: 'login.microsoftonline.com',
        mapsEndpoint: 'https://atlas.microsoft.com'
      },
      {
        cloud: 'usgov',
        label: 'Azure US Government',
        signInHost: 'login.microsoftonline.us',
        mapsEndpoint: 'https://atlas.azure.us'
      },
      { cloud: 'china', label: 'Azure in China', signInHost: 'login.partner.microsoftonline.cn', mapsEndpoint: null },
      { cloud: 'practice', label: 'Practice cloud', signInHost: null, mapsEndpoint: null }
    ],
    theme: switches.theme,
    vault: vaults[switches.vault],
    offlineSince: switches.offline ? inMinutes(-34) : null,
    practice: { state: switches.practice, world: switches.practice === 'running' ? practiceWorld : null },
    defaultClientId: clientId,
    defaultClientName: 'Developer sign-on'
  }
}

export function accountsOf(switches: WireSwitches): Account[] {
  const cloud = switches.cloud ?? 'public'
  if (switches.lists === 'empty') return []
  return [
    {
      accountId: 'account-ann',
      cloud,
      kind: 'user',
      username: 'ann@contoso.com',
      displayName: 'Ann Reader',
      homeTenantId: contoso,
      clientId,
      signedInAt: inMinutes(-50),
      state: 'ready',
      inUse: true
    },
    {
      accountId: 'account-daemon',
      cloud,
      kind: 'application',
      username: daemonId,
      displayName: 'survey-daemon',
      homeTenantId: contoso,
      clientId: daemonId,
      signedInAt: inMinutes(-3000),
      state: 'ready',
      inUse: false
    },
    {
      accountId: 'account-bo',
      cloud,
      kind: 'user',
      username: 'bo@fabrikam.com',
      displayName: 'Bo Surveyor',
      homeTenantId: fabrikam,
      clientId,
      signedInAt: inMinutes(-9000),
      state: 'sign-in-needed',
      inUse: false
    }
  ]
}

const few: Tenant[] = [
  { tenantId: contoso, displayName: 'Contoso GIS', defaultDomain: 'contoso.com', kind: 'home', pinned: true },
  { tenantId: fabrikam, displayName: 'Fabrikam Survey', defaultDomain: 'fabrikam.com', kind: 'guest', pinned: false },
  { tenantId: aalborg, displayName: 'City of Aalborg', defaultDomain: null, kind: 'guest', pinned: false }
]

const difficult: Tenant[] = [
  ...few,
  {
    tenantId: '44b0e2d9-1f3a-4b8d-a288-6e7f3a4b5c40',
    displayName: 'هيئة المساحة الجيولوجية (Survey) 2026',
    defaultDomain: 'survey.gov.example',
    kind: 'guest',
    pinned: true
  },
  {
    tenantId: '55c1f3ea-2a4b-4c9e-b399-7f8a4b5c6d50',
    displayName: 'Direktoratet for Samfunnssikkerhet, Geodata og Kartverk '.repeat(4).slice(0, 200),
    defaultDomain: `${'very-long-department-name.'.repeat(7)}example.com`,
    kind: 'guest',
    pinned: false
  },
  {
    tenantId: '66d2a4fb-3b5c-4dae-a4aa-8a9b5c6d7e60',
    displayName: '<img src=x onerror=alert(1)>',
    defaultDomain: 'רשות-המיפוי.example',
    kind: 'guest',
    pinned: false
  }
]

const many = (): Tenant[] =>
  Array.from({ length: 300 }, (_, index) => ({
    tenantId: `${String(index).padStart(8, '0')}-6b0c-4d0f-9a55-3c9d5e2b7a10`,
    displayName: index === 0 ? 'Contoso GIS' : `Municipality ${String(index).padStart(3, '0')}`,
    defaultDomain: index === 0 ? 'contoso.com' : `municipality${String(index)}.example`,
    kind: index === 0 ? 'home' : 'guest',
    pinned: index === 0
  }))

export function tenantsOf(switches: WireSwitches): Tenant[] {
  if (switches.lists === 'empty') return []
  return { few, difficult, many: many() }[switches.tenants]
}

const scopes = {
  geocatalog: 'https://geocatalog.spatio.azure.com/.default',
  maps: 'https://atlas.microsoft.com/.default',
  'key-vault': 'https://vault.azure.net/.default'
}

export const resources: ResourceChoice[] = [
  { resource: 'maps', label: 'Azure Maps', scopes: [scopes.maps, 'https://atlas.microsoft.com/user_impersonation'] },
  { resource: 'geocatalog', label: 'GeoCatalog', scopes: [scopes.geocatalog] },
  { resource: 'arm', label: 'Azure Resource Manager', scopes: ['https://management.azure.com/.default'] },
  { resource: 'graph', label: 'Microsoft Graph', scopes: ['https://graph.microsoft.com/.default'] },
  { resource: 'key-vault', label: 'Key Vault', scopes: [scopes['key-vault']] }
]

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

/** The tokens of the list, the first of them chosen. */
export function offlinePlanOf(switches: WireSwitches): OfflinePlan {
  const items = tokensOf(switches).map((token, index) => ({
    itemId: token.tokenId,
    accountId: token.accountId,
    username: token.username,
    tenantId: token.tenantId,
    tenantName: token.tenantName,
    resourceLabel: token.resourceLabel,
    scope: token.scope,
    chosen: index === 0,
    worksUntil: token.state === 'ready' ? token.expiresAt : null,
    endsBeforeReturn: false
  }))
  return { items, returnAt: null, worksUntil: items[0]?.worksUntil ?? null }
}

export function targetsOf(switches: WireSwitches): Target[] {
  if (switches.lists === 'empty') return []
  const cloud = switches.cloud ?? 'public'
  return [
    {
      targetId: 'target-maps',
      kind: 'maps',
      cloud,
      label: 'contoso-maps',
      endpoint: 'https://atlas.microsoft.com',
      mapsClientId: '5a7c1e3d-2b4f-4d6a-8c9e-0f1a2b3c4d50',
      primaryKeyLastFour: 'ab12',
      secondaryKeyLastFour: null
    },
    {
      targetId: 'target-catalog',
      kind: 'geocatalog',
      cloud,
      label: 'contoso-catalog',
      endpoint: 'https://contoso.h2k4.northcentralus.geocatalog.spatio.azure.com'
    }
  ]
}

export const header: Claim[] = [
  { claim: 'alg', value: 'RS256', meaning: 'Signed with RSA and SHA-256' },
  { claim: 'kid', value: 'z1rsYHHJ9-8mggt4HsZu8BKkBPw', meaning: 'The key of Entra ID that signed this token' }
]

export const claims: Claim[] = [
  { claim: 'aud', value: 'https://atlas.microsoft.com', meaning: 'The service that this token opens' },
  { claim: 'iss', value: `https://sts.windows.net/${contoso}/`, meaning: 'The directory that issued it' },
  { claim: 'tid', value: contoso, meaning: 'Directory (tenant) ID' },
  { claim: 'appid', value: clientId, meaning: 'Application (client) ID that asked' },
  { claim: 'upn', value: 'ann@contoso.com', meaning: 'The user who signed in' },
  { claim: 'scp', value: 'user_impersonation', meaning: 'What the application may do for the user' },
  { claim: 'exp', value: inMinutes(52), meaning: 'Works until' }
]

/** A vault in use, with one damaged entry. */
export const vaultHealth: VaultHealth = {
  contents: {
    folder: 'C:\\Users\\ann\\AppData\\Local\\Graticule\\vault',
    schemaVersion: 2,
    fileBytes: 204_800,
    lastWriteAt: '2026-05-01T11:58:00Z',
    dataKeyMadeAt: '2026-03-04T09:00:00Z',
    records: [
      { kind: 'msal-cache', label: 'stored sign-in', count: 2 },
      { kind: 'access-token', label: 'access token', count: 6 },
      { kind: 'shared-key', label: 'shared key', count: 2 },
      { kind: 'client-secret', label: 'client secret', count: 1 }
    ],
    setAside: [{ label: 'access token', at: '2026-04-11T16:20:00Z', bytes: 2048, isReplaced: false }]
  },
  rotationDueAt: '2026-06-02T09:00:00Z',
  autoLock: { idleMinutes: 0, whenAsleep: false, whenScreenLocks: false }
}
