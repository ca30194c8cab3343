import type { Failure } from './failure.ts'
import type { Profile } from './profile.ts'

/** A token that can be taken along: a resource for one account in one tenant. */
export interface OfflineItem {
  /** The ID of its token. */
  itemId: string
  profileId: string
  accountId: string
  username: string
  tenantId: string
  tenantName: string
  resourceLabel: string
  scope: string
  chosen: boolean
  /** ISO 8601 end of the stored token, be it past; null where the vault has none that can be read. */
  worksUntil: string | null
  /** True where it has to work until a return that it will not live to see. */
  endsBeforeReturn: boolean
}

/** A profile of which something can be taken along. */
export interface OfflineProfile extends Profile {
  /** True where everything of it is taken, be it added later. */
  everything: boolean
}

/** What to take along from all profiles, and until when it works; holds no secret. */
export interface OfflinePlan {
  profiles: OfflineProfile[]
  items: OfflineItem[]
  /** ISO 8601 moment at which the network is there again; null where it is not given or past. */
  returnAt: string | null
  /** ISO 8601 moment until which everything chosen works; null where something chosen does not work now, or nothing is chosen. */
  worksUntil: string | null
}

/** How the refresh of one item ended. */
export type OfflineOutcome = { itemId: string; worksUntil: string } | { itemId: string; failure: Failure }

/** One more item is done. */
export interface OfflineProgress {
  operationId: string
  done: number
  total: number
  outcome: OfflineOutcome
}

/** What a preparation did. */
export interface OfflineReport {
  plan: OfflinePlan
  outcomes: OfflineOutcome[]
  /** False where it was cancelled before every item had its turn. */
  complete: boolean
}
