import type { CloudContext } from '../cloud-context.ts'
import { EntraError } from '../entra/entra-error.ts'
import type { ResourceRequest } from '../entra/scopes.ts'
import { managedIdentityClaims, userAccessClaims } from '../entra/token/claims.ts'
import { signAccessToken } from '../entra/token/sign-access-token.ts'
import { findTenant } from '../world/directory.ts'
import { findResource } from '../world/find-resource.ts'
import type { ManagedIdentity } from '../world/model.ts'

/** Tokens of managed identities live for a day, a person's in Cloud Shell for about an hour. */
const IDENTITY_SECONDS = 86_399
const PERSON_SECONDS = 3599
const BACKDATED_SECONDS = 300

/** A signed token with the times that answers repeat as text. */
export interface IdentityToken {
  accessToken: string
  lifeSeconds: number
  expiresOn: number
  notBefore: number
}

const resourceRequest = (cloud: CloudContext, tenantId: string, resource: string): ResourceRequest => {
  const found = findResource(cloud.world, resource, tenantId)
  if (found === undefined)
    throw new EntraError(500011, { resource, tenant: findTenant(cloud.world, tenantId)?.displayName ?? tenantId })
  return { resource: found, audience: resource, permissions: [], isDefault: true }
}

const times = (nowMs: number, lifeSeconds: number) => {
  const now = Math.floor(nowMs / 1000)
  return { lifeSeconds, expiresOn: now + lifeSeconds, notBefore: now - BACKDATED_SECONDS }
}

/** A token of a managed identity for one resource. */
export const identityToken = async (
  cloud: CloudContext,
  identity: ManagedIdentity,
  resource: string,
  nowMs: number
): Promise<IdentityToken> => {
  const lifeSeconds = cloud.options.accessTokenSeconds ?? IDENTITY_SECONDS
  const request = resourceRequest(cloud, identity.tenantId, resource)
  const claims = managedIdentityClaims(identity, request, nowMs, lifeSeconds)
  // Azure itself proves an identity, with a certificate that nobody sees.
  const accessToken = await signAccessToken(cloud, claims, request.resource, 'certificate')
  return { accessToken, ...times(nowMs, lifeSeconds) }
}

/** A token of the person in the Cloud Shell: the world's first one, through the developer tools' client. */
export const cloudShellToken = async (cloud: CloudContext, resource: string, nowMs: number): Promise<IdentityToken> => {
  const { users, applications, tenants } = cloud.world
  const user = users[0]
  const application = applications.find((one) => one.firstParty)
  const membership = user?.memberships[0]
  if (user === undefined || application === undefined || membership === undefined)
    throw new Error('The world has nobody for the Cloud Shell.')
  const lifeSeconds = cloud.options.accessTokenSeconds ?? PERSON_SECONDS
  const request = resourceRequest(cloud, membership.tenantId, resource)
  const tenantDomain = tenants.find((one) => one.tenantId === membership.tenantId)?.defaultDomain ?? ''
  const signedIn = { user, at: nowMs, sessionId: membership.objectId }
  const claims = userAccessClaims({ application, signedIn, membership, tenantDomain }, request, nowMs, lifeSeconds)
  return { accessToken: await signAccessToken(cloud, claims, request.resource, 'none'), ...times(nowMs, lifeSeconds) }
}
