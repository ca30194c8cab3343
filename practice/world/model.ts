/** A directory that people belong to. */
export interface Tenant {
  tenantId: string
  displayName: string
  defaultDomain: string
  /** All verified domains, the default one among them. */
  domains: string[]
  countryCode: string
  regionScope: 'NA' | 'EU' | 'WW'
}

/** A person's place in one tenant. */
export interface Membership {
  tenantId: string
  objectId: string
  kind: 'member' | 'guest'
}

/** A person; memberships[0] is the home tenant. */
export interface User {
  userPrincipalName: string
  displayName: string
  givenName: string
  surname: string
  password: string
  enabled: boolean
  memberships: [Membership, ...Membership[]]
}

/** One client secret of an application registration. */
export interface ClientSecret {
  secretId: string
  value: string
  displayName: string
  /** Epoch milliseconds. */
  expiresAt: number
}

/** An application's presence in one tenant. */
export interface ServicePrincipal {
  tenantId: string
  objectId: string
  enabled: boolean
}

/** An application registration and the tenants that it is present in. */
export interface Application {
  appId: string
  displayName: string
  homeTenantId: string
  signInAudience: 'AzureADMyOrg' | 'AzureADMultipleOrgs'
  kind: 'public' | 'confidential'
  /** A client of Microsoft's own: consented everywhere and present in every tenant. */
  firstParty: boolean
  redirectUris: string[]
  secrets: ClientSecret[]
  servicePrincipals: ServicePrincipal[]
}

/** A delegated permission that somebody agreed to; `userObjectId` null means for the whole tenant. */
export interface Consent {
  appId: string
  tenantId: string
  userObjectId: string | null
  resourceAppId: string
}

/** A role given to a principal at a scope. */
export interface RoleAssignment {
  principalId: string
  roleId: string
  scope: string
}

/** An Azure subscription. */
export interface Subscription {
  subscriptionId: string
  tenantId: string
  displayName: string
}

/** An Azure Maps account. */
export interface MapsAccount {
  resourceId: string
  name: string
  tenantId: string
  /** The account's unique id, sent as x-ms-client-id. */
  clientId: string
  primaryKey: string
  secondaryKey: string
  /** Epoch milliseconds of the last regeneration of each key. */
  keysUpdatedAt: { primary: number; secondary: number }
  disableLocalAuth: boolean
  tags: Record<string, string>
}

/** A STAC collection of a GeoCatalog. */
export interface StacCollection {
  id: string
  title: string
  description: string
  license: string
  bbox: [number, number, number, number]
  interval: [string, string | null]
  createdOn: string
  updatedOn: string
}

/** A GeoCatalog of Microsoft Planetary Computer Pro. */
export interface GeoCatalog {
  resourceId: string
  name: string
  tenantId: string
  collections: StacCollection[]
}

/** An identity that Azure looks after for a machine or a service; it has no secret. */
export interface ManagedIdentity {
  name: string
  kind: 'system' | 'user'
  tenantId: string
  clientId: string
  /** Object id of its service principal. */
  objectId: string
  /** The identity's own resource, or for a system-assigned one the machine's. */
  resourceId: string
}

/** One version of a secret; times in epoch seconds, as Key Vault tells them. */
export interface SecretVersion {
  /** 32 hexadecimal digits. */
  version: string
  value: string
  contentType?: string
  enabled: boolean
  notBefore?: number
  expires?: number
  created: number
  updated: number
  tags?: Record<string, string>
}

/** A secret with all its versions, the newest first. */
export interface VaultSecret {
  name: string
  versions: [SecretVersion, ...SecretVersion[]]
  /** Epoch seconds of a soft deletion; null while the secret is there. */
  deletedAt: number | null
}

/** What an access policy can allow on secrets. */
export type SecretPermission = 'get' | 'list' | 'set' | 'delete' | 'recover' | 'purge'

/** A Key Vault, which asks either roles or its own access policies. */
export interface KeyVault {
  resourceId: string
  name: string
  tenantId: string
  location: string
  mode: 'rbac' | 'access-policy'
  accessPolicies: { objectId: string; secrets: SecretPermission[] }[]
  secrets: VaultSecret[]
}

/** Everything that one practice cloud knows; services read it and sign-in changes it. */
export interface World {
  name: string
  tenants: Tenant[]
  users: User[]
  applications: Application[]
  managedIdentities: ManagedIdentity[]
  consents: Consent[]
  subscriptions: Subscription[]
  roleAssignments: RoleAssignment[]
  mapsAccounts: MapsAccount[]
  geoCatalogs: GeoCatalog[]
  /** vaults[0] answers at the vault endpoint; each further one has a port of its own. */
  vaults: KeyVault[]
}
