import { createHash } from 'node:crypto'
import type { IdentityToken } from './identity-token.ts'

/** A new token is made only shortly before the old one ends; until then everybody gets the same. */
const RENEWED_BEFORE_END_SECONDS = 300

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex')

/** What one kind of host gave out already. */
export class TokenCache {
  readonly #tokens = new Map<string, IdentityToken>()

  /** The token kept under a name, or a new one; `refusedSha256` is the hash of one that a service did not take. */
  async get(
    name: string,
    nowMs: number,
    refusedSha256: string | undefined,
    make: () => Promise<IdentityToken>
  ): Promise<IdentityToken> {
    const now = Math.floor(nowMs / 1000)
    const kept = this.#tokens.get(name)
    const isGood =
      kept !== undefined &&
      kept.notBefore <= now &&
      now < kept.expiresOn - RENEWED_BEFORE_END_SECONDS &&
      sha256(kept.accessToken) !== refusedSha256?.toLowerCase()
    if (isGood) return kept
    const made = await make()
    this.#tokens.set(name, made)
    return made
  }
}
