import { X509Certificate } from 'node:crypto'
import type { Configuration } from '@azure/msal-node'
import * as v from 'valibot'
import { AppFailure } from '../../services/app-failure.ts'
import type { ApplicationCertificate, SignedInAccount, Vault } from '../../services/ports.ts'

/** What an application proves itself with. */
export type Credential =
  | { kind: 'client-secret'; clientSecret: string }
  | { kind: 'certificate'; certificate: Pick<ApplicationCertificate, 'privateKeyPem' | 'chainPem'> }

/** How a certificate lies in the vault. */
const stored = v.pipe(
  v.string(),
  v.parseJson(),
  v.object({ privateKey: v.string(), certificates: v.string() }),
  v.transform(({ privateKey, certificates }) => ({ privateKeyPem: privateKey, chainPem: certificates }))
)

/** MSAL's option for a credential; a certificate is sent along, so that one trusted by its issuer works too. */
export function authOf(credential: Credential): Partial<Configuration['auth']> {
  if (credential.kind === 'client-secret') return { clientSecret: credential.clientSecret }
  const { privateKeyPem, chainPem } = credential.certificate
  const thumbprintSha256 = new X509Certificate(chainPem).fingerprint256.replaceAll(':', '')
  return { clientCertificate: { thumbprintSha256, privateKey: privateKeyPem, x5c: chainPem } }
}

/** The thumbprint that the portal shows; null where there is no certificate. */
export function thumbprintOf(credential: Credential): string | null {
  if (credential.kind === 'client-secret') return null
  return new X509Certificate(credential.certificate.chainPem).fingerprint.replaceAll(':', '')
}

/** Keeps the credential in the vault, in the place of whatever the application proved itself with before. */
export async function keepCredential(vault: Vault, accountId: string, credential: Credential): Promise<void> {
  if (credential.kind === 'client-secret') {
    await vault.write('client-secret', accountId, credential.clientSecret)
    await vault.remove('certificate', accountId)
  } else {
    const { privateKeyPem, chainPem } = credential.certificate
    await vault.write('certificate', accountId, JSON.stringify({ privateKey: privateKeyPem, certificates: chainPem }))
    await vault.remove('client-secret', accountId)
  }
}

/** The credential that the vault keeps of an application; null where there is none. */
export async function readCredential(
  vault: Vault,
  { accountId, credential }: Pick<SignedInAccount, 'accountId' | 'credential'>
): Promise<Credential | null> {
  if (credential !== 'certificate') {
    const clientSecret = await vault.read('client-secret', accountId)
    return clientSecret === null ? null : { kind: 'client-secret', clientSecret }
  }
  const text = await vault.read('certificate', accountId)
  if (text === null) return null
  const certificate = v.safeParse(stored, text)
  if (!certificate.success) throw new AppFailure({ code: 'record-damaged', label: 'certificate' })
  return { kind: 'certificate', certificate: certificate.output }
}
