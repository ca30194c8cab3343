import type { Account, AccountKind, CloudName } from '#contract/model'
import { AppFailure } from './app-failure.ts'
import type { Clock, Emit, Entra, SignedInAccount, Vault } from './ports.ts'
import type { Settings } from './settings.ts'

type StoredAccount = Omit<Account, 'inUse'>

/** The signed-in users and applications. */
export class Accounts {
  readonly #vault: Vault
  readonly #settings: Settings
  readonly #entra: Entra
  readonly #clock: Clock
  readonly #emit: Emit
  readonly #forgotten: ((accountId: string) => Promise<void>)[] = []

  constructor(parts: { vault: Vault; settings: Settings; entra: Entra; clock: Clock; emit: Emit }) {
    this.#vault = parts.vault
    this.#settings = parts.settings
    this.#entra = parts.entra
    this.#clock = parts.clock
    this.#emit = parts.emit
  }

  /** Accounts of the chosen cloud, the latest sign-in first; empty before a cloud was chosen. */
  list(): Account[] {
    const cloud = this.#settings.cloudName()
    const stored = this.#vault.index
      .list('account')
      .map(({ value }) => value)
      .filter(isStoredAccount)
      .map(withCredential)
      .filter((account) => account.cloud === cloud)
      .sort((a, b) => b.signedInAt.localeCompare(a.signedInAt))
    const chosen = cloud === null ? null : this.#vault.index.get('setting', `account-${cloud}`)
    const inUse = stored.find(({ accountId }) => accountId === chosen) ?? stored[0]
    return stored.map((account) => ({ ...account, inUse: account === inUse }))
  }

  /** The cloud whose accounts these are. */
  cloud(): CloudName {
    return this.#settings.cloud().name
  }

  get(accountId: string): Account {
    const account = this.list().find((candidate) => candidate.accountId === accountId)
    if (account === undefined) throw new AppFailure({ code: 'not-found', what: 'account' })
    return account
  }

  /** Keeps a fresh sign-in. */
  async remember(signedIn: SignedInAccount, cloud: CloudName): Promise<Account> {
    const account: StoredAccount = {
      ...signedIn,
      cloud,
      signedInAt: new Date(this.#clock.now()).toISOString(),
      state: 'ready'
    }
    await this.#vault.index.put('account', account.accountId, account)
    await this.use(account.accountId)
    this.#emit('accounts-changed', this.list())
    return this.get(account.accountId)
  }

  /** Remembers the account that the person works with. */
  async use(accountId: string): Promise<void> {
    const { cloud } = this.get(accountId)
    await this.#vault.index.put('setting', `account-${cloud}`, accountId)
  }

  /** Notes that the account has to sign in again, or can be used again. */
  async mark(accountId: string, state: Account['state']): Promise<void> {
    const account = this.list().find((candidate) => candidate.accountId === accountId)
    if (account === undefined || account.state === state) return
    const { accountId: id, cloud, kind, username, displayName, homeTenantId, clientId, signedInAt } = account
    const { credential, credentialExpiresAt } = account
    const stored: StoredAccount = {
      accountId: id,
      cloud,
      kind,
      username,
      displayName,
      homeTenantId,
      clientId,
      credential,
      credentialExpiresAt,
      signedInAt,
      state
    }
    await this.#vault.index.put('account', accountId, stored)
    this.#emit('accounts-changed', this.list())
  }

  /** Called for each account that signs out, so that other services forget what they keep of it. */
  onSignOut(forget: (accountId: string) => Promise<void>): void {
    this.#forgotten.push(forget)
  }

  /** Removes the account and all that the vault holds of it. */
  async signOut(accountId: string): Promise<void> {
    const account = this.get(accountId)
    await this.#forgetAll(account)
    await this.#vault.index.remove('account', accountId)
    await this.#forgetChoice(account)
    // Again: a token that was on its way could be written until the account was gone.
    await this.#forgetAll(account)
    this.#emit('accounts-changed', this.list())
  }

  /** The next account in the list is in use then. */
  async #forgetChoice({ accountId, cloud }: Account): Promise<void> {
    const setting = `account-${cloud}`
    if (this.#vault.index.get('setting', setting) === accountId) await this.#vault.index.remove('setting', setting)
  }

  async #forgetAll(account: Account): Promise<void> {
    for (const forget of this.#forgotten) await forget(account.accountId)
    await this.#entra.forget(account)
  }
}

const kinds: readonly unknown[] = ['user', 'application'] satisfies AccountKind[]

function isStoredAccount(value: unknown): value is StoredAccount {
  if (typeof value !== 'object' || value === null) return false
  const account = value as Partial<Record<keyof StoredAccount, unknown>>
  return typeof account.accountId === 'string' && typeof account.signedInAt === 'string' && kinds.includes(account.kind)
}

/** Accounts that were stored before certificates were known do not say what they prove themselves with. */
function withCredential(account: StoredAccount): StoredAccount {
  const unsaid = { credential: account.kind === 'user' ? null : 'client-secret', credentialExpiresAt: null } as const
  return { ...unsaid, ...account }
}

/** What people call the account: the user name of a person, the name of an application. */
export function nameOf({ kind, username, displayName }: Account): string {
  return kind === 'user' ? username : displayName
}
