import { createPrivateKey, X509Certificate } from 'node:crypto'
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { named, type PracticeReady } from './practice.ts'

/** The certificate of an application of the practice cloud, in the files that people have. */
export interface CertificateFiles {
  /** Key and certificate in one, unprotected. */
  whole: string
  /** The same with its key behind a password. */
  sealed: string
  /** The certificate alone. */
  bare: string
  /** As the portal shows it. */
  thumbprint: string
  expiresAt: Date
  /** Bytes from the middle of the private key. */
  keyBytes: Buffer
}

/** Writes the files into a folder. */
export async function certificateFiles(
  app: PracticeReady['apps'][number] | undefined,
  folder: string,
  password: string
): Promise<CertificateFiles> {
  const whole = named(app?.certificateFile, 'the certificate')
  const text = await readFile(whole, 'utf8')
  const key = createPrivateKey(text)
  const certificate = new X509Certificate(named(/-----BEGIN CERTIFICATE[\s\S]+/.exec(text)?.[0], 'the certificate'))
  const sealed = join(folder, 'survey.pem')
  const cipher = { type: 'pkcs8', format: 'pem', cipher: 'aes-256-cbc', passphrase: password } as const
  await writeFile(sealed, `${key.export(cipher).toString()}${certificate.toString()}`)
  const bare = join(folder, 'survey.cer')
  await writeFile(bare, certificate.raw)
  return {
    whole,
    sealed,
    bare,
    thumbprint: certificate.fingerprint.replaceAll(':', ''),
    expiresAt: new Date(certificate.validTo),
    // One line of the PEM file: 48 bytes, 64 characters.
    keyBytes: key.export({ type: 'pkcs8', format: 'der' }).subarray(480, 528)
  }
}
