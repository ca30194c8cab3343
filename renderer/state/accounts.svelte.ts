import type { Api } from '#contract/api'
import type { Account } from '#contract/model'
import { loaded, loading, valueOr, type Loadable } from '../lib/loadable.ts'
import type { Notices } from './notices.svelte.ts'

/** The accounts of the profile in use, and the one in use. */
export class Accounts {
  loadable = $state.raw<Loadable<Account[]>>(loading)
  #selectedId = $state<string | null>(null)
  readonly list = $derived<Account[]>(valueOr(this.loadable, []))
  readonly selected = $derived(
    this.list.find((one) => one.accountId === this.#selectedId) ?? this.list.find((one) => one.inUse) ?? null
  )
  readonly #api: Api
  readonly #notices: Notices
  readonly #profileId: () => string | null

  constructor(api: Api, notices: Notices, profileId: () => string | null) {
    this.#api = api
    this.#notices = notices
    this.#profileId = profileId
  }

  async load(): Promise<void> {
    const result = await this.#api.listAccounts({})
    this.loadable = result.ok ? this.#ofThisProfile(result.value) : loaded(result)
  }

  /** Takes a list that the main process sent unasked. */
  receive(accounts: Account[]): void {
    this.loadable = this.#ofThisProfile(accounts)
  }

  /** Forgets the list, as when the profile changes. */
  clear(): void {
    this.loadable = loading
  }

  /** Takes the account into use, and remembers it for the next start. */
  async select(accountId: string): Promise<void> {
    this.#selectedId = accountId
    const result = await this.#api.useAccount({ accountId })
    if (!result.ok) this.#notices.fail(result.failure)
  }

  find(accountId: string): Account | null {
    return this.list.find((one) => one.accountId === accountId) ?? null
  }

  async signOut(account: Account): Promise<void> {
    const result = await this.#api.signOut({ accountId: account.accountId })
    if (!result.ok) {
      this.#notices.fail(result.failure)
      return
    }
    this.#notices.say(`Signed out ${accountName(account)}. Its tokens were removed.`)
    await this.load()
  }

  #ofThisProfile(accounts: Account[]): Loadable<Account[]> {
    return { state: 'ready', value: accounts.filter((account) => account.profileId === this.#profileId()) }
  }
}

/** How an account is called: a user by the user name, an application by its name. */
export function accountName(account: Account): string {
  return account.kind === 'application' ? `${account.displayName} (application)` : account.username
}
