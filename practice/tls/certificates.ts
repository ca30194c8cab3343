import 'reflect-metadata'
import * as x509 from '@peculiar/x509'
import { webcrypto } from 'node:crypto'

/** The CA that clients must trust and the certificate that every HTTPS listener of one practice cloud shows. */
export interface TlsMaterial {
  caPem: string
  certPem: string
  keyPem: string
  /** The host names that it is for besides the loopback's. */
  names: readonly string[]
}

const ALGORITHM = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' }
const LIFE_DAYS = 14
const DAY_MS = 86_400_000

const newKeys = (): Promise<webcrypto.CryptoKeyPair> =>
  webcrypto.subtle.generateKey(ALGORITHM, true, ['sign', 'verify'])

const serial = (): string =>
  Buffer.from(webcrypto.getRandomValues(new Uint8Array(15)))
    .toString('hex')
    .padStart(32, '01')

/** Makes a throw-away CA and one leaf for localhost and the names; the CA's private key is dropped with this call. */
export const makeTlsMaterial = async ({
  caName = 'Practice cloud throw-away CA',
  names = []
}: { caName?: string; names?: readonly string[] | undefined } = {}): Promise<TlsMaterial> => {
  const [caKeys, leafKeys] = await Promise.all([newKeys(), newKeys()])
  // A day back, so that a client whose clock is a little slow still accepts the certificate.
  const validity = { notBefore: new Date(Date.now() - DAY_MS), notAfter: new Date(Date.now() + LIFE_DAYS * DAY_MS) }
  const ca = await x509.X509CertificateGenerator.createSelfSigned({
    ...validity,
    name: `CN=${caName}, O=Practice cloud`,
    serialNumber: serial(),
    keys: caKeys,
    signingAlgorithm: ALGORITHM,
    extensions: [
      new x509.BasicConstraintsExtension(true, 0, true),
      new x509.KeyUsagesExtension(x509.KeyUsageFlags.keyCertSign | x509.KeyUsageFlags.cRLSign, true),
      await x509.SubjectKeyIdentifierExtension.create(caKeys.publicKey)
    ]
  })
  const leaf = await x509.X509CertificateGenerator.create({
    ...validity,
    subject: 'CN=localhost, O=Practice cloud',
    issuer: ca.subject,
    serialNumber: serial(),
    publicKey: leafKeys.publicKey,
    signingKey: caKeys.privateKey,
    signingAlgorithm: ALGORITHM,
    extensions: [
      new x509.BasicConstraintsExtension(false, undefined, true),
      new x509.KeyUsagesExtension(x509.KeyUsageFlags.digitalSignature, true),
      new x509.ExtendedKeyUsageExtension([x509.ExtendedKeyUsage.serverAuth]),
      new x509.SubjectAlternativeNameExtension([
        { type: 'dns', value: 'localhost' },
        ...names.map((value) => ({ type: 'dns' as const, value })),
        { type: 'ip', value: '127.0.0.1' }
      ]),
      await x509.AuthorityKeyIdentifierExtension.create(caKeys.publicKey),
      await x509.SubjectKeyIdentifierExtension.create(leafKeys.publicKey)
    ]
  })
  const pkcs8 = await webcrypto.subtle.exportKey('pkcs8', leafKeys.privateKey)
  return {
    names,
    caPem: ca.toString('pem') + '\n',
    certPem: leaf.toString('pem') + '\n' + ca.toString('pem') + '\n',
    keyPem: x509.PemConverter.encode(pkcs8, 'PRIVATE KEY') + '\n'
  }
}

/** A self-signed RSA certificate around the token-signing key, for the `x5c` and `x5t` members of the published keys. */
export const makeSigningCertificate = async (keys: webcrypto.CryptoKeyPair): Promise<Buffer> => {
  const certificate = await x509.X509CertificateGenerator.createSelfSigned({
    notBefore: new Date(Date.now() - DAY_MS),
    notAfter: new Date(Date.now() + 365 * DAY_MS),
    name: 'CN=Practice cloud token signing',
    serialNumber: serial(),
    keys,
    signingAlgorithm: { name: 'RSASSA-PKCS1-v1_5', hash: 'SHA-256' }
  })
  return Buffer.from(certificate.rawData)
}
