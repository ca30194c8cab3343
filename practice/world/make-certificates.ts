import { makeClientCertificate, newRsaKeys, privateKeyPem } from '../tls/client-certificates.ts'
import type { World } from './model.ts'

/** Makes the certificates that a world's applications have but that nobody gave: with one new key for all of them, because RSA keys are slow to make. */
export const makeMissingCertificates = async ({ applications }: Pick<World, 'applications'>): Promise<void> => {
  const missing = applications.flatMap(({ displayName, certificates }) =>
    certificates
      .filter(({ certificatePem }) => certificatePem === '')
      .map((certificate) => ({ displayName, certificate }))
  )
  if (missing.length === 0) return
  const keys = await newRsaKeys()
  const keyPem = await privateKeyPem(keys)
  await Promise.all(
    missing.map(async ({ displayName, certificate }) => {
      certificate.certificatePem = await makeClientCertificate(keys, displayName, certificate.expiresAt)
      certificate.privateKeyPem = keyPem
    })
  )
}
