import { X509Certificate } from 'node:crypto'
import type { CloudContext } from './cloud-context.ts'
import type { CredentialFiles, WorkloadIdentity } from './credential-files.ts'
import type { ProxyAccess } from './proxy/open-proxy.ts'
import type { Endpoints } from './services.ts'
import type { KeyVault, ManagedIdentity } from './world/model.ts'

/** The admin listener's address and the token that it wants. */
export interface AdminAccess {
  url: string
  token: string
}

/** The ready line: what a started practice cloud tells about itself. */
export interface ReadyLine {
  ready: true
  caFile: string
  endpoints: Endpoints
  tenants: { tenantId: string; displayName: string; defaultDomain: string }[]
  users: { userPrincipalName: string; password: string; mfaCode: string; displayName: string; tenants: string[] }[]
  apps: {
    tenantId: string
    clientId: string
    secret: string
    secretId: string
    displayName: string
    /** A PEM file with private key and certificate, and when the certificate ends. */
    certificateFile?: string
    certificateExpiresOn?: string
  }[]
  workloadIdentity: WorkloadIdentity | null
  publicClients: { clientId: string; displayName: string; firstParty: boolean }[]
  maps: { resourceId: string; clientId: string; primaryKey: string; secondaryKey: string; name: string }[]
  /** Azure Maps at its hosts for one geography. */
  mapsHosts: { us: string; eu: string }
  geocatalogs: { name: string; endpoint: string; tenantId: string; resourceId: string }[]
  vaults: { name: string; endpoint: string; mode: KeyVault['mode']; tenantId: string; resourceId: string }[]
  /** A local endpoint has the account's name in its path, as Microsoft's clients expect; the key is base64. */
  storageAccounts: {
    name: string
    endpoint: string
    key: string
    containers: string[]
    tenantId: string
    resourceId: string
  }[]
  managedIdentities: ManagedIdentity[]
  /** IDENTITY_ENDPOINT and IDENTITY_HEADER of an App Service. */
  appService: { endpoint: string; header: string }
  /** MSI_ENDPOINT, MSI_SECRET and DEFAULT_IDENTITY_CLIENT_ID of Azure Machine Learning. */
  machineLearning: { endpoint: string; secret: string; clientId: string }
  /** IDENTITY_ENDPOINT, IDENTITY_HEADER and IDENTITY_SERVER_THUMBPRINT of a Service Fabric cluster. */
  serviceFabric: { endpoint: string; header: string; thumbprint: string }
  /** IDENTITY_ENDPOINT and IMDS_ENDPOINT of a server that Azure Arc looks after. */
  arc: { endpoint: string; imdsEndpoint: string }
  /** A forward proxy that wants a name and a password, and leads to this practice cloud only. */
  proxy: ProxyAccess
  admin: AdminAccess
}

const TOKEN_PATH = '/metadata/identity/oauth2/token'

const blobEndpoint = (origin: string, name: string): string =>
  origin.includes('//localhost:') ? `${origin}/${name}` : origin

/** Makes the ready line, secrets included, for this start only. */
export const makeReadyLine = (
  { world, endpoints, identityHeader, origins }: CloudContext,
  { caFile, certPem }: { caFile: string; certPem: string },
  files: CredentialFiles,
  proxy: ProxyAccess,
  admin: AdminAccess
): ReadyLine => ({
  ready: true,
  caFile,
  endpoints,
  tenants: world.tenants.map(({ tenantId, displayName, defaultDomain }) => ({ tenantId, displayName, defaultDomain })),
  users: world.users.map((user) => ({
    userPrincipalName: user.userPrincipalName,
    password: user.password,
    mfaCode: user.mfaCode,
    displayName: user.displayName,
    tenants: user.memberships.map((membership) => membership.tenantId)
  })),
  apps: world.applications.flatMap((application) => {
    const secret = application.secrets[0]
    if (secret === undefined) return []
    const { homeTenantId: tenantId, appId: clientId, displayName } = application
    const file = files.certificates.get(clientId)
    const certificate = file === undefined ? {} : { certificateFile: file.path, certificateExpiresOn: file.expiresOn }
    return [{ tenantId, clientId, secret: secret.value, secretId: secret.secretId, displayName, ...certificate }]
  }),
  workloadIdentity: files.workloadIdentity ?? null,
  publicClients: world.applications
    .filter((application) => application.kind === 'public')
    .map(({ appId: clientId, displayName, firstParty }) => ({ clientId, displayName, firstParty })),
  maps: world.mapsAccounts.map(({ resourceId, clientId, primaryKey, secondaryKey, name }) => ({
    resourceId,
    clientId,
    primaryKey,
    secondaryKey,
    name
  })),
  mapsHosts: { us: origins.mapsUs, eu: origins.mapsEu },
  geocatalogs: world.geoCatalogs.map(({ name, tenantId, resourceId }, index) => ({
    name,
    endpoint: origins.geoCatalogs[index] ?? endpoints.geocatalog,
    tenantId,
    resourceId
  })),
  vaults: world.vaults.map(({ name, mode, tenantId, resourceId }, index) => ({
    name,
    endpoint: origins.vaults[index] ?? endpoints.vault,
    mode,
    tenantId,
    resourceId
  })),
  storageAccounts: world.storageAccounts.map(({ name, key, containers, tenantId, resourceId }, index) => ({
    name,
    endpoint: blobEndpoint(origins.storageAccounts[index] ?? endpoints.blob, name),
    key,
    containers: containers.map((container) => container.name),
    tenantId,
    resourceId
  })),
  managedIdentities: world.managedIdentities.map((identity) => ({ ...identity })),
  appService: { endpoint: `${endpoints.imds}/msi/token`, header: identityHeader },
  machineLearning: {
    endpoint: `${endpoints.imds}/msi/token`,
    secret: identityHeader,
    clientId: world.managedIdentities.find(({ kind }) => kind === 'system')?.clientId ?? ''
  },
  serviceFabric: {
    endpoint: `${origins.serviceFabric}${TOKEN_PATH}`,
    header: identityHeader,
    thumbprint: new X509Certificate(certPem).fingerprint.replaceAll(':', '')
  },
  arc: { endpoint: `${origins.arc}${TOKEN_PATH}`, imdsEndpoint: origins.arc },
  proxy,
  admin
})
