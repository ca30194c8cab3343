import { errors, type JWK, type JWTHeaderParameters, type JWTPayload } from 'jose'
import type { webcrypto } from 'node:crypto'
import { makeSigningKey, type SigningKey } from './signing-key.ts'

/** Signs tokens as Entra ID does; its first key is made in the background, so that starting does not wait for it. */
export class TokenSigner {
  readonly #first = makeSigningKey()
  /** Published keys, the one that signs first. */
  #keys: Promise<SigningKey>[] = [this.#first]

  constructor() {
    // Whoever signs first hears of a failure; until then it must not end the process.
    this.#first.catch(() => undefined)
  }

  /** The key that the practice cloud's own workload issuer signs with, whatever becomes of it here. */
  get firstKey(): Promise<SigningKey> {
    return this.#first
  }

  /** The public halves of all published keys, as JWKS entries. */
  async publicJwks(): Promise<JWK[]> {
    return (await Promise.all(this.#keys)).map(({ jwk }) => jwk)
  }

  /** The published key that a token's header names; a resource checks signatures with it. */
  readonly keyOf = async (header: JWTHeaderParameters | undefined): Promise<webcrypto.CryptoKey> => {
    const found = (await Promise.all(this.#keys)).find(({ kid }) => kid === header?.kid)
    if (found === undefined) throw new errors.JWKSNoMatchingKey()
    return found.publicKey
  }

  async sign(claims: JWTPayload, version: 'v1' | 'v2'): Promise<string> {
    const [key] = this.#keys
    return (await (key ?? this.#first)).sign(claims, version === 'v1')
  }

  /** Signs with a new key from now on; the old ones stay published unless they are retired. */
  async rollOver({ retireOld }: { retireOld: boolean }): Promise<void> {
    const key = await makeSigningKey()
    this.#keys = [Promise.resolve(key), ...(retireOld ? [] : this.#keys)]
  }

  /** Publishes the key that signs alone: tokens of the old ones are refused from now on. */
  retireOld(): void {
    this.#keys = this.#keys.slice(0, 1)
  }
}
