import type { ApplicationCertificate } from './certificates.ts'
import type { Cloud } from '../../knowledge/clouds.ts'
import type {
  AccountKind,
  AccountCredential,
  ManagedIdentity,
  SignInProgress,
  TracedStep,
  WantedIdentity
} from '#contract/model'

/** An account as Entra ID answered it. */
export interface SignedInAccount {
  accountId: string
  kind: AccountKind
  username: string
  displayName: string
  homeTenantId: string
  clientId: string
  /** Null for a person who signed in here. */
  credential: AccountCredential | null
  credentialExpiresAt: string | null
  /** Of a managed identity only. */
  managedIdentity?: ManagedIdentity
}

/** An access token with what is known of it. */
export interface AcquiredToken {
  accessToken: string
  /** Milliseconds since 1970. */
  expiresAt: number
  tenantId: string
  scopes: string[]
  /** False where it came from the account's cache without a request. */
  fromNetwork: boolean
}

/** Steps of a running sign-in, without the id that the service adds. */
export type SignInStep = SignInProgress extends infer P
  ? P extends SignInProgress
    ? Omit<P, 'operationId'>
    : never
  : never

/** Entra ID by Microsoft's libraries; what it refuses is thrown as an `AppFailure`. */
export interface Entra {
  signInInBrowser: (request: UserSignIn) => Promise<SignedInAccount>
  signInByDeviceCode: (request: UserSignIn) => Promise<SignedInAccount>
  /** Signs in with a secret and, where Entra ID accepts it, stores the secret. */
  signInWithClientSecret: (request: {
    profileId: string
    cloud: Cloud
    tenant: string
    clientId: string
    clientSecret: string
    signal: AbortSignal
  }) => Promise<SignedInAccount>
  /** The same with a certificate; it takes the place of a secret that was stored before. */
  signInWithCertificate: (request: {
    profileId: string
    cloud: Cloud
    tenant: string
    clientId: string
    certificate: ApplicationCertificate
    signal: AbortSignal
  }) => Promise<SignedInAccount>
  /** The host that this runs on proves a managed identity; nothing is stored but that it is one. */
  signInWithManagedIdentity: (request: {
    profileId: string
    cloud: Cloud
    identity: WantedIdentity
    signal: AbortSignal
  }) => Promise<SignedInAccount>
  /** Whoever DefaultAzureCredential is here; what hears the trace hears it at each change. */
  signInByDefaultCredential: (request: {
    profileId: string
    cloud: Cloud
    signal: AbortSignal
    onTrace: (trace: TracedStep[]) => void
  }) => Promise<SignedInAccount>
  /**
   * A token from the account's cache or, silently, from Entra ID. With `refresh` the cache is passed over, and so it is
   * with `claims`, which a service has asked for by a challenge (JSON text).
   * A valid cached token opens no socket.
   */
  acquireToken: (request: {
    cloud: Cloud
    account: SignedInAccount
    tenantId: string
    scope: string
    refresh: boolean
    claims?: string | null
    signal: AbortSignal
  }) => Promise<AcquiredToken>
  /** Forgets the account: its cache, tokens and stored secret or certificate. */
  forget: (account: { accountId: string }) => Promise<void>
}

/** What both user sign-ins need. */
export interface UserSignIn {
  /** The profile that the account will belong to. */
  profileId: string
  cloud: Cloud
  /** Tenant ID, verified domain, or `organizations`. */
  tenant: string
  clientId: string
  /** Who comes in without a password, at the practice cloud's own pages only. */
  practiceAccount?: string
  signal: AbortSignal
  /** Hears each step; the device code step holds what to show. */
  onStep: (step: SignInStep) => void
}

/** Published signing keys of a tenant, and the check of a token against them. */
export interface SigningKeys {
  verify: (request: {
    cloud: Cloud
    tenantId: string
    token: string
  }) => Promise<
    | { state: 'valid'; keyId: string }
    | { state: 'invalid'; keyId: string | null }
    | { state: 'key-not-published'; keyId: string | null }
  >
}
