import type { OfflineItem, OfflineOutcome, OfflineReport } from '#contract/model'
import type { Accounts } from './accounts.ts'
import { AppFailure } from './app-failure.ts'
import type { OfflinePlans } from './offline-plans.ts'
import type { Tokens } from './tokens.ts'

/** Enough to be quick, few enough that nobody throttles. */
const atOnce = 2

/** Prepares for work without a network: fresh tokens for what the person chose. */
export class Offline {
  readonly #parts: { plans: OfflinePlans; accounts: Accounts; tokens: Tokens }

  constructor(parts: { plans: OfflinePlans; accounts: Accounts; tokens: Tokens }) {
    this.#parts = parts
  }

  /** Refreshes everything chosen, be it of the given profiles only; what fails keeps the token it had and holds up nothing else. */
  async prepare(request: {
    profileIds?: readonly string[]
    signal: AbortSignal
    onStep: (step: { done: number; total: number; outcome: OfflineOutcome }) => void
  }): Promise<OfflineReport> {
    const { profileIds, signal, onStep } = request
    const { plans } = this.#parts
    const chosen = (await plans.readChosen(profileIds)).items.filter((item) => item.chosen)
    if (chosen.length === 0) throw new AppFailure({ code: 'nothing-chosen' })
    const outcomes: OfflineOutcome[] = []
    const waiting = chosen.values()
    const work = async (): Promise<void> => {
      for (let next = waiting.next(); next.done !== true && !signal.aborted; next = waiting.next()) {
        const outcome = await this.#refresh(next.value, signal)
        if (outcome === null) return
        outcomes.push(outcome)
        onStep({ done: outcomes.length, total: chosen.length, outcome })
      }
    }
    const ends = await Promise.allSettled(Array.from({ length: atOnce }, work))
    for (const end of ends) if (end.status === 'rejected') throw end.reason
    return { plan: plans.read(profileIds), outcomes, complete: outcomes.length === chosen.length }
  }

  /** Null where it was cancelled before an answer came. */
  async #refresh(item: OfflineItem, signal: AbortSignal): Promise<OfflineOutcome | null> {
    const { accounts, tokens } = this.#parts
    const { itemId, accountId, tenantId, scope } = item
    try {
      const account = accounts.getAnywhere(accountId)
      const token = await tokens.acquireFor(account, { tenantId, scope, refresh: true, signal })
      return { itemId, worksUntil: token.expiresAt }
    } catch (error) {
      if (signal.aborted) return null
      if (error instanceof AppFailure) return { itemId, failure: error.failure }
      throw error
    }
  }
}
