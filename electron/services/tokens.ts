import type { Account, CopyForm, CopyReceipt, RevealedToken, TokenSummary } from '#contract/model'
import { type Accounts, nameOf } from './accounts.ts'
import { AppFailure } from './app-failure.ts'
import { parseScope } from './input.ts'
import type { Network } from './network.ts'
import type { Clipboard, Clock, Entra, ScreenCapture, Vault } from './ports.ts'
import { isPassing } from './passing.ts'
import { describeScope } from './resources.ts'
import type { Settings } from './settings.ts'
import { isMoment, membersOf } from './stored-shape.ts'
import type { Targets } from './targets.ts'
import type { Tenants } from './tenants.ts'
import { copyText } from './token-copy.ts'

/** What the index keeps of a token. */
interface StoredToken {
  accountId: string
  tenantId: string
  scope: string
  acquiredAt: string
  expiresAt: string
  damaged?: boolean
}

interface TokensParts {
  vault: Vault
  settings: Settings
  accounts: Accounts
  tenants: Tenants
  targets: Targets
  entra: Entra
  network: Network
  clipboard: Clipboard
  screenCapture: ScreenCapture
  clock: Clock
  changed: () => void
  /** `linux`, `win32` or `darwin`: how a copied command is quoted. */
  platform: string
}

/** A token with less time than this left is renewed where the network allows; the margin that MSAL uses. */
const renewBeforeSeconds = 300
const copiedForSeconds = 30
const shownForSeconds = 30

/** Access tokens: acquired, kept in the vault, copied and shown on purpose. */
export class Tokens {
  readonly #parts: TokensParts

  constructor(parts: TokensParts) {
    this.#parts = parts
    parts.accounts.onSignOut((accountId) => this.#forgetAccount(accountId))
  }

  /** Tokens of the accounts of the profile in use, the latest first. */
  list(): TokenSummary[] {
    return this.listOf(this.#parts.accounts.list())
  }

  /** Tokens of the given accounts, the latest first. */
  listOf(accounts: Account[]): TokenSummary[] {
    return this.#stored(accounts)
      .map(({ tokenId, stored, account }) => this.#summary(tokenId, stored, account, 'vault'))
      .sort((a, b) => b.acquiredAt.localeCompare(a.acquiredAt))
  }

  /** One token's summary. */
  get(tokenId: string): TokenSummary {
    const found = this.#find(tokenId)
    return this.#summary(tokenId, found.stored, found.account, 'vault')
  }

  /** A token from the vault while it is good for some minutes and no service wants other claims, else from Entra ID. */
  async acquire(request: {
    accountId: string
    tenantId: string
    scope: string
    refresh: boolean
    claims?: string | null
    signal: AbortSignal
  }): Promise<TokenSummary> {
    return this.acquireFor(this.#parts.accounts.get(request.accountId), request)
  }

  /** The same for an account of any profile. */
  async acquireFor(
    account: Account,
    request: { tenantId: string; scope: string; refresh: boolean; claims?: string | null; signal: AbortSignal }
  ): Promise<TokenSummary> {
    const { clock } = this.#parts
    const isFresh = request.refresh || request.claims != null
    const scope = parseScope(request.scope)
    const tokenId = tokenIdOf({ accountId: account.accountId, tenantId: request.tenantId, scope })
    const stored = this.#read(tokenId)
    const leftSeconds = stored === null ? 0 : (Date.parse(stored.expiresAt) - clock.now()) / 1000
    const isReadable = stored !== null && stored.damaged !== true
    if (isReadable && !isFresh && leftSeconds > renewBeforeSeconds) {
      return this.#summary(tokenId, stored, account, 'vault')
    }
    try {
      return await this.#ask(tokenId, account, { ...request, scope })
    } catch (error) {
      // A token that still works for a while is worth more than an error about renewing it.
      if (isReadable && !isFresh && leftSeconds > 0 && isPassing(error)) {
        return this.#summary(tokenId, stored, account, 'vault')
      }
      throw error
    }
  }

  /** The token's text, for use inside the main process. */
  async text(tokenId: string): Promise<string> {
    this.#find(tokenId)
    let text: string | null
    try {
      text = await this.#parts.vault.read('access-token', tokenId)
    } catch (error) {
      if (error instanceof AppFailure && error.failure.code === 'record-damaged') {
        await this.#parts.vault.index.update('token', tokenId, (stored) =>
          isStoredToken(tokenId, stored) ? { ...stored, damaged: true } : stored
        )
        this.#parts.changed()
      }
      throw error
    }
    if (text === null) throw new AppFailure({ code: 'not-found', what: 'token' })
    return text
  }

  /** Copies the token in the wanted form, for a limited time. */
  async copy(tokenId: string, form: CopyForm): Promise<CopyReceipt> {
    const { clipboard, clock, settings, targets, platform } = this.#parts
    this.#refuseExpired(tokenId)
    const summary = this.get(tokenId)
    const about = { summary, cloud: settings.cloud(), targets: targets.usable(), platform }
    const { what, text } = copyText(form, await this.text(tokenId), about)
    await clipboard.copy(text, copiedForSeconds)
    return { what, clearsAt: new Date(clock.now() + copiedForSeconds * 1000).toISOString() }
  }

  /** The token for the eyes of the person, for a short time. */
  async reveal(tokenId: string): Promise<RevealedToken> {
    const { clock, screenCapture } = this.#parts
    const token = await this.text(tokenId)
    screenCapture.refuseFor(shownForSeconds)
    return { token, hidesAt: new Date(clock.now() + shownForSeconds * 1000).toISOString() }
  }

  async remove(tokenId: string): Promise<void> {
    this.#find(tokenId)
    await this.#forget(tokenId)
    this.#parts.changed()
  }

  async #ask(
    tokenId: string,
    account: Account,
    request: { tenantId: string; scope: string; refresh: boolean; claims?: string | null; signal: AbortSignal }
  ): Promise<TokenSummary> {
    const { vault, settings, entra, network, clock, accounts } = this.#parts
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
      await vault.write('access-token', tokenId, acquired.accessToken)
      await vault.index.put('token', tokenId, stored)
      await this.#refuseSignedOut(tokenId, account.accountId)
      await accounts.mark(account.accountId, 'ready')
      this.#parts.changed()
      return this.#summary(tokenId, stored, account, acquired.fromNetwork ? 'network' : 'vault')
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
  async #refuseSignedOut(tokenId: string, accountId: string): Promise<void> {
    if (this.#parts.accounts.everywhere().some((account) => account.accountId === accountId)) return
    await this.#forget(tokenId)
    throw new AppFailure({ code: 'not-found', what: 'account' })
  }

  #refuseExpired(tokenId: string): void {
    const { stored } = this.#find(tokenId)
    if (Date.parse(stored.expiresAt) <= this.#parts.clock.now()) throw new AppFailure({ code: 'token-expired' })
  }

  #summary(tokenId: string, stored: StoredToken, account: Account, source: TokenSummary['source']): TokenSummary {
    const { settings, tenants } = this.#parts
    return {
      tokenId,
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

  #stored(of: Account[]): { tokenId: string; stored: StoredToken; account: Account }[] {
    const accounts = new Map(of.map((account) => [account.accountId, account]))
    return this.#parts.vault.index.list('token').flatMap(({ id, value }) => {
      if (!isStoredToken(id, value)) return []
      const account = accounts.get(value.accountId)
      return account === undefined ? [] : [{ tokenId: id, stored: value, account }]
    })
  }

  #find(tokenId: string): { stored: StoredToken; account: Account } {
    const stored = this.#read(tokenId)
    if (stored === null) throw new AppFailure({ code: 'not-found', what: 'token' })
    return { stored, account: this.#parts.accounts.get(stored.accountId) }
  }

  #read(tokenId: string): StoredToken | null {
    const value = this.#parts.vault.index.get('token', tokenId)
    return isStoredToken(tokenId, value) ? value : null
  }

  async #forget(tokenId: string): Promise<void> {
    await this.#parts.vault.remove('access-token', tokenId)
    await this.#parts.vault.index.remove('token', tokenId)
  }

  /** By their IDs, so that nothing else that their entries say keeps one back. */
  async #forgetAccount(accountId: string): Promise<void> {
    for (const { id } of this.#parts.vault.index.list('token')) {
      if (id.startsWith(`${accountId}~`)) await this.#forget(id)
    }
    this.#parts.changed()
  }
}

/** The ID of the token that is asked for so. */
export function tokenIdOf(token: { accountId: string; tenantId: string; scope: string }): string {
  return [token.accountId, token.tenantId, token.scope].join('~')
}

/** What an entry of the index says of a token, where it is the one that the sealed token's ID names: no other entry may lend it. */
function isStoredToken(tokenId: string, value: unknown): value is StoredToken {
  const { accountId, tenantId, scope, acquiredAt, expiresAt } = membersOf(value) ?? {}
  if (typeof accountId !== 'string' || typeof tenantId !== 'string' || typeof scope !== 'string') return false
  return tokenIdOf({ accountId, tenantId, scope }) === tokenId && isMoment(acquiredAt) && isMoment(expiresAt)
}
