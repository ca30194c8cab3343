import { type KeyObject, X509Certificate } from 'node:crypto'
import { AppFailure } from '../../services/app-failure.ts'
import type { ApplicationCertificate, CertificateFile, CertificateReader } from '../../services/ports.ts'
import { fileFailure } from './certificate-failure.ts'
import type { Found } from './found.ts'
import { isPem, readPem } from './read-pem.ts'
import { factsOf } from './certificate-facts.ts'

/** Least length that Entra ID and MSAL sign with. */
const leastBits = 2048

/** Reads PEM, DER and PKCS #12; a key and its certificate may come in two files. */
export const certificateReader: CertificateReader = {
  read: async (files, password, now) => {
    const fileName = nameOf(files)
    const found = await Promise.all(files.map((file) => readFile(file, password)))
    const certificates = found.flatMap((one) => one.certificates)
    const keys = found.flatMap((one) => one.keys)
    const { certificate, key } = pick(fileName, { certificates, keys })
    checkKey(fileName, key)
    const facts = factsOf(certificate)
    checkDates(facts, now)
    return {
      ...facts,
      privateKeyPem: key.export({ type: 'pkcs8', format: 'pem' }).toString(),
      chainPem: chainOf(certificate, certificates)
        .map((one) => one.toString())
        .join('')
    }
  }
}

/** What people call one or more files. */
function nameOf(files: readonly CertificateFile[]): string {
  return files.map(({ fileName }) => fileName).join(' + ')
}

async function readFile({ fileName, bytes }: CertificateFile, password: string): Promise<Found> {
  const text = Buffer.from(bytes).toString('latin1')
  if (isPem(text)) return readPem(fileName, text, password)
  try {
    return { certificates: [new X509Certificate(bytes)], keys: [] }
  } catch {
    // Only now: it is large, and few files need it.
    const { readPfx } = await import('./read-pfx.ts')
    return readPfx(fileName, bytes, password)
  }
}

/** Of several certificates the one that a key belongs to; of several of one key the one that lasts longest. */
function pick(fileName: string, { certificates, keys }: Found): { certificate: X509Certificate; key: KeyObject } {
  if (certificates.length === 0 && keys.length === 0) throw fileFailure(fileName, 'not-a-certificate')
  if (certificates.length === 0) throw fileFailure(fileName, 'no-certificate')
  if (keys.length === 0) throw fileFailure(fileName, 'no-private-key')
  const pairs = certificates.flatMap((certificate) =>
    keys.filter((key) => certificate.checkPrivateKey(key)).map((key) => ({ certificate, key }))
  )
  const [pair] = pairs.sort((a, b) => Date.parse(b.certificate.validTo) - Date.parse(a.certificate.validTo))
  if (pair === undefined) throw fileFailure(fileName, 'key-of-another')
  return pair
}

function checkKey(fileName: string, { asymmetricKeyType, asymmetricKeyDetails }: KeyObject): void {
  const bits = asymmetricKeyDetails?.modulusLength ?? 0
  if (asymmetricKeyType === 'rsa' && bits >= leastBits) return
  const keyType =
    asymmetricKeyType === 'rsa'
      ? `an RSA key of ${String(bits)} bits`
      : asymmetricKeyType === 'ec'
        ? 'an elliptic-curve key'
        : `a key of the kind ${asymmetricKeyType ?? 'unknown'}`
  throw new AppFailure({ code: 'certificate-key-unusable', fileName, keyType })
}

function checkDates({ validFrom, expiresAt }: Pick<ApplicationCertificate, 'validFrom' | 'expiresAt'>, now: number) {
  if (Date.parse(expiresAt) <= now) {
    throw new AppFailure({ code: 'certificate-expired', expiredAt: expiresAt, evidence: null })
  }
  if (Date.parse(validFrom) > now) throw new AppFailure({ code: 'certificate-not-yet-valid', validFrom })
}

/** The certificate, then who issued it, and so on as far as the file goes. */
function chainOf(certificate: X509Certificate, all: X509Certificate[]): X509Certificate[] {
  const chain = [certificate]
  for (;;) {
    const last = chain.at(-1)
    const issuer = all.find((one) => last?.checkIssued(one) === true && !chain.some(({ raw }) => raw.equals(one.raw)))
    if (issuer === undefined) return chain
    chain.push(issuer)
  }
}
