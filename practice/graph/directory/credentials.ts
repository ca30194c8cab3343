import { X509Certificate } from 'node:crypto'
import type { JsonBody } from '../../http/json-body.ts'
import type { Application, ClientSecret } from '../../world/model.ts'
import { graphTime } from './entity.ts'

const HINT_LENGTH = 3

/** A secret as lists tell it: without its text, but with its first letters. */
export const passwordCredential = (secret: ClientSecret, secretText: string | null = null): JsonBody => ({
  customKeyIdentifier: null,
  displayName: secret.displayName,
  endDateTime: graphTime(secret.expiresAt),
  hint: secret.value.slice(0, HINT_LENGTH),
  keyId: secret.secretId,
  secretText,
  startDateTime: secret.startsAt === undefined ? null : graphTime(secret.startsAt)
})

const readable = (pem: string): X509Certificate | undefined => {
  try {
    return new X509Certificate(pem)
  } catch {
    return undefined
  }
}

/** The certificates of an application; their public keys are not sent. */
export const keyCredentials = ({ certificates }: Pick<Application, 'certificates'>): JsonBody[] =>
  certificates.flatMap(({ keyId, displayName, certificatePem }) => {
    const certificate = readable(certificatePem)
    if (certificate === undefined) return []
    return [
      {
        customKeyIdentifier: certificate.fingerprint.replaceAll(':', ''),
        displayName,
        endDateTime: graphTime(Date.parse(certificate.validTo)),
        key: null,
        keyId,
        startDateTime: graphTime(Date.parse(certificate.validFrom)),
        type: 'AsymmetricX509Cert',
        usage: 'Verify'
      }
    ]
  })
