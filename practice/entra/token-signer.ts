import { exportJWK, SignJWT, type JWK, type JWTPayload } from 'jose'
import { createHash, webcrypto } from 'node:crypto'
import { makeSigningCertificate } from '../tls/certificates.ts'

interface Ready {
  keys: webcrypto.CryptoKeyPair
  kid: string
  jwk: JWK
}

const prepare = async (): Promise<Ready> => {
  const keys = await webcrypto.subtle.generateKey(
    { name: 'RSASSA-PKCS1-v1_5', modulusLength: 2048, publicExponent: new Uint8Array([1, 0, 1]), hash: 'SHA-256' },
    true,
    ['sign', 'verify']
  )
  const certificate = await makeSigningCertificate(keys)
  const kid = createHash('sha1').update(certificate).digest('base64url')
  const { n, e } = await exportJWK(keys.publicKey)
  if (n === undefined || e === undefined) throw new Error('The signing key has no RSA members.')
  return { keys, kid, jwk: { kty: 'RSA', use: 'sig', kid, x5t: kid, n, e, x5c: [certificate.toString('base64')] } }
}

/** Signs tokens as Entra ID does; the key is made in the background, so that starting does not wait for it. */
export class TokenSigner {
  readonly #ready = prepare()

  constructor() {
    // Whoever signs first hears of a failure; until then it must not end the process.
    this.#ready.catch(() => undefined)
  }

  /** The public half, as one entry of the published keys. */
  async publicJwk(): Promise<JWK> {
    return (await this.#ready).jwk
  }

  /** The key that a resource checks signatures with. */
  async verificationKey(): Promise<webcrypto.CryptoKey> {
    return (await this.#ready).keys.publicKey
  }

  async sign(claims: JWTPayload, version: 'v1' | 'v2'): Promise<string> {
    const { keys, kid } = await this.#ready
    const header = { typ: 'JWT', alg: 'RS256', ...(version === 'v1' ? { x5t: kid } : {}), kid }
    return new SignJWT(claims).setProtectedHeader(header).sign(keys.privateKey)
  }
}
