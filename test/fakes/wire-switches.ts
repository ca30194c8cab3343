import type { Failure } from '#contract/failure'
import type { CloudName, Theme } from '#contract/model'

/** What the fake wire pretends. */
export interface WireSwitches {
  /** The cloud of the profile in use. */
  cloud: CloudName | null
  /** The profile in use where it is not the first one of the cloud. */
  profileId: string | null
  theme: Theme
  /** `loading` never answers, `failed` answers each list with `failure`. */
  lists: 'ready' | 'empty' | 'loading' | 'failed'
  failure: Failure
  tenants: 'few' | 'many' | 'difficult'
  offline: boolean
  vault: 'ok' | 'memory-only' | 'locked' | 'damaged'
  /** A profile's name has every difficulty in `difficult`; `damaged` are the sign-in defaults of the one in use. */
  profiles: 'few' | 'difficult' | 'damaged'
  practice: 'stopped' | 'running' | 'failed'
  /** What a sign-in does after its first progress. */
  signIn: 'succeeds' | 'waits' | 'expired' | 'declined' | 'wrong-secret'
  /** The file in the dialog: readable at once, protected, or the dialog is closed. */
  certificate: 'open' | 'protected' | 'closed'
  /** Length of one step. */
  stepMs: number
}

/** A healthy public cloud with some accounts. */
export const ordinary: WireSwitches = {
  cloud: 'public',
  profileId: null,
  theme: 'system',
  lists: 'ready',
  failure: { code: 'unreachable', host: 'management.azure.com' },
  tenants: 'few',
  offline: false,
  vault: 'ok',
  profiles: 'few',
  practice: 'stopped',
  signIn: 'succeeds',
  certificate: 'open',
  stepMs: 0
}
