import { X509Certificate } from 'node:crypto'
import type { CloudContext } from './cloud-context.ts'
import { PRACTICE_ISSUER, signWorkloadToken } from './entra/workload-issuer.ts'
import type { CaFile } from './tls/ca-file.ts'
import { validityOf } from './tls/validity.ts'

/** A certificate with its private key in one PEM file. */
export interface CertificateFile {
  path: string
  /** ISO time; long ago for one that is there to practise the error. */
  expiresOn: string
}

/** Where a workload finds its token, as AZURE_TENANT_ID, AZURE_CLIENT_ID and AZURE_FEDERATED_TOKEN_FILE say it. */
export interface WorkloadIdentity {
  tenantId: string
  clientId: string
  tokenFile: string
}

/** The secrets of one start that clients want as files. */
export interface CredentialFiles {
  /** By the application's client id. */
  certificates: ReadonlyMap<string, CertificateFile>
  workloadIdentity: WorkloadIdentity | undefined
}

type Cloud = Pick<CloudContext, 'world' | 'endpoints' | 'signer'>

const writeCertificates = async ({ world }: Cloud, { writeBeside }: CaFile): Promise<Map<string, CertificateFile>> => {
  const files = new Map<string, CertificateFile>()
  for (const { appId, certificates } of world.applications) {
    const certificate = certificates.find(({ privateKeyPem }) => privateKeyPem !== '')
    if (certificate === undefined) continue
    const { certificatePem, privateKeyPem } = certificate
    files.set(appId, {
      path: await writeBeside(`${appId}.pem`, `${privateKeyPem.trimEnd()}\n${certificatePem}`),
      expiresOn: validityOf(new X509Certificate(certificatePem)).to.toISOString()
    })
  }
  return files
}

const writeWorkloadToken = async (cloud: Cloud, { writeBeside }: CaFile): Promise<WorkloadIdentity | undefined> => {
  for (const { appId, homeTenantId, federatedCredentials } of cloud.world.applications) {
    const credential = federatedCredentials.find(({ issuer }) => issuer === PRACTICE_ISSUER)
    const audience = credential?.audiences[0]
    if (credential === undefined || audience === undefined) continue
    const token = await signWorkloadToken(cloud, credential.subject, audience)
    return { tenantId: homeTenantId, clientId: appId, tokenFile: await writeBeside('workload-identity-token', token) }
  }
  return undefined
}

/** Writes certificates with their keys, and the token of the first workload, beside the CA certificate. */
export const writeCredentialFiles = async (cloud: Cloud, caFile: CaFile): Promise<CredentialFiles> => ({
  certificates: await writeCertificates(cloud, caFile),
  workloadIdentity: await writeWorkloadToken(cloud, caFile)
})
