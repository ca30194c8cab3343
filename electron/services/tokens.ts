import type { Account, TokenSummary } from '#contract/model'
import { type Accounts, nameOf } from './accounts.ts'
import { AppFailure } from './app-failure.ts'
import { parseScope } from './input.ts'
import type { Network } from './network.ts'
import { isPassing } from './passing.ts'
import type { Clock, Entra, Vault } from './ports.ts'
import { describeScope } from './resources.ts'
import type { Settings } from './settings.ts'
import { type StoredToken, StoredTokens, tokenIdOf } from './stored-tokens.ts'
import type { Tenants } from './tenants.ts'

interface TokensParts {
  vault: Vault
  settings: Settings
  accounts: Accounts
  tenants: Tenants
  entra: Entra
  network: Network
  clock: Clock
  changed: () => void
}

interface TokenRequest {
  tenantId: string
  scope: string
  /** Whether Entra ID is asked even where the vault has a token. */
  refresh: boolean
  /** What a service wants to find in the token. */
  claims?: string | null
  signal: AbortSignal
}

/** A token with less time than this left is renewed where the network allows; the margin that MSAL uses. */
const renewBeforeSeconds = 300

/** Access tokens: acquired, and kept in the vault. */
export class Tokens {
  readonly #parts: TokensParts
  readonly #stored: StoredTokens

  constructor(parts: TokensParts) {
    this.#parts = parts
    this.#stored = new StoredTokens(parts.vault, parts.changed)
    parts.accounts.onSignOut((accountId) => this.#stored.forgetAccount(accountId))
  }

  /** Tokens of the accounts of the profile in use, the latest first. */
  list(): TokenSummary[] {
    return this.listOf(this.#parts.accounts.list())
  }

  /** Tokens of the given accounts, the latest first. */
  listOf(accounts: Account[]): TokenSummary[] {
    const byId = new Map(accounts.map((account) => [account.accountId, account]))
    return this.#stored
      .list()
      .flatMap((stored) => {
        const account = byId.get(stored.accountId)
        return account === undefined ? [] : [this.#summary(stored, account)]
      })
      .sort((a, b) => b.acquiredAt.localeCompare(a.acquiredAt))
  }

  /** One token's summary. */
  get(tokenId: string): TokenSummary {
    const { stored, account } = this.#find(tokenId)
    return this.#summary(stored, account)
  }

  /** A token from the vault while it is good for some minutes and no service wants other claims, else from Entra ID. */
  async acquire(request: TokenRequest & { accountId: string }): Promise<TokenSummary> {
    return this.acquireFor(this.#parts.accounts.get(request.accountId), request)
  }

  /** The same for an account of any profile. */
  async acquireFor(account: Account, request: TokenRequest): Promise<TokenSummary> {
    const isFresh = request.refresh || request.claims != null
    const scope = parseScope(request.scope)
    const stored = this.#stored.find(tokenIdOf({ ...request, accountId: account.accountId, scope }))
    const leftSeconds = stored === null ? 0 : (Date.parse(stored.expiresAt) - this.#parts.clock.now()) / 1000
    const isReadable = stored !== null && stored.damaged !== true
    if (isReadable && !isFresh && leftSeconds > renewBeforeSeconds) return this.#summary(stored, account)
    try {
      return await this.#ask(account, { ...request, scope })
    } catch (error) {
      // A token that still works for a while is worth more than an error about renewing it.
      if (isReadable && !isFresh && leftSeconds > 0 && isPassing(error)) return this.#summary(stored, account)
      throw error
    }
  }

  /** The token's text, for use inside the main process. */
  async text(tokenId: string): Promise<string> {
    this.#find(tokenId)
    const text = await this.#stored.text(tokenId)
    if (text === null) throw new AppFailure({ code: 'not-found', what: 'token' })
    return text
  }

  async remove(tokenId: string): Promise<void> {
    this.#find(tokenId)
    await this.#stored.forget(tokenId)
  }

  async #ask(account: Account, request: TokenRequest): Promise<TokenSummary> {
    const { settings, entra, network, clock, accounts } = this.#parts
    const cloud = settings.cloudNamed(account.cloud)
    try {
      const acquired = await network.use(
        cloud,
        entra.acquireToken({ cloud, account, ...request }),
        (token) => token.fromNetwork
      )
      const stored: StoredToken = {
        accountId: account.accountId,
        tenantId: request.tenantId,
        scope: request.scope,
        acquiredAt: new Date(clock.now()).toISOString(),
        expiresAt: new Date(acquired.expiresAt).toISOString()
      }
      await this.#stored.keep(stored, acquired.accessToken)
      await this.#refuseSignedOut(stored)
      await accounts.mark(account.accountId, 'ready')
      return this.#summary(stored, account, acquired.fromNetwork ? 'network' : 'vault')
    } catch (error) {
      // More factors for one tenant say nothing about the others.
      const { failure } = error instanceof AppFailure ? error : { failure: null }
      if (failure?.code === 'sign-in-needed' && failure.reason !== 'mfa') {
        await accounts.mark(account.accountId, 'sign-in-needed')
      }
      if (failure?.code === 'record-damaged') await accounts.mark(account.accountId, 'damaged')
      throw error
    }
  }

  /** Whoever signed out while the token was on its way does not want it. */
  async #refuseSignedOut(stored: StoredToken): Promise<void> {
    if (this.#parts.accounts.everywhere().some(({ accountId }) => accountId === stored.accountId)) return
    await this.#stored.forget(tokenIdOf(stored))
    throw new AppFailure({ code: 'not-found', what: 'account' })
  }

  #find(tokenId: string): { stored: StoredToken; account: Account } {
    const stored = this.#stored.find(tokenId)
    if (stored === null) throw new AppFailure({ code: 'not-found', what: 'token' })
    return { stored, account: this.#parts.accounts.get(stored.accountId) }
  }

  #summary(stored: StoredToken, account: Account, source: TokenSummary['source'] = 'vault'): TokenSummary {
    const { settings, tenants } = this.#parts
    return {
      tokenId: tokenIdOf(stored),
      accountId: account.accountId,
      username: nameOf(account),
      accountKind: account.kind,
      tenantId: stored.tenantId,
      tenantName: tenants.nameOf(account.accountId, stored.tenantId),
      ...describeScope(settings.cloudNamed(account.cloud), stored.scope),
      scope: stored.scope,
      acquiredAt: stored.acquiredAt,
      expiresAt: stored.expiresAt,
      source,
      state: stored.damaged === true ? 'damaged' : 'ready'
    }
  }
}
