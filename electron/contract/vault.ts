import type { Failure } from './failure.ts'
import type { LostEntry } from './salvage.ts'

/** A vault that was set aside because its file was damaged. */
export interface SetAsideVault {
  /** Name of its folder, beside that of the vault. */
  name: string
  /** ISO time at which it was set aside. */
  at: string
  /** True where what could be read of it is in the vault. */
  isBroughtOver: boolean
}

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
  /** Damaged entries, oldest first; a replaced one has been stored anew since, one of no bytes was not found. */
  setAside: (LostEntry & { at: string; bytes: number; isReplaced: boolean })[]
  /** Oldest first. */
  setAsideVaults: SetAsideVault[]
}

/** What a look at every stored entry found. */
export interface VaultCheck {
  checked: number
  /** Entries that did not open now and were set aside. */
  newlySetAside: number
  /** Why a trial entry could not be written, read back and deleted; null where it could. */
  trialFailure: Failure | null
}

/** When the vault locks itself. */
export interface AutoLock {
  /** Minutes without a key or a click in the whole system; 0 never. */
  idleMinutes: 0 | 5 | 15 | 60
  whenAsleep: boolean
  /** When the screen of the operating system is locked. */
  whenScreenLocks: boolean
}

/** Whether others of a Windows computer are kept out of the data folder; null where its mode says so. */
export type FolderRights = 'owner-only' | 'not-set' | null

/** Everything about the vault that a person or a support engineer wants to know; holds no secret. */
export interface VaultHealth {
  /** Null where the vault is closed or in memory only. */
  contents: VaultContents | null
  /** ISO time at which its data key is due for a new one; null where it is not known or nothing is stored. */
  rotationDueAt: string | null
  autoLock: AutoLock
  rights: FolderRights
}

/** What a repair did. */
export interface VaultRepair extends VaultCheck {
  /** Entries that were left under an old data key by a rotation which was cut short. */
  resealed: number
}
