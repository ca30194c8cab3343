import type { X509Certificate } from 'node:crypto'
import type { CertificateFacts } from '#contract/model'

/** What a certificate says of itself; dates as text, which is all that Node 20 has. */
export function factsOf({ subject, fingerprint, validFrom, validTo }: X509Certificate): CertificateFacts {
  return {
    subject: subject.replaceAll('\n', ', '),
    thumbprint: fingerprint.replaceAll(':', ''),
    validFrom: new Date(validFrom).toISOString(),
    expiresAt: new Date(validTo).toISOString()
  }
}
