import { randomInt } from 'node:crypto'
import { findTenant, isConsented, membershipIn } from '../../world/directory.ts'
import type { Application, Membership, Tenant, World } from '../../world/model.ts'
import { EntraError } from '../entra-error.ts'
import type { SignedIn } from '../grants.ts'
import { grantedScopeText, type ResourceRequest, type ScopeRequest } from '../scopes.ts'
import { idClaims, userAccessClaims } from './claims.ts'
import type { TokenAnswer, TokenRequest } from './token-request.ts'

const SHORTEST_SECONDS = 3599
const LONGEST_SECONDS = 5399

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

const signIdToken = (
  cloud: CloudContext,
  subject: UserSubject,
  nonce: string | undefined,
  nowMs: number
): Promise<string> =>
  cloud.signer.sign(
    {
      ...idClaims(subject, nonce, cloud.endpoints.login, nowMs),
      ...furtherIdClaims(cloud, subject.membership, subject.application)
    },
    'v2'
  )

const single = (request: TokenRequest, scopes: ScopeRequest, lenient: boolean): ResourceRequest => {
  const [first, second] = scopes.resources
  if (first === undefined || (second !== undefined && !lenient))
    throw new EntraError(70011, { scope: request.form.get('scope') ?? '' })
  return first
}

/** What a person's token is made from. */
export interface UserGrant {
  application: Application
  signedIn: SignedIn
  tenantId: string
  scope: string
  scopes: ScopeRequest
  nonce?: string | undefined
  /** A redeemed code may have asked for several resources; the first one is then meant. */
  severalResources: boolean
  refreshable: boolean
}

/** Makes the answer for a person: access token, and as asked for id token, refresh token and client info. */
export const issueUserTokens = async (request: TokenRequest, grant: UserGrant): Promise<TokenAnswer> => {
  const { cloud, form } = request
  const { application, signedIn, scopes } = grant
  const { tenant, membership, resourceRequest, nowMs } = await admitUser(request, grant, single(request, grant))
  const { resource } = resourceRequest
  const subject = { application, signedIn, membership, tenantDomain: tenant.defaultDomain }
  const claims = readClaimsRequest(form.get('claims'))
  const isLong = claims.capability !== undefined && resource.evaluatesContinuously === true
  const lifeSeconds = cloud.options.accessTokenSeconds ?? (isLong ? randomInt(...LONG_SECONDS) : randomInt(...SECONDS))
  const accessClaims = {
    ...userAccessClaims(subject, resourceRequest, nowMs, lifeSeconds),
    ...furtherUserClaims(cloud, membership, resource, claims, nowMs)
  }
  cloud.grants.noteToken(String(accessClaims.uti), nowMs)
  const home = signedIn.user.memberships[0]
  const clientInfo = { uid: home.objectId, utid: home.tenantId }
  return {
    token_type: 'Bearer',
    scope: [...scopes.oidcScopes.filter((word) => word !== 'offline_access'), grantedScopeText(resourceRequest)].join(
      ' '
    ),
    expires_in: lifeSeconds,
    ext_expires_in: lifeSeconds,
    ...(isLong ? { refresh_in: Math.floor(lifeSeconds / 2) } : {}),
    access_token: await signAccessToken(cloud, accessClaims, resource, request.proof),
    ...(grant.refreshable
      ? {
          refresh_token: cloud.grants.addRefreshToken({
            application,
            signedIn,
            tenantId: tenant.tenantId,
            scope: grant.scope,
            issuedAtMs: nowMs
          })
        }
      : {}),
    ...(grant.refreshable && application.firstParty ? { foci: '1' as const } : {}),
    ...(scopes.openid ? { id_token: await signIdToken(cloud, subject, grant.nonce, nowMs) } : {}),
    ...(form.get('client_info') === '1'
      ? { client_info: Buffer.from(JSON.stringify(clientInfo)).toString('base64url') }
      : {})
  }
}
