import type { CloudName } from './cloud.ts'
import type { AccountCredential, TracedStep } from './default-credential.ts'
import type { Failure } from './failure.ts'
import type { ManagedIdentity } from './host-identity.ts'

export type * from './access.ts'
export type * from './certificate.ts'
export type * from './cloud.ts'
export type * from './default-credential.ts'
export type * from './host-identity.ts'
export type * from './offline.ts'
export type * from './practice.ts'
export type * from './profile.ts'
export type * from './salvage.ts'
export type * from './status.ts'
export type * from './vault.ts'

/** Who signed in. */
export type AccountKind = 'user' | 'application'

/** A signed-in user or application; holds no secret. */
export interface Account {
  accountId: string
  profileId: string
  cloud: CloudName
  kind: AccountKind
  /** User principal name, or the application (client) ID. */
  username: string
  displayName: string
  /** Directory (tenant) ID of the home tenant. */
  homeTenantId: string
  /** Application (client) ID that signed in. */
  clientId: string
  /** What an application proves itself with, or a step of DefaultAzureCredential; null for a person who signed in here. */
  credential: AccountCredential | null
  /** ISO 8601 moment at which the certificate ends; null where that is not known. */
  credentialExpiresAt: string | null
  /** Of a managed identity only. */
  managedIdentity?: ManagedIdentity
  signedInAt: string
  /** `damaged`: its vault record cannot be read, sign in again. */
  state: 'ready' | 'sign-in-needed' | 'damaged'
  /** The one account of its profile that the person works with; remembered. */
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
  /** Why Azure's answer of last time is shown where a fresh one was asked for; else null. */
  notRefreshed: Failure | null
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
  | { operationId: string; step: 'chain'; trace: TracedStep[] }
  | { operationId: string; step: 'storing' }
