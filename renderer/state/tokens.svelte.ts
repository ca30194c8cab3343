import type { Api } from '#contract/api'
import type { CopyForm, ResourceChoice, TokenSummary } from '#contract/model'
import type { Result } from '#contract/result'
import { clockTime } from '../lib/format.ts'
import { loaded, loading, valueOr, type Loadable } from '../lib/loadable.ts'
import type { Notices } from './notices.svelte.ts'

/** What a token is asked for. */
export interface TokenRequest {
  accountId: string
  tenantId: string
  scope: string
  refresh: boolean
}

/** The tokens in the vault and what can be done with them; never a token itself. */
export class Tokens {
  loadable = $state.raw<Loadable<TokenSummary[]>>(loading)
  resources = $state.raw<Loadable<ResourceChoice[]>>(loading)
  /** IDs of the tokens that are being renewed. */
  renewing = $state.raw<readonly string[]>([])
  readonly list = $derived<TokenSummary[]>(valueOr(this.loadable, []))
  readonly #api: Api
  readonly #notices: Notices

  constructor(api: Api, notices: Notices) {
    this.#api = api
    this.#notices = notices
  }

  async load(): Promise<void> {
    const [tokens, resources] = await Promise.all([this.#api.listTokens({}), this.#api.listResources({})])
    this.loadable = loaded(tokens)
    this.resources = loaded(resources)
  }

  /** Takes a list that the main process sent unasked. */
  receive(tokens: TokenSummary[]): void {
    this.loadable = { state: 'ready', value: tokens }
  }

  /** Forgets the lists, as when the profile changes. */
  clear(): void {
    this.loadable = loading
    this.resources = loading
  }

  /** Asks for a token; the operation can be cancelled by its id. */
  async acquire(operationId: string, request: TokenRequest): Promise<Result<TokenSummary>> {
    const result = await this.#api.acquireToken({ operationId, ...request })
    if (result.ok) await this.#reload()
    return result
  }

  async renew(token: TokenSummary): Promise<void> {
    this.renewing = [...this.renewing, token.tokenId]
    const { accountId, tenantId, scope } = token
    const result = await this.acquire(crypto.randomUUID(), { accountId, tenantId, scope, refresh: true })
    this.renewing = this.renewing.filter((id) => id !== token.tokenId)
    if (result.ok) {
      this.#notices.say(
        `Renewed the token for ${token.resourceLabel}. It works until ${clockTime(result.value.expiresAt, Date.now())}.`
      )
    } else this.#notices.fail(result.failure)
  }

  /** Copies without asking and says what is on the clipboard, and until when. */
  async copy(token: TokenSummary, form: CopyForm): Promise<void> {
    const result = await this.#api.copyToken({ tokenId: token.tokenId, form })
    if (!result.ok) {
      this.#notices.fail(result.failure)
      return
    }
    const { what, clearsAt } = result.value
    const clears = clearsAt === null ? '' : ` The clipboard is cleared at ${exactClock(clearsAt)}.`
    this.#notices.say(`Copied: ${what}.${clears}`)
  }

  async remove(token: TokenSummary): Promise<void> {
    const result = await this.#api.removeToken({ tokenId: token.tokenId })
    if (result.ok) {
      this.#notices.say(`Removed the token for ${token.resourceLabel}.`)
      await this.#reload()
    } else this.#notices.fail(result.failure)
  }

  async #reload(): Promise<void> {
    const result = await this.#api.listTokens({})
    if (result.ok) this.receive(result.value)
  }
}

function exactClock(iso: string): string {
  return new Intl.DateTimeFormat(undefined, { timeStyle: 'medium', hourCycle: 'h23' }).format(new Date(iso))
}
