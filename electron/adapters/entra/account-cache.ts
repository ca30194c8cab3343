import type { PublicClientApplication, ConfidentialClientApplication } from '@azure/msal-node'
import type { Vault } from '../../services/ports.ts'
import {
  isSameCache,
  mergeCaches,
  parseCache,
  withoutAccessToken,
  withoutRefreshTokens,
  type MsalCache
} from './merge-cache.ts'

type Client = PublicClientApplication | ConfidentialClientApplication

/**
 * MSAL's cache of one account as a vault record. It is not an MSAL cache plug-in because MSAL does not tell a plug-in
 * that it dropped a rejected refresh token; here every change is saved, after a failure too.
 */
export class AccountCache {
  readonly #vault: Vault
  readonly #accountId: string
  #base: MsalCache = parseCache(null)

  constructor(vault: Vault, accountId: string) {
    this.#vault = vault
    this.#accountId = accountId
  }

  /** Fills a fresh client; false where the vault holds nothing for the account. */
  async load(client: Client): Promise<boolean> {
    const stored = await this.#vault.read('msal-cache', this.#accountId)
    if (stored === null) return false
    this.#base = parseCache(stored)
    client.getTokenCache().deserialize(JSON.stringify(this.#base))
    return true
  }

  /** Puts what a sign-in brought into the record, which begins with it or is merged with what it holds. */
  async keep(client: Client): Promise<void> {
    const ours = parseCache(client.getTokenCache().serialize())
    await this.#vault.update('msal-cache', this.#accountId, (current) =>
      JSON.stringify(mergeCaches(this.#base, ours, parseCache(current)))
    )
    this.#base = ours
  }

  /** Merges what the client changed into the record as it is now; a record that a sign-out removed stays removed. */
  async save(client: Client, drop: { refreshTokens?: boolean; accessToken?: string } = {}): Promise<void> {
    const held = parseCache(client.getTokenCache().serialize())
    const kept = drop.accessToken === undefined ? held : withoutAccessToken(held, drop.accessToken)
    const ours = drop.refreshTokens === true ? withoutRefreshTokens(kept) : kept
    if (isSameCache(this.#base, ours)) return
    await this.#vault.update('msal-cache', this.#accountId, (current) =>
      current === null ? null : JSON.stringify(mergeCaches(this.#base, ours, parseCache(current)))
    )
    this.#base = ours
  }
}
