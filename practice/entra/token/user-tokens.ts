import { randomInt } from 'node:crypto'
import type { CloudContext } from '../../cloud-context.ts'
import type { Application } from '../../world/model.ts'
import { readClaimsRequest } from '../claims-request.ts'
import { EntraError } from '../entra-error.ts'
import type { SignedIn } from '../grants.ts'
import { grantedScopeText, type ResourceRequest, type ScopeRequest } from '../scopes.ts'
import { admitUser } from './admit-user.ts'
import { idClaims, userAccessClaims, type UserSubject } from './claims.ts'
import { SPA_REFRESH_SECONDS } from './cross-origin.ts'
import { furtherIdClaims, furtherUserClaims } from './further-claims.ts'
import { signAccessToken } from './sign-access-token.ts'
import type { TokenAnswer, TokenRequest } from './token-request.ts'

/** The shortest life and one more than the longest. */
const SECONDS = [3599, 5400] as const
/** The same for clients and services that evaluate access continuously: 20 to 28 hours. */
const LONG_SECONDS = [72_000, 100_801] as const

const single = (request: TokenRequest, { scopes, severalResources }: UserGrant): ResourceRequest => {
  const [first, second] = scopes.resources
  if (first === undefined || (second !== undefined && !severalResources))
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
  /** Since when a page in a browser has refresh tokens of this sign-in. */
  spaSinceMs?: number | undefined
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
  cloud.grants.noteToken(String(accessClaims.uti), nowMs, signedIn)
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
            issuedAtMs: nowMs,
            spaSinceMs: grant.spaSinceMs
          })
        }
      : {}),
    ...(grant.refreshable && grant.spaSinceMs !== undefined
      ? { refresh_token_expires_in: SPA_REFRESH_SECONDS - Math.floor((nowMs - grant.spaSinceMs) / 1000) }
      : {}),
    ...(grant.refreshable && application.firstParty ? { foci: '1' as const } : {}),
    ...(scopes.openid ? { id_token: await signIdToken(cloud, subject, grant.nonce, nowMs) } : {}),
    ...(form.get('client_info') === '1'
      ? { client_info: Buffer.from(JSON.stringify(clientInfo)).toString('base64url') }
      : {})
  }
}
