import type { Account, OfflineItem, OfflinePlan, OfflineProfile, TokenSummary } from '#contract/model'
import type { Cloud } from '../knowledge/clouds.ts'
import { type Accounts, nameOf } from './accounts.ts'
import type { Clock, Clouds, Vault } from './ports.ts'
import type { Profiles } from './profiles.ts'
import { describeScope, resourceChoices } from './resources.ts'
import { toStoredPlan, type StoredPlan } from './stored-offline-plan.ts'
import type { Tenants } from './tenants.ts'
import { tokenIdOf } from './stored-tokens.ts'
import type { Tokens } from './tokens.ts'

interface PlansParts {
  vault: Vault
  clouds: Clouds
  accounts: Accounts
  profiles: Profiles
  tenants: Tenants
  tokens: Tokens
  clock: Clock
}

/** What the items of the plan are made from. */
interface About {
  stored: StoredPlan | null
  returnAt: string | null
  tokens: TokenSummary[]
}

/** What every ready account is offered, whether or not it has a token for it. */
const offered = ['maps', 'geocatalog', 'key-vault', 'arm'] as const

/** What to take along where there is no network, of all profiles; the choice is remembered. */
export class OfflinePlans {
  readonly #parts: PlansParts
  #choosing: Promise<unknown> = Promise.resolve()

  constructor(parts: PlansParts) {
    this.#parts = parts
    parts.accounts.onSignOut((accountId) => this.#forgetAccount(accountId))
    parts.profiles.onRemove((profileId) => this.#forgetProfile(profileId))
  }

  /** Everything that can be taken along, be it of the given profiles only; until a choice was made the tokens of the vault are chosen. */
  read(profileIds?: readonly string[]): OfflinePlan {
    const { clouds, accounts, profiles, tokens, clock } = this.#parts
    const stored = this.#stored()
    const now = clock.now()
    const returnAt = stored?.returnAt != null && Date.parse(stored.returnAt) > now ? stored.returnAt : null
    // The practice cloud is unknown until it ran here; what was chosen of it is kept for then.
    const here = accounts.everywhere().filter(({ cloud }) => clouds.get(cloud) !== null)
    const about: About = { stored, returnAt, tokens: tokens.listOf(here) }
    const parts = profiles
      .list()
      .filter(({ profileId }) => profileIds?.includes(profileId) ?? true)
      .map(({ profileId, name, colour, cloud }) => {
        const everything = stored?.everythingOf.includes(profileId) ?? false
        const profile: OfflineProfile = { profileId, name, colour, cloud, everything }
        const own = here.filter((account) => account.profileId === profileId)
        return { profile, items: own.flatMap((account) => this.#itemsOf(account, everything, about)) }
      })
      .filter(({ items }) => items.length > 0)
    const items = parts.flatMap((part) => part.items)
    return { profiles: parts.map(({ profile }) => profile), items, returnAt, worksUntil: earliestEnd(items, now) }
  }

  /** Remembers the choice. */
  choose(choice: { everythingOf: string[]; itemIds: string[]; returnAt: string | null }): Promise<OfflinePlan> {
    const chosen = this.#choose(choice)
    this.#choosing = chosen.catch(() => undefined)
    return chosen
  }

  /** The plan once the last choice is stored: whoever chooses and goes on at once means that choice. */
  async readChosen(profileIds?: readonly string[]): Promise<OfflinePlan> {
    await this.#choosing
    return this.read(profileIds)
  }

  async #choose(choice: Parameters<OfflinePlans['choose']>[0]): Promise<OfflinePlan> {
    await this.#change((stored) => {
      const { profiles, items } = this.read()
      const shown = new Set(items.map(({ accountId }) => accountId))
      const unseen = stored?.items.filter(({ accountId }) => !shown.has(accountId)) ?? []
      const isShown = (id: string): boolean => profiles.some(({ profileId }) => profileId === id)
      const whole = [
        ...(stored?.everythingOf.filter((id) => !isShown(id)) ?? []),
        ...new Set(choice.everythingOf.filter(isShown))
      ]
      const single = items
        .filter(({ profileId, itemId }) => !whole.includes(profileId) && choice.itemIds.includes(itemId))
        .map(({ accountId, tenantId, scope }) => ({ accountId, tenantId, scope }))
      return { items: [...unseen, ...single], everythingOf: whole, returnAt: choice.returnAt }
    })
    return this.read()
  }

  /** The offered resources in the tenant that the account works in, then what was chosen before or lies in the vault. */
  #itemsOf(account: Account, everything: boolean, { stored, returnAt, tokens }: About): OfflineItem[] {
    const { clouds, tenants } = this.#parts
    const { accountId, profileId } = account
    const cloud = clouds.get(account.cloud)
    if (cloud === null) return []
    const tenantId = tenants.currentOf(account)
    // Of a profile that is taken whole, an account that has to sign in again is not left out without a word.
    const isOffered = account.state === 'ready' || everything
    const fresh = isOffered ? offeredScopes(cloud).map((scope) => ({ accountId, tenantId, scope })) : []
    const known = [...(stored?.items ?? []), ...tokens]
      .filter((item) => item.accountId === accountId)
      .sort((a, b) => tokenIdOf(a).localeCompare(tokenIdOf(b)))
    const byId = new Map([...fresh, ...known].map((item) => [tokenIdOf(item), item]))
    return [...byId].map(([itemId, item]) => {
      const token = tokens.find(({ tokenId }) => tokenId === itemId)
      const worksUntil = token?.state === 'ready' ? token.expiresAt : null
      const endsAt = worksUntil === null ? 0 : Date.parse(worksUntil)
      const single = stored === null ? token !== undefined : stored.items.some((one) => tokenIdOf(one) === itemId)
      return {
        itemId,
        profileId,
        accountId,
        username: nameOf(account),
        tenantId: item.tenantId,
        tenantName: tenants.nameOf(accountId, item.tenantId),
        resourceLabel: describeScope(cloud, item.scope).resourceLabel,
        scope: item.scope,
        chosen: everything || single,
        worksUntil,
        endsBeforeReturn: returnAt !== null && endsAt < Date.parse(returnAt)
      }
    })
  }

  #stored(): StoredPlan | null {
    return toStoredPlan(this.#parts.vault.index.get('setting', 'offline-plan'))
  }

  async #change(change: (stored: StoredPlan | null) => StoredPlan | null): Promise<void> {
    await this.#parts.vault.index.update('setting', 'offline-plan', (value) => change(toStoredPlan(value)))
  }

  async #forgetAccount(accountId: string): Promise<void> {
    await this.#change(
      (stored) => stored && { ...stored, items: stored.items.filter((item) => item.accountId !== accountId) }
    )
  }

  async #forgetProfile(profileId: string): Promise<void> {
    await this.#change(
      (stored) => stored && { ...stored, everythingOf: stored.everythingOf.filter((id) => id !== profileId) }
    )
  }
}

/** The usual scope of each offered resource that the cloud has. */
function offeredScopes(cloud: Cloud): string[] {
  const choices = resourceChoices(cloud)
  return offered.flatMap((name) => choices.find(({ resource }) => resource === name)?.scopes.slice(0, 1) ?? [])
}

/** The first end among what is chosen; null where one of them does not work. */
function earliestEnd(items: OfflineItem[], now: number): string | null {
  const ends = items.filter(({ chosen }) => chosen).map(({ worksUntil }) => worksUntil)
  const works = ends.filter((end) => end !== null && Date.parse(end) > now).sort()
  return works.length === ends.length ? (works[0] ?? null) : null
}
