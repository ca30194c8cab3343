import type { OfflineOutcome, OfflinePlan } from '#contract/model'
import type { OfflineApi } from '#contract/offline-api'
import { failures } from '../failures.ts'
import type { WireSwitches } from '../wire-switches.ts'
import { ok, type Desk } from './desk.ts'
import { inMinutes } from './facts.ts'
import { profileInUse } from './profile-list.ts'
import { tokensOf } from './token-list.ts'

/** The tokens of the list, the first of them chosen. */
function offlinePlanOf(switches: WireSwitches): OfflinePlan {
  const items = tokensOf(switches).map((token, index) => ({
    itemId: token.tokenId,
    profileId: switches.profileId ?? switches.cloud ?? 'public',
    accountId: token.accountId,
    username: token.username,
    tenantId: token.tenantId,
    tenantName: token.tenantName,
    resourceLabel: token.resourceLabel,
    scope: token.scope,
    chosen: index === 0,
    worksUntil: token.state === 'ready' ? token.expiresAt : null,
    endsBeforeReturn: false
  }))
  const inUse = profileInUse(switches)
  const profiles = inUse === null ? [] : [{ ...inUse, everything: false }]
  return { profiles, items, returnAt: null, worksUntil: items[0]?.worksUntil ?? null }
}

/** The answers about work without a network. */
export function offlineAnswers(desk: Desk): OfflineApi {
  let offlinePlan = offlinePlanOf(desk.switches)
  return {
    readOfflinePlan: () => desk.list(() => offlinePlan),
    chooseOfflinePlan: ({ everythingOf, itemIds, returnAt }) => {
      const items = offlinePlan.items.map((item) => ({
        ...item,
        chosen: itemIds.includes(item.itemId) || everythingOf.includes(item.profileId)
      }))
      const profiles = offlinePlan.profiles.map((one) => ({ ...one, everything: everythingOf.includes(one.profileId) }))
      offlinePlan = { ...offlinePlan, profiles, items, returnAt }
      return desk.list(() => offlinePlan)
    },
    prepareOffline: async ({ operationId }) => {
      const run = { complete: true }
      desk.cancels.set(operationId, () => {
        run.complete = false
      })
      const chosen = offlinePlan.items.filter((item) => item.chosen)
      const outcomes: OfflineOutcome[] = []
      for (const { itemId } of chosen) {
        await desk.wait()
        if (!run.complete) break
        const outcome = desk.switches.offline
          ? { itemId, failure: failures.offline }
          : { itemId, worksUntil: inMinutes(65) }
        outcomes.push(outcome)
        desk.send('offline-progressed', { operationId, done: outcomes.length, total: chosen.length, outcome })
      }
      return ok({ plan: offlinePlan, outcomes, complete: run.complete })
    }
  }
}
