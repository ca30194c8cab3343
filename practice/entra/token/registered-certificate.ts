import { createHash, X509Certificate } from 'node:crypto'
import type { Application } from '../../world/model.ts'
import type { Assertion } from './read-assertion.ts'

/** What an assertion's header says about the certificate behind it. */
export interface NamedCertificate {
  /** Undefined for a certificate that is not registered on the application. */
  certificate: X509Certificate | undefined
  /** As errors tell it. */
  thumbprint: string
}

const digest = (kind: 'sha1' | 'sha256', bytes: Buffer): Buffer => createHash(kind).update(bytes).digest()

// The library's types say what a header should hold; this one is the sender's word.
const asText = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined)

const hex = (base64url: string): string => Buffer.from(base64url, 'base64url').toString('hex').toUpperCase()

const registered = (application: Application): X509Certificate[] =>
  application.certificates.flatMap(({ certificatePem }) => {
    try {
      return [new X509Certificate(certificatePem)]
    } catch {
      return []
    }
  })

/** Finds the registered certificate that a header names by x5t#S256, x5t, kid or x5c. */
export const namedCertificate = (application: Application, { header }: Assertion): NamedCertificate => {
  const all = registered(application)
  const first = Array.isArray(header.x5c) ? asText(header.x5c[0]) : undefined
  const sha256 = asText(header['x5t#S256'])
  const sha1 = asText(header.x5t) ?? asText(header.kid)
  // Compared as bytes, because MSAL for Python writes x5t with padding; a kid is the same hash as hexadecimal digits.
  const is = (said: string | undefined, hash: Buffer): boolean =>
    said === undefined || Buffer.from(said, 'base64url').equals(hash) || said === hash.toString('hex').toUpperCase()
  const named = (bytes: Buffer): boolean =>
    is(sha256, digest('sha256', bytes)) &&
    is(sha1, digest('sha1', bytes)) &&
    (first === undefined || bytes.equals(Buffer.from(first, 'base64')))
  const says = sha256 !== undefined || sha1 !== undefined || first !== undefined
  return {
    certificate: says ? all.find(({ raw }) => named(raw)) : undefined,
    thumbprint: thumbprintOf(sha256, sha1, first)
  }
}

const thumbprintOf = (sha256: string | undefined, sha1: string | undefined, x5c: string | undefined): string => {
  if (sha256 !== undefined) return hex(sha256)
  if (sha1 !== undefined) return /^[\dA-F]{40}$/.test(sha1) ? sha1 : hex(sha1)
  return x5c === undefined ? '' : digest('sha1', Buffer.from(x5c, 'base64')).toString('hex').toUpperCase()
}
