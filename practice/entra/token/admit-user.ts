import { consentedPermissions, findTenant, isConsented, membershipIn } from '../../world/directory.ts'
import type { Application, Membership, Tenant, World } from '../../world/model.ts'
import { applySignInWeather } from '../../weather/apply-weather.ts'
import { signInIdentity } from '../../weather/identities.ts'
import { EntraError } from '../entra-error.ts'
import type { SignedIn } from '../grants.ts'
import { mfaRefusal, passedMfa, wantsMfa } from '../mfa.ts'
import { grantedPermissions, type ResourceRequest, withPermissions } from '../scopes.ts'
import type { TokenRequest } from './token-request.ts'
import { requireAssignment, requireFrequentSignIn, requireFreshGrant } from './user-policy.ts'

/** The person's place in a tenant; 50057 for a disabled account, 50020 for somebody from elsewhere. */
export const requireMembership = (
  tenant: Tenant,
  signedIn: Pick<SignedIn, 'user'>,
  application: Application
): Membership => {
  const { user } = signedIn
  if (!user.enabled) throw new EntraError(50057)
  const membership = membershipIn(user, tenant.tenantId)
  if (membership !== undefined) return membership
  throw new EntraError(50020, {
    upn: user.userPrincipalName,
    idp: `https://sts.windows.net/${user.memberships[0].tenantId}/`,
    tenant: tenant.displayName,
    appId: application.appId,
    name: application.displayName
  })
}

/** The tenant with this id, which a grant once came from. */
export const requireTenant = (world: World, tenantId: string): Tenant => {
  const tenant = findTenant(world, tenantId)
  if (tenant === undefined) throw new EntraError(90002, { tenant: tenantId })
  return tenant
}

/** Somebody who may have a token: where, and with which permissions. */
export interface Admitted {
  tenant: Tenant
  membership: Membership
  resourceRequest: ResourceRequest
  /** The time as the weather tells it. */
  nowMs: number
}

/** Whether a person gets a token without a page: the session, the account, the weather, the second factor, consent and assignment. */
export const admitUser = async (
  { cloud, c, flow }: TokenRequest,
  { application, signedIn, tenantId }: { application: Application; signedIn: SignedIn; tenantId: string },
  asked: ResourceRequest
): Promise<Admitted> => {
  const { world } = cloud
  const { resource } = asked
  const tenant = requireTenant(world, tenantId)
  requireFreshGrant(signedIn)
  const membership = requireMembership(tenant, signedIn, application)
  const asks = { user: signedIn.user, application, resources: [resource], tenant }
  const nowMs = await applySignInWeather(cloud, c, signInIdentity(flow, asks))
  requireFrequentSignIn(tenant, signedIn, nowMs)
  if (wantsMfa(tenant, signedIn.user, membership) && !passedMfa(signedIn))
    throw mfaRefusal(tenant, signedIn.user, resource.appId)
  const owner = [world, application, tenant.tenantId, membership.objectId, resource.appId] as const
  if (!isConsented(...owner, grantedPermissions(asked)))
    throw new EntraError(65001, { appId: application.appId, name: application.displayName })
  requireAssignment(world, application, tenant, membership)
  return { tenant, membership, resourceRequest: withPermissions(asked, consentedPermissions(...owner)), nowMs }
}
