import type { CloudChoice, CloudName } from './cloud.ts'
import type { Failure } from './failure.ts'
import type { Profile } from './profile.ts'
import type { Salvage } from './salvage.ts'

/** State of the operating system's keychain as the vault finds it. */
export type KeyState = 'ok' | 'absent' | 'locked' | 'slow' | 'denied' | 'unavailable' | 'corrupt'

/** The vault as the status bar shows it. */
export interface VaultStatus {
  mode: 'keychain' | 'memory-only' | 'closed'
  keyState: KeyState
  /** Name of the keychain, such as `Secret Service`. */
  keychain: string
  quarantinedRecords: number
  /** Why the records are out of reach; null where they are not. */
  failure: Failure | null
  /** The vault's file was damaged when this run began: where it was set aside, and what came over into a new one. */
  damage: { quarantinedAs: string | null; salvage: Salvage | null } | null
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
  apps: {
    tenantId: string
    clientId: string
    secret: string
    /** Where its certificate with the private key lies, to choose in the dialog; null where it has none. */
    certificateFile: string | null
    displayName: string
  }[]
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
  /** The profile in use; null until one was chosen: first run. */
  profile: Profile | null
  /** Its cloud. */
  cloud: CloudName | null
  clouds: CloudChoice[]
  theme: Theme
  vault: VaultStatus
  /** ISO 8601 moment since when requests fail for want of a network; null while online or not known. */
  offlineSince: string | null
  practice: PracticeStatus
  /** Names of the weathers in force in the practice cloud; empty while none runs. */
  practiceWeather: string[]
  /** The client ID used when a person gives none. */
  defaultClientId: string
  /** Name of the application that the default client ID belongs to. */
  defaultClientName: string
}
