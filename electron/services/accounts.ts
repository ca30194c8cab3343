import type { Account } from '#contract/model'
import { AppFailure } from './app-failure.ts'
import type { Clock, Entra, SignedInAccount, Vault } from './ports.ts'
import type { Settings } from './settings.ts'
import { toStoredAccount } from './stored-account.ts'
import { findProfile } from './stored-profiles.ts'

/** The signed-in users and applications. */
export class Accounts {
  readonly #vault: Vault
  readonly #settings: Settings
  readonly #entra: Entra
  readonly #clock: Clock
  readonly #changed: () => void
  readonly #forgotten: ((accountId: string) => Promise<void>)[] = []

  constructor(parts: { vault: Vault; settings: Settings; entra: Entra; clock: Clock; changed: () => void }) {
    this.#vault = parts.vault
    this.#settings = parts.settings
    this.#entra = parts.entra
    this.#clock = parts.clock
    this.#changed = parts.changed
  }

  /** Accounts of the profile in use, the latest sign-in first; empty before one was chosen. */
  list(): Account[] {
    const profileId = this.#settings.profile()?.profileId
    return this.everywhere().filter((account) => account.profileId === profileId)
  }

  /** What the profile is called whose accounts are listed. */
  profileName(): string | null {
    return this.#settings.profile()?.name ?? null
  }

  /** Accounts of all profiles, the latest sign-in first. */
  everywhere(): Account[] {
    const { index } = this.#vault
    const stored = index
      .list('account')
      .map(({ id, value }) => toStoredAccount(id, value))
      .filter((account) => account !== null)
      .sort((a, b) => b.signedInAt.localeCompare(a.signedInAt))
    return stored.map((account) => {
      const { profileId } = account
      const others = stored.filter((other) => other.profileId === profileId)
      const chosen = index.get('setting', inUseOf(profileId))
      const inUse = others.find(({ accountId }) => accountId === chosen) ?? others[0]
      return { ...account, inUse: account === inUse }
    })
  }

  /** An account of the profile in use. */
  get(accountId: string): Account {
    return find(this.list(), accountId)
  }

  /** An account of any profile. */
  getAnywhere(accountId: string): Account {
    return find(this.everywhere(), accountId)
  }

  /** Keeps a fresh sign-in, unless its profile was removed meanwhile. */
  async remember(signedIn: SignedInAccount): Promise<Account> {
    const account = toStoredAccount(signedIn.accountId, {
      ...signedIn,
      signedInAt: new Date(this.#clock.now()).toISOString(),
      state: 'ready'
    })
    if (account === null || findProfile(this.#vault.index, account.profileId) === null) {
      await this.#entra.forget(signedIn)
      throw new AppFailure({ code: 'not-found', what: 'profile' })
    }
    const { accountId, profileId } = account
    await this.#vault.index.put('account', accountId, account)
    await this.#vault.index.put('setting', inUseOf(profileId), accountId)
    this.#changed()
    return this.getAnywhere(accountId)
  }

  /** Remembers the account that the person works with. */
  async use(accountId: string): Promise<void> {
    const { profileId } = this.get(accountId)
    await this.#vault.index.put('setting', inUseOf(profileId), accountId)
  }

  /** Notes that the account has to sign in again, or can be used again. */
  async mark(accountId: string, state: Account['state']): Promise<void> {
    const stored = toStoredAccount(accountId, this.#vault.index.get('account', accountId))
    if (stored === null || stored.state === state) return
    // It may have signed out meanwhile, here or in another process.
    await this.#vault.index.update('account', accountId, (current) => {
      const account = toStoredAccount(accountId, current)
      return account === null ? current : { ...account, state }
    })
    this.#changed()
  }

  /** Called for each account that signs out, so that other services forget what they keep of it. */
  onSignOut(forget: (accountId: string) => Promise<void>): void {
    this.#forgotten.push(forget)
  }

  /** Removes the account and all that the vault holds of it. */
  async signOut(accountId: string): Promise<void> {
    const account = this.getAnywhere(accountId)
    await this.#forgetAll(account)
    await this.#vault.index.remove('account', accountId)
    await this.#forgetChoice(account)
    // Again: a token that was on its way could be written until the account was gone.
    await this.#forgetAll(account)
    this.#changed()
  }

  /** The next account in the list is in use then. */
  async #forgetChoice({ accountId, profileId }: Account): Promise<void> {
    const setting = inUseOf(profileId)
    if (this.#vault.index.get('setting', setting) === accountId) await this.#vault.index.remove('setting', setting)
  }

  async #forgetAll(account: Account): Promise<void> {
    for (const forget of this.#forgotten) await forget(account.accountId)
    await this.#entra.forget(account)
  }
}

function find(accounts: Account[], accountId: string): Account {
  const account = accounts.find((candidate) => candidate.accountId === accountId)
  if (account === undefined) throw new AppFailure({ code: 'not-found', what: 'account' })
  return account
}

function inUseOf(profileId: string): string {
  return `account-${profileId}`
}

/** What people call the account: the user name of a person, the name of an application. */
export function nameOf({ kind, username, displayName }: Account): string {
  return kind === 'user' ? username : displayName
}
