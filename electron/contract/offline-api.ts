import type { OfflinePlan, OfflineReport } from './offline.ts'
import type { Result } from './result.ts'

type Nothing = Record<string, never>

/** The calls about work without a network. */
export interface OfflineApi {
  readOfflinePlan: (request: Nothing) => Promise<Result<OfflinePlan>>
  /** Remembers what to take along: everything of some profiles, single items of others; and until when. */
  chooseOfflinePlan: (request: {
    everythingOf: string[]
    itemIds: string[]
    returnAt: string | null
  }) => Promise<Result<OfflinePlan>>
  /** Asks for a fresh token for everything chosen; each item comes as `offline-progressed`. */
  prepareOffline: (request: { operationId: string }) => Promise<Result<OfflineReport>>
}

/** Their channels. */
export const offlineChannels = {
  readOfflinePlan: 'offline:read-plan',
  chooseOfflinePlan: 'offline:choose-plan',
  prepareOffline: 'offline:prepare'
} as const satisfies Record<keyof OfflineApi, string>
