import type { Api } from '#contract/api'
import type { Tenant, TenantList } from '#contract/model'
import type { Result } from '#contract/result'
import { loaded, loading, valueOr, type Loadable } from '../lib/loadable.ts'
import type { Notices } from './notices.svelte.ts'

/** The tenants of each account, and the selected one of each. */
export class Tenants {
  #loads = $state(0)
  readonly refreshing = $derived(this.#loads > 0)
  #byAccount = $state.raw<Record<string, Loadable<TenantList>>>({})
  readonly #api: Api
  readonly #notices: Notices

  constructor(api: Api, notices: Notices) {
    this.#api = api
    this.#notices = notices
  }

  of(accountId: string): Loadable<TenantList> {
    return this.#byAccount[accountId] ?? loading
  }

  /** The tenants of an account where they are known. */
  listOf(accountId: string): Tenant[] {
    return valueOr(this.of(accountId), null)?.tenants ?? []
  }

  /** The tenant in use with an account: the selected one, else its home. */
  selectedOf(accountId: string): Tenant | null {
    const list = valueOr(this.of(accountId), null)
    const find = (isIt: (tenant: Tenant) => boolean): Tenant | null => list?.tenants.find(isIt) ?? null
    return find(({ tenantId }) => tenantId === list?.selectedTenantId) ?? find(({ kind }) => kind === 'home')
  }

  /** Fetches the tenants of an account unless they are there. */
  async need(accountId: string): Promise<void> {
    if (this.#byAccount[accountId] !== undefined) return
    this.#put(accountId, loading)
    await this.load(accountId, false)
  }

  async load(accountId: string, refresh: boolean): Promise<void> {
    const before = this.of(accountId)
    if (before.state === 'failed') this.#put(accountId, loading)
    const result = await this.#ask(accountId, refresh)
    if (!result.ok && before.state === 'ready') this.#notices.fail(result.failure)
    else this.#put(accountId, loaded(result))
  }

  /** Fetches again what was fetched, as when the vault opened; what is shown stays until then. */
  async loadAgain(): Promise<void> {
    const accountIds = Object.keys(this.#byAccount)
    const again = async (accountId: string): Promise<void> => {
      this.#put(accountId, loaded(await this.#ask(accountId, false)))
    }
    await Promise.all(accountIds.map(again))
  }

  async select(accountId: string, tenant: Tenant): Promise<void> {
    const result = await this.#api.selectTenant({ accountId, tenantId: tenant.tenantId })
    if (this.#keep(accountId, result)) this.#notices.announce(`${tenant.displayName} selected.`)
  }

  async pin(accountId: string, tenant: Tenant, pinned: boolean): Promise<void> {
    const result = await this.#api.pinTenant({ accountId, tenantId: tenant.tenantId, pinned })
    if (this.#keep(accountId, result))
      this.#notices.announce(`${tenant.displayName} ${pinned ? 'pinned' : 'unpinned'}.`)
  }

  /** Forgets the tenants of an account, as when it signed in anew. */
  forget(accountId: string): void {
    this.#byAccount = Object.fromEntries(Object.entries(this.#byAccount).filter(([id]) => id !== accountId))
  }

  /** Forgets everything, as when the profile changes. */
  clear(): void {
    this.#byAccount = {}
  }

  async #ask(accountId: string, refresh: boolean): Promise<Result<TenantList>> {
    this.#loads += 1
    const result = await this.#api.listTenants({ accountId, refresh })
    this.#loads -= 1
    return result
  }

  #keep(accountId: string, result: Result<TenantList>): boolean {
    if (result.ok) this.#put(accountId, loaded(result))
    else this.#notices.fail(result.failure)
    return result.ok
  }

  #put(accountId: string, loadable: Loadable<TenantList>): void {
    this.#byAccount = { ...this.#byAccount, [accountId]: loadable }
  }
}
