import { certificateChannels, type CertificateApi } from './certificate-api.ts'
import { hostIdentityChannels, type HostIdentityApi } from './host-identity-api.ts'
import type {
  AccessMatrix,
  AccessProgress,
  Account,
  AppStatus,
  CopyForm,
  CopyReceipt,
  GeoCatalogTarget,
  Identity,
  MapsTarget,
  OfflineProgress,
  ProfileSummary,
  ResourceChoice,
  RevealedToken,
  SignatureCheck,
  SignInProgress,
  Target,
  TenantList,
  Theme,
  TokenClaims,
  TokenSummary,
  UserSignInMethod
} from './model.ts'
import { offlineChannels, type OfflineApi } from './offline-api.ts'
import { practiceChannels, type PracticeApi } from './practice-api.ts'
import { profileChannels, type ProfileApi } from './profile-api.ts'
import type { Result } from './result.ts'
import { vaultChannels, type VaultApi } from './vault-api.ts'

/** A request without parameters. */
export type Nothing = Record<string, never>

/** Every call the window can make; the main process implements it, the renderer calls it, the preload is the wire. */
export interface Api extends VaultApi, PracticeApi, OfflineApi, ProfileApi, CertificateApi, HostIdentityApi {
  getStatus: (request: Nothing) => Promise<Result<AppStatus>>
  chooseTheme: (request: { theme: Theme }) => Promise<Result<AppStatus>>

  listAccounts: (request: Nothing) => Promise<Result<Account[]>>
  /** Ends when the person has signed in; progress comes as `sign-in-progressed`. Null means the default. */
  signIn: (request: {
    operationId: string
    method: UserSignInMethod
    tenant: string | null
    clientId: string | null
    /** In the practice cloud only: comes in as this person, who is asked for no password. */
    practiceAccount?: string
  }) => Promise<Result<Account>>
  signInWithClientSecret: (request: {
    operationId: string
    tenant: string
    clientId: string
    clientSecret: string
    /** Send it although it has the shape of a secret's ID. */
    sendAnyway: boolean
  }) => Promise<Result<Account>>
  /** Remembers the account that the person works with. */
  useAccount: (request: { accountId: string }) => Promise<Result<null>>
  signOut: (request: { accountId: string }) => Promise<Result<null>>
  /** Opens the page at which the code of a running device code sign-in is entered. */
  openSignInPage: (request: { operationId: string }) => Promise<Result<null>>
  copyUserCode: (request: { operationId: string }) => Promise<Result<CopyReceipt>>
  cancelOperation: (request: { operationId: string }) => Promise<Result<null>>

  listTenants: (request: { accountId: string; refresh: boolean }) => Promise<Result<TenantList>>
  selectTenant: (request: { accountId: string; tenantId: string }) => Promise<Result<TenantList>>
  pinTenant: (request: { accountId: string; tenantId: string; pinned: boolean }) => Promise<Result<TenantList>>

  listResources: (request: Nothing) => Promise<Result<ResourceChoice[]>>
  listTokens: (request: Nothing) => Promise<Result<TokenSummary[]>>
  acquireToken: (request: {
    operationId: string
    accountId: string
    tenantId: string
    scope: string
    /** Ask Entra ID even where a valid token is in the vault. */
    refresh: boolean
  }) => Promise<Result<TokenSummary>>
  readClaims: (request: { tokenId: string }) => Promise<Result<TokenClaims>>
  verifySignature: (request: { tokenId: string }) => Promise<Result<SignatureCheck>>
  copyToken: (request: { tokenId: string; form: CopyForm }) => Promise<Result<CopyReceipt>>
  revealToken: (request: { tokenId: string }) => Promise<Result<RevealedToken>>
  removeToken: (request: { tokenId: string }) => Promise<Result<null>>

  listTargets: (request: Nothing) => Promise<Result<Target[]>>
  /** A null key keeps the stored one; an empty string removes it. A null targetId adds a target. */
  saveMapsTarget: (request: {
    targetId: string | null
    label: string
    endpoint: string
    mapsClientId: string
    primaryKey: string | null
    secondaryKey: string | null
  }) => Promise<Result<MapsTarget>>
  saveGeoCatalogTarget: (request: {
    targetId: string | null
    label: string
    endpoint: string
  }) => Promise<Result<GeoCatalogTarget>>
  removeTarget: (request: { targetId: string }) => Promise<Result<null>>

  /** Ends with the whole matrix; cells come one by one as `access-test-progressed`. */
  runAccessTest: (request: {
    operationId: string
    targetId: string
    identities: Identity[]
  }) => Promise<Result<AccessMatrix>>
}

/** Everything the main process tells the window unasked. */
export interface Events {
  'status-changed': AppStatus
  'accounts-changed': Account[]
  'profiles-changed': ProfileSummary[]
  'tokens-changed': TokenSummary[]
  'targets-changed': Target[]
  'sign-in-progressed': SignInProgress
  'access-test-progressed': AccessProgress
  'offline-progressed': OfflineProgress
}

/** Name of a call. */
export type CallName = keyof Api

/** Name of an event. */
export type EventName = keyof Events

/** The channel of each call. */
export const channels = {
  getStatus: 'app:get-status',
  chooseTheme: 'app:choose-theme',
  ...vaultChannels,
  ...practiceChannels,
  ...offlineChannels,
  ...profileChannels,
  ...certificateChannels,
  ...hostIdentityChannels,
  listAccounts: 'accounts:list',
  signIn: 'accounts:sign-in',
  signInWithClientSecret: 'accounts:sign-in-with-client-secret',
  useAccount: 'accounts:use',
  signOut: 'accounts:sign-out',
  openSignInPage: 'accounts:open-sign-in-page',
  copyUserCode: 'accounts:copy-user-code',
  cancelOperation: 'operations:cancel',
  listTenants: 'tenants:list',
  selectTenant: 'tenants:select',
  pinTenant: 'tenants:pin',
  listResources: 'tokens:list-resources',
  listTokens: 'tokens:list',
  acquireToken: 'tokens:acquire',
  readClaims: 'tokens:read-claims',
  verifySignature: 'tokens:verify-signature',
  copyToken: 'tokens:copy',
  revealToken: 'tokens:reveal',
  removeToken: 'tokens:remove',
  listTargets: 'targets:list',
  saveMapsTarget: 'targets:save-maps',
  saveGeoCatalogTarget: 'targets:save-geocatalog',
  removeTarget: 'targets:remove',
  runAccessTest: 'access:run-test'
} as const satisfies Record<CallName, string>

/** The events the preload lets through. */
export const eventNames = [
  'status-changed',
  'accounts-changed',
  'profiles-changed',
  'tokens-changed',
  'targets-changed',
  'sign-in-progressed',
  'access-test-progressed',
  'offline-progressed'
] as const satisfies readonly EventName[]

/** What the preload offers the page as `window.graticule`. */
export interface Wire {
  call: <Name extends CallName>(name: Name, request: Parameters<Api[Name]>[0]) => ReturnType<Api[Name]>
  /** Listens to an event; the answer stops listening. */
  on: <Name extends EventName>(name: Name, listener: (payload: Events[Name]) => void) => () => void
}
