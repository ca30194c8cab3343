import { exportJWK, SignJWT, type JWK, type JWTPayload } from 'jose'
import { createHash, type webcrypto } from 'node:crypto'
import { makeSigningCertificate } from '../tls/certificates.ts'
import { newRsaKeys } from '../tls/client-certificates.ts'

/** One RSA key that signs tokens, with its public half as it is published. */
export interface SigningKey {
  kid: string
  jwk: JWK
  publicKey: webcrypto.CryptoKey
  /** Signs with RS256; `x5t` in the header is what version 1 tokens carry. */
  sign: (claims: JWTPayload, withX5t: boolean) => Promise<string>
}

/** Makes a new signing key with its self-signed certificate. */
export const makeSigningKey = async (): Promise<SigningKey> => {
  const keys = await newRsaKeys()
  const certificate = await makeSigningCertificate(keys)
  const kid = createHash('sha1').update(certificate).digest('base64url')
  const { n, e } = await exportJWK(keys.publicKey)
  if (n === undefined || e === undefined) throw new Error('The signing key has no RSA members.')
  return {
    kid,
    jwk: { kty: 'RSA', use: 'sig', kid, x5t: kid, n, e, x5c: [certificate.toString('base64')] },
    publicKey: keys.publicKey,
    sign: (claims, withX5t) =>
      new SignJWT(claims)
        .setProtectedHeader({ typ: 'JWT', alg: 'RS256', ...(withX5t ? { x5t: kid } : {}), kid })
        .sign(keys.privateKey)
  }
}
