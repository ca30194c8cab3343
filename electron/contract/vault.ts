import type { Failure } from './failure.ts'

/** What lies in the vault, without a secret; times are ISO. */
export interface VaultContents {
  folder: string
  /** Version of the layout of its file. */
  schemaVersion: number
  fileBytes: number
  lastWriteAt: string
  /** Null where the key is older than the memory of it. */
  dataKeyMadeAt: string | null
  records: { kind: string; label: string; count: number }[]
  /** Damaged entries, oldest first; a replaced one has been stored anew since. */
  setAside: { label: string; at: string; bytes: number; isReplaced: boolean }[]
}

/** What a look at every stored entry found. */
export interface VaultCheck {
  checked: number
  /** Entries that did not open now and were set aside. */
  newlySetAside: number
  /** Why a trial entry could not be written, read back and deleted; null where it could. */
  trialFailure: Failure | null
}
