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
  disableLocalAuth: boolean
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

/** Everything that one practice cloud knows; services read it and sign-in changes it. */
export interface World {
  name: string
  tenants: Tenant[]
  users: User[]
  applications: Application[]
  consents: Consent[]
  subscriptions: Subscription[]
  roleAssignments: RoleAssignment[]
  mapsAccounts: MapsAccount[]
  geoCatalogs: GeoCatalog[]
}
