import type { Account, OfflineItem, OfflinePlan, TokenSummary } from '#contract/model'
import { type Accounts, nameOf } from './accounts.ts'
import type { Clock, Vault } from './ports.ts'
import { describeScope, resourceChoices } from './resources.ts'
import type { Settings } from './settings.ts'
import { toStoredPlan, type StoredPlan } from './stored-offline-plan.ts'
import type { Tenants } from './tenants.ts'
import { tokenIdOf, type Tokens } from './tokens.ts'

interface PlansParts {
  vault: Vault
  settings: Settings
  accounts: Accounts
  tenants: Tenants
  tokens: Tokens
  clock: Clock
}

/** What every ready account is offered, whether or not it has a token for it. */
const offered = ['maps', 'geocatalog', 'key-vault', 'arm'] as const

/** What to take along where there is no network; the choice is remembered. */
export class OfflinePlans {
  readonly #parts: PlansParts

  constructor(parts: PlansParts) {
    this.#parts = parts
    parts.accounts.onSignOut((accountId) => this.#forgetAccount(accountId))
  }

  /** Everything of the chosen cloud that can be taken along; until a choice was made the tokens of the vault are chosen. */
  read(): OfflinePlan {
    const { accounts, tokens, clock } = this.#parts
    const stored = this.#stored()
    const now = clock.now()
    const returnAt = stored?.returnAt != null && Date.parse(stored.returnAt) > now ? stored.returnAt : null
    const about = { stored, returnAt, tokens: tokens.list() }
    const items = accounts.list().flatMap((account) => this.#itemsOf(account, about))
    return { items, returnAt, worksUntil: earliestEnd(items, now) }
  }

  /** Remembers the choice for the chosen cloud; that of other clouds stays. */
  async choose(choice: { itemIds: string[]; returnAt: string | null }): Promise<OfflinePlan> {
    const here = new Set(this.#parts.accounts.list().map(({ accountId }) => accountId))
    const elsewhere = this.#stored()?.items.filter(({ accountId }) => !here.has(accountId)) ?? []
    const chosen = this.read().items.filter(({ itemId }) => choice.itemIds.includes(itemId))
    const items = chosen.map(({ accountId, tenantId, scope }) => ({ accountId, tenantId, scope }))
    await this.#keep({ items: [...elsewhere, ...items], returnAt: choice.returnAt })
    return this.read()
  }

  /** The offered resources in the tenant that the account works in, then what was chosen before or lies in the vault. */
  #itemsOf(
    account: Account,
    about: { stored: StoredPlan | null; returnAt: string | null; tokens: TokenSummary[] }
  ): OfflineItem[] {
    const { settings, tenants } = this.#parts
    const { accountId } = account
    const { stored, returnAt, tokens } = about
    const cloud = settings.cloudNamed(account.cloud)
    const tenantId = tenants.currentOf(account)
    const scopes = offered.flatMap(
      (name) =>
        resourceChoices(cloud)
          .find(({ resource }) => resource === name)
          ?.scopes.slice(0, 1) ?? []
    )
    const fresh = account.state === 'ready' ? scopes.map((scope) => ({ accountId, tenantId, scope })) : []
    const known = [...(stored?.items ?? []), ...tokens]
      .filter((item) => item.accountId === accountId)
      .sort((a, b) => tokenIdOf(a).localeCompare(tokenIdOf(b)))
    const byId = new Map([...fresh, ...known].map((item) => [tokenIdOf(item), item]))
    return [...byId].map(([itemId, item]) => {
      const token = tokens.find(({ tokenId }) => tokenId === itemId)
      const worksUntil = token?.state === 'ready' ? token.expiresAt : null
      const endsAt = worksUntil === null ? 0 : Date.parse(worksUntil)
      return {
        itemId,
        accountId,
        username: nameOf(account),
        tenantId: item.tenantId,
        tenantName: tenants.nameOf(accountId, item.tenantId),
        resourceLabel: describeScope(cloud, item.scope).resourceLabel,
        scope: item.scope,
        chosen: stored === null ? token !== undefined : stored.items.some((one) => tokenIdOf(one) === itemId),
        worksUntil,
        endsBeforeReturn: returnAt !== null && endsAt < Date.parse(returnAt)
      }
    })
  }

  #stored(): StoredPlan | null {
    return toStoredPlan(this.#parts.vault.index.get('setting', 'offline-plan'))
  }

  async #keep(plan: StoredPlan): Promise<void> {
    await this.#parts.vault.index.put('setting', 'offline-plan', plan)
  }

  async #forgetAccount(accountId: string): Promise<void> {
    const stored = this.#stored()
    if (stored === null) return
    await this.#keep({ ...stored, items: stored.items.filter((item) => item.accountId !== accountId) })
  }
}

/** The first end among what is chosen; null where one of them does not work. */
function earliestEnd(items: OfflineItem[], now: number): string | null {
  const ends = items.filter(({ chosen }) => chosen).map(({ worksUntil }) => worksUntil)
  const works = ends.filter((end) => end !== null && Date.parse(end) > now).sort()
  return works.length === ends.length ? (works[0] ?? null) : null
}
