import { AppFailure } from './app-failure.ts'
import type { Vault } from './ports.ts'
import { hasTexts, isMoment, membersOf } from './stored-shape.ts'

/** What the index keeps of a token. */
export interface StoredToken {
  accountId: string
  tenantId: string
  scope: string
  acquiredAt: string
  expiresAt: string
  damaged?: boolean
}

/** Tokens as the vault keeps them: what the index says of them, and their sealed text. */
export class StoredTokens {
  readonly #vault: Vault
  readonly #changed: () => void

  constructor(vault: Vault, changed: () => void) {
    this.#vault = vault
    this.#changed = changed
  }

  list(): StoredToken[] {
    const stored = this.#vault.index.list('token').flatMap(({ id, value }) => (isStoredToken(id, value) ? [value] : []))
    return this.#isKeyLost() ? stored.map((token) => ({ ...token, damaged: true })) : stored
  }

  /** Null where there is none. */
  find(tokenId: string): StoredToken | null {
    const value = this.#vault.index.get('token', tokenId)
    if (!isStoredToken(tokenId, value)) return null
    return this.#isKeyLost() ? { ...value, damaged: true } : value
  }

  /** The sealed text, or null where there is none; one that does not open is marked. */
  async text(tokenId: string): Promise<string | null> {
    try {
      return await this.#vault.read('access-token', tokenId)
    } catch (error) {
      if (error instanceof AppFailure && error.failure.code === 'record-damaged') {
        await this.#vault.index.update('token', tokenId, (stored) =>
          isStoredToken(tokenId, stored) ? { ...stored, damaged: true } : stored
        )
        this.#changed()
      }
      throw error
    }
  }

  async keep(stored: StoredToken, text: string): Promise<void> {
    const tokenId = tokenIdOf(stored)
    await this.#vault.write('access-token', tokenId, text)
    await this.#vault.index.put('token', tokenId, stored)
    this.#changed()
  }

  async forget(tokenId: string): Promise<void> {
    await this.#remove(tokenId)
    this.#changed()
  }

  /** By their IDs, so that nothing else that their entries say keeps one back. */
  async forgetAccount(accountId: string): Promise<void> {
    for (const { id } of this.#vault.index.list('token')) {
      if (id.startsWith(`${accountId}~`)) await this.#remove(id)
    }
    this.#changed()
  }

  /** Then no token opens, though the index still names them; a locked vault keeps its tokens. */
  #isKeyLost(): boolean {
    return this.#vault.status().keyState === 'corrupt'
  }

  async #remove(tokenId: string): Promise<void> {
    await this.#vault.remove('access-token', tokenId)
    await this.#vault.index.remove('token', tokenId)
  }
}

/** The ID of the token that is asked for so. */
export function tokenIdOf(token: { accountId: string; tenantId: string; scope: string }): string {
  return [token.accountId, token.tenantId, token.scope].join('~')
}

/** What an entry of the index says of a token, where it is the one that the sealed token's ID names: no other entry may lend it. */
function isStoredToken(tokenId: string, value: unknown): value is StoredToken {
  const token = membersOf(value)
  if (token === null || !hasTexts(token, 'accountId', 'tenantId', 'scope')) return false
  return tokenIdOf(token) === tokenId && isMoment(token.acquiredAt) && isMoment(token.expiresAt)
}
