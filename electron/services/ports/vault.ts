import type { Failure } from '#contract/failure'
import type { KeyState, Salvage, VaultCheck, VaultContents, VaultStatus } from '#contract/model'

/** Kinds of sealed records. */
export type RecordKind = 'msal-cache' | 'access-token' | 'shared-key' | 'client-secret' | 'certificate' | 'profile'

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
  /** Opens an open vault anew where its file was moved or taken away: only the one in its folder is shared with others. */
  keepUp: () => Promise<void>
  /** Forgets the key until `retry`; records are refused with `vault-locked`, lists stay. */
  lock: () => Promise<VaultState>
  /** The opened secret, or null where there is none. */
  read: (kind: RecordKind, id: string) => Promise<string | null>
  write: (kind: RecordKind, id: string, secret: string) => Promise<void>
  /**
   * Read, merge and write inside one transaction, so that no other process's write is lost. `merge` gets the opened
   * secret as it is now (null where there is none or it is damaged) and answers the new one; null removes it. Where the file
   * is moved meanwhile it is asked again, and may be given what it answered.
   */
  update: (kind: RecordKind, id: string, merge: (current: string | null) => string | null) => Promise<void>
  remove: (kind: RecordKind, id: string) => Promise<void>
  /** What opening found that a person has to be told, once: `vault-damaged`, with the folder that the old vault was moved to, if there was one. */
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
  /** Brings over what a vault that was set aside holds and this one lacks; null where that was done before. */
  salvage: (name: string) => Promise<Salvage | null>
  /** Seals every record under a new data key. */
  rotate: () => Promise<{ resealed: number }>
}

/** Kinds of plain index records. */
export type IndexKind = 'setting' | 'account' | 'tenants' | 'token' | 'target' | 'profile'

/** The secret-free index: what lists show without opening a record. */
export interface VaultIndex {
  /** Null where there is none or it is not JSON. */
  get: (kind: IndexKind, id: string) => unknown
  list: (kind: IndexKind) => { id: string; value: unknown }[]
  put: (kind: IndexKind, id: string, value: unknown) => Promise<void>
  /** Changes an entry as it is now (null where there is none), inside one transaction like a record's; null removes it. */
  update: (kind: IndexKind, id: string, change: (current: unknown) => unknown) => Promise<void>
  remove: (kind: IndexKind, id: string) => Promise<void>
  /** Another answer after the index was written, by whichever process. */
  revision: () => string
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
