import 'reflect-metadata'
import * as x509 from '@peculiar/x509'
import { randomBytes, webcrypto } from 'node:crypto'

const ALGORITHM = {
  name: 'RSASSA-PKCS1-v1_5',
  modulusLength: 2048,
  publicExponent: new Uint8Array([1, 0, 1]),
  hash: 'SHA-256'
}
const YEAR_MS = 365 * 86_400_000

/** New RSA keys; Entra ID takes no other kind for assertions. */
export const newRsaKeys = (): Promise<webcrypto.CryptoKeyPair> =>
  webcrypto.subtle.generateKey(ALGORITHM, true, ['sign', 'verify'])

/** A self-signed certificate that an application proves itself with, as PEM; it began a year before its end. */
export const makeClientCertificate = async (
  keys: webcrypto.CryptoKeyPair,
  applicationName: string,
  expiresAtMs: number
): Promise<string> => {
  const certificate = await x509.X509CertificateGenerator.createSelfSigned({
    notBefore: new Date(Math.min(expiresAtMs - YEAR_MS, Date.now() - 86_400_000)),
    notAfter: new Date(expiresAtMs),
    name: [{ CN: [`${applicationName} (practice)`] }],
    serialNumber: `01${randomBytes(15).toString('hex')}`,
    keys,
    signingAlgorithm: ALGORITHM
  })
  return `${certificate.toString('pem')}\n`
}

/** A private key as PEM. */
export const privateKeyPem = async (keys: webcrypto.CryptoKeyPair): Promise<string> =>
  `${x509.PemConverter.encode(await webcrypto.subtle.exportKey('pkcs8', keys.privateKey), 'PRIVATE KEY')}\n`
