import { importPKCS8, SignJWT } from 'jose'
import { createHash, randomUUID, X509Certificate } from 'node:crypto'
import { readFileSync } from 'node:fs'

/** A certificate file of the ready line taken apart. */
export interface CertificateParts {
  keyPem: string
  certificatePem: string
  /** Base64url, as headers carry them. */
  x5t: string
  x5tS256: string
  x5c: string
}

/** Reads a PEM file with a private key and a certificate. */
export const readCertificateFile = (path: string | undefined): CertificateParts => {
  const text = readFileSync(path ?? '', 'utf8')
  const part = (kind: string): string =>
    new RegExp(`-----BEGIN ${kind}-----[^-]+-----END ${kind}-----`).exec(text)?.[0] ?? ''
  const certificatePem = part('CERTIFICATE')
  const { raw } = new X509Certificate(certificatePem)
  const digest = (kind: string): string => createHash(kind).update(raw).digest('base64url')
  return {
    keyPem: part('PRIVATE KEY'),
    certificatePem,
    x5t: digest('sha1'),
    x5tS256: digest('sha256'),
    x5c: raw.toString('base64')
  }
}

/** An assertion of a client about itself; `header` and `claims` replace what a right one says. */
export const clientAssertion = async (
  { keyPem, x5tS256 }: CertificateParts,
  clientId: string,
  audience: string,
  header: Record<string, unknown> = { alg: 'PS256', 'x5t#S256': x5tS256 },
  claims: Record<string, unknown> = {}
): Promise<string> => {
  const now = Math.floor(Date.now() / 1000)
  const usual = { aud: audience, iss: clientId, sub: clientId, jti: randomUUID(), iat: now, nbf: now, exp: now + 600 }
  return new SignJWT({ ...usual, ...claims })
    .setProtectedHeader({ typ: 'JWT', alg: 'PS256', ...header })
    .sign(await importPKCS8(keyPem, header.alg === 'RS256' ? 'RS256' : 'PS256'))
}
