import type { Failure } from '#contract/failure'
import type { EventName, Events } from '#contract/api'
import type {
  AccountKind,
  CloudName,
  KeyState,
  PracticePerson,
  PracticeRequest,
  PracticeStatus,
  PracticeWeather,
  PracticeWorldName,
  SignInProgress,
  VaultCheck,
  VaultContents,
  VaultStatus
} from '#contract/model'
import type { Cloud } from '../knowledge/clouds.ts'

/** Time, so that tests can move it. */
export interface Clock {
  /** Milliseconds since 1970. */
  now: () => number
  /** Ends after the given time; rejects when the signal aborts. */
  sleep: (milliseconds: number, signal?: AbortSignal) => Promise<void>
}

/** What the system knows of this computer's connection. */
export interface Connection {
  /** False where there surely is no network; true does not promise one. */
  isConnected: () => boolean
}

/** Random identifiers. */
export interface Ids {
  /** A random UUID in lower case. */
  next: () => string
}

/** The clouds whose endpoints are known now; the practice cloud is one while its description is at hand. */
export interface Clouds {
  get: (cloud: CloudName) => Cloud | null
  list: () => Cloud[]
}

/** Kinds of sealed records. */
export type RecordKind = 'msal-cache' | 'access-token' | 'shared-key' | 'client-secret'

/** What a vault knows of itself; the service adds what it has reported. */
export type VaultState = Omit<VaultStatus, 'damage'>

/**
 * Sealed records with a secret-free index beside them. `read` throws `record-damaged` for a record that cannot be opened
 * (it is put into quarantine), `keychain-locked` and the like where the key is out of reach.
 * In memory-only mode everything works and nothing is written.
 */
export interface Vault {
  status: () => VaultState
  /** Looks at the keychain again. */
  retry: () => Promise<VaultState>
  /** Forgets the key until `retry`; records are refused with `vault-locked`, lists stay. */
  lock: () => Promise<VaultState>
  /** The opened secret, or null where there is none. */
  read: (kind: RecordKind, id: string) => Promise<string | null>
  write: (kind: RecordKind, id: string, secret: string) => Promise<void>
  /**
   * Read, merge and write inside one transaction, so that no other process's write is lost. `merge` gets the opened
   * secret as it is now (null where there is none or it is damaged) and answers the new one; null removes it.
   */
  update: (kind: RecordKind, id: string, merge: (current: string | null) => string | null) => Promise<void>
  remove: (kind: RecordKind, id: string) => Promise<void>
  /**
   * What opening found that a person has to be told once: `vault-damaged`, with the folder that the old vault was moved to.
   * Where nobody takes it, the next `read` or `index.list` throws it, once.
   */
  takeReport: () => Failure | null
  /**
   * A person's answer to `vault-key-lost`: puts the vault that nothing opens aside and begins an empty one.
   * In any other state it does nothing.
   */
  startAnew: () => Promise<VaultState>
  /** Index records: plain JSON, never a secret. */
  index: VaultIndex
  close: () => Promise<void>
}

/** Looking after a vault that is kept on disk; while its records are out of reach every call but `contents` is refused. */
export interface VaultCare {
  /** What lies in it; null where it is closed or in memory only. */
  contents: () => VaultContents | null
  /** Opens every record and tries a write; what does not open goes to quarantine. Other work goes on meanwhile. */
  check: () => Promise<VaultCheck>
  /** A check that besides ends a rotation which was cut short. */
  repair: () => Promise<VaultCheck & { resealed: number }>
  /** Seals every record under a new data key. */
  rotate: () => Promise<{ resealed: number }>
}

/** Kinds of plain index records. */
export type IndexKind = 'setting' | 'account' | 'tenants' | 'token' | 'target'

/** The secret-free index: what lists show without opening a record. */
export interface VaultIndex {
  /** Null where there is none or it is not JSON. */
  get: (kind: IndexKind, id: string) => unknown
  list: (kind: IndexKind) => { id: string; value: unknown }[]
  put: (kind: IndexKind, id: string, value: unknown) => Promise<void>
  remove: (kind: IndexKind, id: string) => Promise<void>
}

/** The operating system's keychain, four calls; values stay under 512 bytes. */
export interface Keychain {
  /** Name for people, such as `Secret Service`. */
  name: string
  get: (account: string) => Promise<string | null>
  set: (account: string, value: string) => Promise<void>
  remove: (account: string) => Promise<boolean>
  /** Set, get and delete of a probe item: tells a missing item from a locked or absent keychain. */
  probe: () => Promise<Exclude<KeyState, 'corrupt' | 'absent'>>
}

/** An account as Entra ID answered it. */
export interface SignedInAccount {
  accountId: string
  kind: AccountKind
  username: string
  displayName: string
  homeTenantId: string
  clientId: string
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

/** Entra ID by the Microsoft Authentication Library; what it refuses is thrown as an `AppFailure`. */
export interface Entra {
  signInInBrowser: (request: UserSignIn) => Promise<SignedInAccount>
  signInByDeviceCode: (request: UserSignIn) => Promise<SignedInAccount>
  /** Signs in with a secret and, where Entra ID accepts it, stores the secret. */
  signInWithClientSecret: (request: {
    cloud: Cloud
    tenant: string
    clientId: string
    clientSecret: string
    signal: AbortSignal
  }) => Promise<SignedInAccount>
  /**
   * A token from the account's cache or, silently, from Entra ID. With `refresh` the cache is passed over.
   * A valid cached token opens no socket.
   */
  acquireToken: (request: {
    cloud: Cloud
    account: SignedInAccount
    tenantId: string
    scope: string
    refresh: boolean
    signal: AbortSignal
  }) => Promise<AcquiredToken>
  /** Forgets the account: its cache, tokens and stored secret. */
  forget: (account: SignedInAccount & { cloud: CloudName }) => Promise<void>
}

/** What both user sign-ins need. */
export interface UserSignIn {
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

/** A tenant as Azure Resource Manager lists it. */
export interface ListedTenant {
  tenantId: string
  displayName: string
  defaultDomain: string | null
  isHome: boolean
}

/** Azure Resource Manager. */
export interface ResourceManager {
  /** All pages of the caller's tenants. */
  listTenants: (request: { cloud: Cloud; accessToken: string; signal: AbortSignal }) => Promise<ListedTenant[]>
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

/** How a probe of a service authenticates. */
export type ProbeCredential =
  | { kind: 'shared-key'; key: string }
  | { kind: 'bearer'; accessToken: string; mapsClientId: string | null }
  | { kind: 'none' }

/** What a service answered to one probe. */
export interface ProbeAnswer {
  status: number
  latencyMs: number
  /** True where a 200 holds what the service promises, not a proxy's page. */
  asPromised: boolean
  /** `error` of WWW-Authenticate, else `error.code` of the body. */
  errorCode: string | null
  errorMessage: string | null
  correlationId: string | null
  retryAfterSeconds: number | null
}

/** Sends one of the listed checks to a service; throws an `AppFailure` only where no answer came. */
export interface ServiceProbe {
  send: (request: {
    cloud: Cloud
    service: 'maps' | 'geocatalog'
    endpoint: string
    checkId: string
    credential: ProbeCredential
    signal: AbortSignal
  }) => Promise<ProbeAnswer>
}

/** The clipboard; secrets go in from the main process only. */
export interface Clipboard {
  /** Copies, and after the given time clears if nothing else was copied since; null never clears. */
  copy: (text: string, clearAfterSeconds: number | null) => Promise<void>
  /** Clears now what was copied for a time. */
  clear: () => Promise<void>
}

/** Whoever sits at the computer, as the operating system can tell. */
export interface Presence {
  /** Asks, where the system offers it; throws `keychain-denied` for somebody who is refused. */
  confirm: (reason: string) => Promise<void>
}

/** The system browser. */
export interface Browser {
  /** Opens a page of a listed https host, or of the practice cloud's own pages. */
  open: (url: string) => Promise<void>
}

/** The practice cloud's process. */
export interface PracticeProcess {
  status: () => PracticeStatus
  /** Name of the world that runs, or ran last; null where none is known. */
  world: () => string | null
  /** With a world it is that one which runs afterwards, started anew where this process runs another one. */
  start: (world?: PracticeWorldName) => Promise<PracticeStatus>
  stop: () => Promise<PracticeStatus>
  /** Called at each change of state. */
  onChange: (listener: (status: PracticeStatus) => void) => void
}

/** What goes on in the running practice cloud, whoever started it; `practice-cloud-stopped` where none runs. */
export interface PracticeCloud {
  listWeather: () => Promise<PracticeWeather>
  /** Puts a ready-made weather in force; `practice-weather-refused` where a value is wrong or there is no such weather. */
  addWeather: (request: { id: string; values: Record<string, string | number> }) => Promise<PracticeWeather>
  removeWeather: (request: { ruleId: string }) => Promise<PracticeWeather>
  clearWeather: () => Promise<PracticeWeather>
  listRequests: (request: { after: number }) => Promise<PracticeRequest[]>
  listPeople: () => Promise<PracticePerson[]>
  /** Asks it to end, also where another process started it. */
  stop: () => Promise<void>
}

/** Tells the window (or nobody, on the command line) what happened. */
export type Emit = <Name extends EventName>(name: Name, payload: Events[Name]) => void
