import type { Api } from '#contract/api'
import type { Failure } from '#contract/failure'
import type { OfflineItem, OfflineOutcome, OfflinePlan, OfflineProfile, OfflineProgress } from '#contract/model'
import { loaded, loading, valueOr, type Loadable } from '../lib/loadable.ts'
import type { Notices } from './notices.svelte.ts'

/** What is taken along to where there is no network, and the preparation that runs or ran last. */
export class Offline {
  loadable = $state.raw<Loadable<OfflinePlan>>(loading)
  /** How far the preparation is; null while none runs. */
  progress = $state.raw<{ done: number; total: number } | null>(null)
  /** True once a preparation of this window went through everything chosen; false where it was stopped. */
  complete = $state<boolean | null>(null)
  /** Whether the person cancelled the last preparation; else only a lock of the vault stops one. */
  cancelled = $state(false)
  readonly items = $derived<OfflineItem[]>(valueOr(this.loadable, null)?.items ?? [])
  readonly profiles = $derived<OfflineProfile[]>(valueOr(this.loadable, null)?.profiles ?? [])
  readonly chosen = $derived(this.items.filter((item) => item.chosen))
  #outcomes = $state.raw<Readonly<Record<string, OfflineOutcome>>>({})
  /** Until when each item worked as the last preparation ended. */
  #endsThen = $state.raw<Readonly<Record<string, string | null>>>({})
  #operationId: string | null = null
  /** Numbers of the last choice made and the last one answered. */
  #choices = 0
  #stored = 0
  readonly #api: Api
  readonly #notices: Notices

  constructor(api: Api, notices: Notices) {
    this.#api = api
    this.#notices = notices
  }

  async load(): Promise<void> {
    const choices = this.#choices
    const result = await this.#api.readOfflinePlan({})
    // A plan that was read before the last choice was stored would take it back.
    if (choices === this.#choices && choices === this.#stored) this.loadable = loaded(result)
  }

  /** Why the last preparation did not renew an item; null where it did, or did not come to it, or it was renewed since. */
  failureOf({ itemId, worksUntil }: OfflineItem): Failure | null {
    const outcome = this.#outcomes[itemId]
    if (outcome === undefined || !('failure' in outcome)) return null
    return itemId in this.#endsThen && this.#endsThen[itemId] !== worksUntil ? null : outcome.failure
  }

  /** Takes items into the plan, or out of it. */
  async choose(itemIds: readonly string[], isChosen: boolean): Promise<void> {
    await this.#change((plan) => {
      const items = plan.items.map((item) => (itemIds.includes(item.itemId) ? { ...item, chosen: isChosen } : item))
      const isWhole = (profileId: string): boolean => items.every((item) => item.chosen || item.profileId !== profileId)
      const profiles = plan.profiles.map((one) => ({ ...one, everything: one.everything && isWhole(one.profileId) }))
      return { ...plan, profiles, items }
    })
  }

  /** Takes everything of a profile, what is added later too, or nothing of it. */
  async chooseProfile(profileId: string, isChosen: boolean): Promise<void> {
    await this.#change((plan) => ({
      ...plan,
      profiles: plan.profiles.map((one) => (one.profileId === profileId ? { ...one, everything: isChosen } : one)),
      items: plan.items.map((item) => (item.profileId === profileId ? { ...item, chosen: isChosen } : item))
    }))
  }

  async returnAt(iso: string | null): Promise<void> {
    await this.#change((plan) => ({ ...plan, returnAt: iso }))
  }

  /** Asks for a fresh token for everything chosen. */
  async prepare(): Promise<void> {
    const operationId = crypto.randomUUID()
    this.#operationId = operationId
    this.#outcomes = {}
    this.#endsThen = {}
    this.complete = null
    this.cancelled = false
    this.progress = { done: 0, total: this.chosen.length }
    const result = await this.#api.prepareOffline({ operationId })
    if (this.#operationId !== operationId) return
    this.#operationId = null
    this.progress = null
    if (result.ok) {
      this.loadable = { state: 'ready', value: result.value.plan }
      this.#endsThen = Object.fromEntries(this.items.map(({ itemId, worksUntil }) => [itemId, worksUntil]))
      this.#outcomes = Object.fromEntries(result.value.outcomes.map((outcome) => [outcome.itemId, outcome]))
      this.complete = result.value.complete
    } else this.#notices.fail(result.failure)
  }

  async cancel(): Promise<void> {
    if (this.#operationId === null) return
    this.cancelled = true
    await this.#api.cancelOperation({ operationId: this.#operationId })
  }

  /** Takes progress of the preparation under way; that of an older one is dropped. */
  receive({ operationId, done, total, outcome }: OfflineProgress): void {
    if (operationId !== this.#operationId) return
    this.progress = { done, total }
    this.#outcomes = { ...this.#outcomes, [outcome.itemId]: outcome }
  }

  /** Shows the choice at once, so that the next one builds on it. */
  async #change(change: (plan: OfflinePlan) => OfflinePlan): Promise<void> {
    if (this.loadable.state !== 'ready') return
    const plan = change(this.loadable.value)
    this.loadable = { state: 'ready', value: plan }
    this.#choices += 1
    this.complete = null
    const choices = this.#choices
    const itemIds = plan.items.filter((item) => item.chosen).map(({ itemId }) => itemId)
    const everythingOf = plan.profiles.filter(({ everything }) => everything).map(({ profileId }) => profileId)
    const result = await this.#api.chooseOfflinePlan({ everythingOf, itemIds, returnAt: plan.returnAt })
    if (choices !== this.#choices) return
    this.#stored = choices
    if (result.ok) this.loadable = { state: 'ready', value: result.value }
    else {
      this.#notices.fail(result.failure)
      await this.load()
    }
  }
}
