import * as v from 'valibot'
import { newClientSecret } from '../random-secrets.ts'
import { epoch, guid, list, words } from './common.ts'

/** One client secret of an application registration. */
export const clientSecretSchema = v.strictObject({
  secretId: guid,
  /** New in every start where left out. */
  value: v.optional(words, newClientSecret),
  displayName: v.optional(v.string(), 'practice secret'),
  /** Epoch milliseconds. */
  expiresAt: epoch
})

/** One certificate of an application registration; the private key stays with the client. */
export const certificateSchema = v.strictObject({
  keyId: guid,
  displayName: v.optional(v.string(), 'practice certificate'),
  /** The certificate alone, as PEM. */
  certificatePem: v.pipe(v.string(), v.includes('-----BEGIN CERTIFICATE-----', 'A certificate as PEM is needed.'))
})

/** Whose tokens of another issuer count as this application. */
export const federatedCredentialSchema = v.strictObject({
  name: words,
  /** `practice` stands for the practice cloud's own issuer of workload tokens. */
  issuer: words,
  subject: words,
  audiences: v.optional(v.array(words), ['api://AzureADTokenExchange'])
})

/** An application permission that an API offers. */
export const appRoleSchema = v.strictObject({ id: guid, value: words, displayName: v.string() })

/** What an application offers to others as an API. */
export const exposedApiSchema = v.strictObject({
  /** Application id URIs without a slash at the end; the first one is the usual spelling. */
  identifierUris: v.tupleWithRest([words], words),
  /** Delegated permissions by value, with the words of the consent page. */
  scopes: v.record(words, v.string()),
  appRoles: list(appRoleSchema),
  tokenVersion: v.optional(v.picklist([1, 2]), 2)
})

/** An application's presence in one tenant. */
export const servicePrincipalSchema = v.strictObject({
  tenantId: guid,
  objectId: guid,
  enabled: v.optional(v.boolean(), true),
  /** Whether only the assigned may sign in to it. */
  assignmentRequired: v.optional(v.boolean(), false),
  /** Object ids of people and groups who are assigned. */
  assignedTo: list(guid)
})

/** An application registration and the tenants that it is present in. */
export const applicationSchema = v.strictObject({
  appId: guid,
  displayName: v.string(),
  homeTenantId: guid,
  signInAudience: v.optional(v.picklist(['AzureADMyOrg', 'AzureADMultipleOrgs']), 'AzureADMyOrg'),
  kind: v.picklist(['public', 'confidential']),
  /** A client of Microsoft's own: consented everywhere and present in every tenant. */
  firstParty: v.optional(v.boolean(), false),
  redirectUris: list(words),
  secrets: list(clientSecretSchema),
  certificates: list(certificateSchema),
  federatedCredentials: list(federatedCredentialSchema),
  api: v.exactOptional(exposedApiSchema),
  /** Whether its tokens name the person's groups. */
  groupClaims: v.optional(v.boolean(), false),
  servicePrincipals: list(servicePrincipalSchema)
})

/** Everything about applications. */
export const applicationEntries = { applications: list(applicationSchema) }
