import type { Account, Tenant, TenantList } from '#contract/model'
import type { Accounts } from './accounts.ts'
import { AppFailure } from './app-failure.ts'
import { answeringChallenge } from './claims-challenge.ts'
import type { Clock, Entra, ListedTenant, ResourceManager, Vault } from './ports.ts'
import type { Network } from './network.ts'
import { isPassing } from './passing.ts'
import type { Settings } from './settings.ts'
import { hasTexts, isMoment, isTextOrNull, membersOf } from './stored-shape.ts'

/** What is remembered of an account's tenants. */
interface StoredTenants {
  tenants: ListedTenant[]
  pinned: string[]
  selected: string | null
  asOf: string
}

interface TenantsParts {
  vault: Vault
  settings: Settings
  accounts: Accounts
  entra: Entra
  arm: ResourceManager
  network: Network
  clock: Clock
}

/** The directories that an account can reach; the last answer is kept for work without a network. */
export class Tenants {
  readonly #parts: TenantsParts

  constructor(parts: TenantsParts) {
    this.#parts = parts
    parts.accounts.onSignOut((accountId) => parts.vault.index.remove('tenants', accountId))
  }

  /** The tenants from the vault or, where there are none yet or `refresh` asks for it, from Azure. */
  async list(request: { accountId: string; refresh: boolean; signal: AbortSignal }): Promise<TenantList> {
    const account = this.#parts.accounts.get(request.accountId)
    const stored = this.#stored(account.accountId)
    if (stored !== null && !request.refresh) return toList(account, stored, 'vault')
    try {
      return toList(account, await this.#ask(account, request.signal), 'network')
    } catch (error) {
      // Without an answer the last one is worth more than an error; its date is shown.
      if (stored !== null && isPassing(error))
        return { ...toList(account, stored, 'vault'), notRefreshed: error.failure }
      throw error
    }
  }

  /** Remembers the tenant that the account works in. */
  async select(accountId: string, tenantId: string): Promise<TenantList> {
    return this.#change(accountId, tenantId, (stored) => ({ ...stored, selected: tenantId }))
  }

  /** Puts a tenant at the top of the list, or back. */
  async pin(accountId: string, tenantId: string, pinned: boolean): Promise<TenantList> {
    return this.#change(accountId, tenantId, (stored) => {
      const others = stored.pinned.filter((id) => id !== tenantId)
      return { ...stored, pinned: pinned ? [...others, tenantId] : others }
    })
  }

  /** Name of a tenant as last seen, else its id. */
  nameOf(accountId: string, tenantId: string): string {
    const known = this.#stored(accountId)?.tenants.find((tenant) => tenant.tenantId === tenantId)
    return known?.displayName ?? tenantId
  }

  /** ID of a tenant by its domain as last seen; null where none fits. Names are anybody's to choose, so they do not count. */
  idOf(accountId: string, domain: string): string | null {
    const wanted = domain.trim().toLowerCase()
    const known = this.#stored(accountId)?.tenants.find(({ defaultDomain }) => defaultDomain?.toLowerCase() === wanted)
    return known?.tenantId ?? null
  }

  /** The tenant that the account works in: the selected one, else its home. */
  currentOf(account: Account): string {
    return this.#stored(account.accountId)?.selected ?? account.homeTenantId
  }

  async #ask(account: Account, signal: AbortSignal): Promise<StoredTenants> {
    const { settings, entra, arm, network, clock } = this.#parts
    const cloud = settings.cloudNamed(account.cloud)
    const tenants = await network.use(
      cloud,
      answeringChallenge(async (claims) => {
        const { accessToken } = await entra.acquireToken({
          cloud,
          account,
          tenantId: account.homeTenantId,
          scope: cloud.armScope,
          refresh: false,
          claims,
          signal
        })
        return arm.listTenants({ cloud, accessToken, signal })
      })
    )
    // What was pinned or selected while Azure was asked stays so.
    return this.#keep(account.accountId, (stored) => ({
      pinned: stored?.pinned ?? [],
      selected: stored?.selected ?? (tenants.length === 1 ? (tenants[0]?.tenantId ?? null) : null),
      tenants,
      asOf: new Date(clock.now()).toISOString()
    }))
  }

  async #change(
    accountId: string,
    tenantId: string,
    change: (stored: StoredTenants) => StoredTenants
  ): Promise<TenantList> {
    const account = this.#parts.accounts.get(accountId)
    const changed = await this.#keep(accountId, (stored) => {
      if (stored?.tenants.some((tenant) => tenant.tenantId === tenantId) !== true) {
        throw new AppFailure({ code: 'not-found', what: 'tenant' })
      }
      return change(stored)
    })
    return toList(account, changed, 'vault')
  }

  /** Keeps what the change makes of what is remembered now; nothing of whoever signed out meanwhile. */
  async #keep(accountId: string, change: (stored: StoredTenants | null) => StoredTenants): Promise<StoredTenants> {
    const { accounts, vault } = this.#parts
    await vault.index.update('tenants', accountId, (value) => change(isStoredTenants(value) ? value : null))
    const kept = this.#stored(accountId)
    if (kept !== null && accounts.everywhere().some((account) => account.accountId === accountId)) return kept
    await vault.index.remove('tenants', accountId)
    throw new AppFailure({ code: 'not-found', what: 'account' })
  }

  #stored(accountId: string): StoredTenants | null {
    const value = this.#parts.vault.index.get('tenants', accountId)
    return isStoredTenants(value) ? value : null
  }
}

function isStoredTenants(value: unknown): value is StoredTenants {
  const { tenants, pinned, selected, asOf } = membersOf(value) ?? {}
  if (!Array.isArray(tenants) || !tenants.every(isListedTenant) || !Array.isArray(pinned)) return false
  const isOnce = new Set(tenants.map(({ tenantId }) => tenantId)).size === tenants.length
  return isOnce && isTextOrNull(selected) && isMoment(asOf)
}

function isListedTenant(value: unknown): value is ListedTenant {
  const tenant = membersOf(value)
  return tenant !== null && hasTexts(tenant, 'tenantId', 'displayName') && isTextOrNull(tenant.defaultDomain)
}

const byName = new Intl.Collator(undefined, { sensitivity: 'base', numeric: true })

function toList(account: Account, stored: StoredTenants, source: TenantList['source']): TenantList {
  const rank = (tenant: Tenant): number => (tenant.pinned ? 0 : tenant.kind === 'home' ? 1 : 2)
  const tenants = stored.tenants
    .map((tenant): Tenant => ({
      tenantId: tenant.tenantId,
      displayName: tenant.displayName,
      defaultDomain: tenant.defaultDomain,
      kind: tenant.isHome || tenant.tenantId === account.homeTenantId ? 'home' : 'guest',
      pinned: stored.pinned.includes(tenant.tenantId)
    }))
    .sort((a, b) => rank(a) - rank(b) || byName.compare(a.displayName, b.displayName))
  return {
    accountId: account.accountId,
    tenants,
    selectedTenantId: stored.selected,
    asOf: stored.asOf,
    source,
    notRefreshed: null
  }
}
