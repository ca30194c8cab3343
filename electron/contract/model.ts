/** An Azure cloud, or the practice cloud on this computer; the key of everything that is stored. */
export type CloudName = 'public' | 'usgov' | 'china' | 'practice'

/** A cloud as the person picks it. */
export interface CloudChoice {
  cloud: CloudName
  label: string
  /** Host of the sign-in service; for the practice cloud only while its description is known. */
  signInHost: string | null
  /** Where Azure Maps answers in this cloud; null where it is not offered. */
  mapsEndpoint: string | null
}

/** Who signed in. */
export type AccountKind = 'user' | 'application'

/** A signed-in user or application; holds no secret. */
export interface Account {
  accountId: string
  cloud: CloudName
  kind: AccountKind
  /** User principal name, or the application (client) ID. */
  username: string
  displayName: string
  /** Directory (tenant) ID of the home tenant. */
  homeTenantId: string
  /** Application (client) ID that signed in. */
  clientId: string
  signedInAt: string
  /** `damaged`: its vault record cannot be read, sign in again. */
  state: 'ready' | 'sign-in-needed' | 'damaged'
  /** The one account that the person works with; remembered. */
  inUse: boolean
}

/** A directory that the account can reach. */
export interface Tenant {
  tenantId: string
  displayName: string
  defaultDomain: string | null
  kind: 'home' | 'guest'
  pinned: boolean
}

/** The tenants of one account, from Azure Resource Manager or, offline, as last seen. */
export interface TenantList {
  accountId: string
  tenants: Tenant[]
  selectedTenantId: string | null
  /** ISO 8601 moment at which Azure answered. */
  asOf: string
  source: 'network' | 'vault'
}

/** A service that tokens are acquired for. */
export type ResourceName = 'maps' | 'geocatalog' | 'arm' | 'graph' | 'key-vault' | 'other'

/** A service with the scopes offered for it. */
export interface ResourceChoice {
  resource: ResourceName
  label: string
  scopes: string[]
}

/** An access token as a list shows it; the token itself stays in the main process. */
export interface TokenSummary {
  tokenId: string
  accountId: string
  username: string
  accountKind: AccountKind
  tenantId: string
  tenantName: string
  resource: ResourceName
  resourceLabel: string
  /** The scope that was asked for, such as `https://atlas.microsoft.com/.default`. */
  scope: string
  acquiredAt: string
  expiresAt: string
  /** Where this answer came from. */
  source: 'network' | 'vault'
  state: 'ready' | 'damaged'
}

/** One claim of a token with its meaning in plain words. */
export interface Claim {
  claim: string
  value: string
  meaning: string
}

/** A claim that a resource needs, against the one that the token has. */
export interface ClaimExpectation {
  claim: string
  expected: string
  got: string
  met: boolean
}

/** What a token says, without the token. */
export interface TokenClaims {
  token: TokenSummary
  header: Claim[]
  claims: Claim[]
  expectations: ClaimExpectation[]
  /** The decoded payload, indented; without a signature it opens nothing. */
  payloadJson: string
}

/** Outcome of checking a token's signature against the tenant's published keys. */
export interface SignatureCheck {
  state: 'valid' | 'invalid' | 'key-not-published' | 'not-verifiable'
  keyId: string | null
  reason: string
  checkedAt: string
}

/** What is copied of a token. */
export type CopyForm = 'token' | 'authorization-header' | 'curl'

/** Answer to a copy: what is on the clipboard, and until when if nothing else is copied. */
export interface CopyReceipt {
  what: string
  clearsAt: string | null
}

/** A token shown on purpose, for a short time. */
export interface RevealedToken {
  token: string
  hidesAt: string
}

/** An Azure Maps account to test; keys are known by their last four characters only. */
export interface MapsTarget {
  targetId: string
  kind: 'maps'
  cloud: CloudName
  label: string
  endpoint: string
  /** The account's Client ID (portal: Authentication), sent as `x-ms-client-id`. */
  mapsClientId: string
  primaryKeyLastFour: string | null
  secondaryKeyLastFour: string | null
}

/** A GeoCatalog (Planetary Computer Pro) to test. */
export interface GeoCatalogTarget {
  targetId: string
  kind: 'geocatalog'
  cloud: CloudName
  label: string
  endpoint: string
}

/** Something whose access is tested. */
export type Target = MapsTarget | GeoCatalogTarget

/** An account in a tenant, as a column of the access test. */
export interface Identity {
  accountId: string
  tenantId: string
}

/** A column of the access test. */
export interface AccessCredential {
  credentialId: string
  kind: 'primary-key' | 'secondary-key' | 'wrong-key' | 'entra' | 'entra-without-client-id' | 'none'
  label: string
  /** True where a refusal is the right answer: it shows that the service does check. */
  isControl: boolean
}

/** A row of the access test: one request that each credential is tried on. */
export interface AccessCheck {
  checkId: string
  label: string
}

/** What one answer means; `no-answer` says nothing about access. */
export type Verdict = 'works' | 'refused' | 'no-answer'

/** One cell of the access test. */
export interface AccessCell {
  credentialId: string
  checkId: string
  verdict: Verdict
  /** What a healthy set-up answers here. */
  expected: 'works' | 'refused'
  httpStatus: number | null
  latencyMs: number | null
  /** One line: what this answer means. */
  reason: string
  /** Who has to act, in words; null where nobody has to. */
  whoActs: string | null
  /** Error code of the service or of Entra ID, to copy. */
  errorCode: string | null
  correlationId: string | null
}

/** A finished (or cancelled) access test. */
export interface AccessMatrix {
  target: Target
  credentials: AccessCredential[]
  checks: AccessCheck[]
  cells: AccessCell[]
  startedAt: string
  tookMs: number
  complete: boolean
}

/** State of the operating system's keychain as the vault finds it. */
export type KeyState = 'ok' | 'absent' | 'locked' | 'denied' | 'unavailable' | 'corrupt'

/** The vault as the status bar shows it. */
export interface VaultStatus {
  mode: 'keychain' | 'memory-only' | 'closed'
  keyState: KeyState
  /** Name of the keychain, such as `Secret Service`. */
  keychain: string
  quarantinedRecords: number
  /** The vault's file was damaged when this run began; the name it was set aside under, null where it lies untouched. */
  damage: { quarantinedAs: string | null } | null
}

/** The practice cloud as the status bar shows it. */
export interface PracticeStatus {
  state: 'stopped' | 'starting' | 'running' | 'failed'
  /** What to type at its sign-in page and into forms; only practice values. */
  world: PracticeWorld | null
}

/** Who and what lives in the practice cloud. */
export interface PracticeWorld {
  users: { userPrincipalName: string; password: string; displayName: string }[]
  apps: { tenantId: string; clientId: string; secret: string; displayName: string }[]
  maps: { name: string; clientId: string; primaryKey: string; secondaryKey: string; endpoint: string }[]
  geocatalogs: { name: string; endpoint: string }[]
}

/** Light, dark, or as the system says. */
export type Theme = 'system' | 'light' | 'dark'

/** Everything the frame of the window shows. */
export interface AppStatus {
  version: string
  /** `linux`, `win32` or `darwin`. */
  platform: string
  /** Null until a cloud was chosen: first run. */
  cloud: CloudName | null
  clouds: CloudChoice[]
  theme: Theme
  vault: VaultStatus
  /** ISO 8601 moment since when requests fail for want of a network; null while online or not known. */
  offlineSince: string | null
  practice: PracticeStatus
  /** The client ID used when a person gives none. */
  defaultClientId: string
  /** Name of the application that the default client ID belongs to. */
  defaultClientName: string
}

/** How a user signs in. */
export type UserSignInMethod = 'interactive' | 'device-code'

/** What a running sign-in waits for. */
export type SignInProgress =
  | { operationId: string; step: 'contacting' }
  | { operationId: string; step: 'browser'; giveUpAt: string }
  | {
      operationId: string
      step: 'device-code'
      userCode: string
      verificationUri: string
      expiresAt: string
      applicationName: string
      clientId: string
      tenant: string
      cloudLabel: string
    }
  | { operationId: string; step: 'storing' }

/** What a running access test has got so far. */
export type AccessProgress =
  | { operationId: string; step: 'planned'; credentials: AccessCredential[]; checks: AccessCheck[] }
  | { operationId: string; step: 'answered'; cell: AccessCell }
