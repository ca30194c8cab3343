import { createPrivateKey, X509Certificate } from 'node:crypto'
import * as v from 'valibot'
import { newClientSecret } from '../random-secrets.ts'
import { epoch, guid, list, redirectAddress, words } from './common.ts'

/** One client secret of an application registration. */
export const clientSecretSchema = v.strictObject({
  secretId: guid,
  /** New in every start where left out. */
  value: v.optional(words, newClientSecret),
  displayName: v.optional(v.string(), 'practice secret'),
  /** Epoch milliseconds. */
  startsAt: v.exactOptional(epoch),
  /** Epoch milliseconds. */
  expiresAt: epoch,
  /** The tenant whose service principal has it; the registration has it where left out. */
  tenantId: v.exactOptional(guid)
})

const YEAR_MS = 365 * 86_400_000

const readable = (read: (text: string) => unknown) => (text: string) => {
  try {
    return text === '' || read(text) !== undefined
  } catch {
    return false
  }
}

const certificatePem = v.pipe(
  v.string(),
  v.check(
    readable((text) => new X509Certificate(text)),
    'A certificate as PEM is needed.'
  )
)

const privateKeyPem = v.pipe(v.string(), v.check(readable(createPrivateKey), 'A private key as PEM is needed.'))

/** One certificate of an application registration. */
export const certificateSchema = v.strictObject({
  keyId: guid,
  displayName: v.optional(v.string(), 'practice certificate'),
  /** The certificate alone, as PEM; new in every start where left out, with a key in a file that the ready line names. */
  certificatePem: v.optional(certificatePem, ''),
  /** The private key (PKCS #8, as PEM) to hand out; left out where only the client has it. */
  privateKeyPem: v.optional(privateKeyPem, ''),
  /** Epoch milliseconds; the end of a certificate that is made at the start. */
  expiresAt: v.optional(epoch, () => Date.now() + YEAR_MS)
})

/** Whose tokens of another issuer count as this application. */
export const federatedCredentialSchema = v.strictObject({
  name: words,
  description: v.exactOptional(v.string()),
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
  /** Those of them that only an administrator may agree to. */
  adminScopes: list(words),
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

/** What an application says that it will ask an API for. */
export const requiredAccessSchema = v.strictObject({
  resourceAppId: guid,
  resourceAccess: v.array(v.strictObject({ id: guid, type: v.picklist(['Scope', 'Role']) }))
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
  redirectUris: list(redirectAddress),
  /** Addresses of pages in a browser that redeem their codes themselves. */
  spaRedirectUris: v.exactOptional(v.array(redirectAddress)),
  secrets: list(clientSecretSchema),
  certificates: list(certificateSchema),
  federatedCredentials: list(federatedCredentialSchema),
  api: v.exactOptional(exposedApiSchema),
  /** Which tokens the authorize endpoint may give without a code. */
  implicitGrant: v.optional(
    v.strictObject({ idTokens: v.optional(v.boolean(), false), accessTokens: v.optional(v.boolean(), false) }),
    {}
  ),
  /** Whether its tokens name the person's groups. */
  groupClaims: v.optional(v.boolean(), false),
  servicePrincipals: list(servicePrincipalSchema),
  /** Object ids of people and service principals who may change the registration. */
  owners: v.exactOptional(v.array(guid)),
  requiredResourceAccess: v.exactOptional(v.array(requiredAccessSchema)),
  /** Epoch milliseconds. */
  createdAt: v.exactOptional(epoch)
})

/** Everything about applications. */
export const applicationEntries = { applications: list(applicationSchema) }
