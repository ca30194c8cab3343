import type { Application } from '../../world/model.ts'
import { EntraError } from '../entra-error.ts'
import type { RefreshGrant } from '../grants.ts'
import { parseScopes } from '../scopes.ts'
import { requireFittingOrigin, SPA_REFRESH_SECONDS } from './cross-origin.ts'
import type { TokenAnswer, TokenRequest } from './token-request.ts'
import { longTime, requireFreshGrant } from './user-policy.ts'
import { issueUserTokens } from './user-tokens.ts'
import { requiredField } from '../required-field.ts'

const WELL_FORMED = /^\d\.A[\w-]{20,}$/
/** A refresh token that nobody used for so long is refused; each use brings a new one. */
const INACTIVE_MS = 90 * 86_400_000

/** Microsoft's own clients are one family: each may redeem what another one was given. */
const mayRedeem = (grant: RefreshGrant, application: Application): boolean =>
  grant.application === application || (grant.application.firstParty && application.firstParty)

/** Redeems a refresh token at any tenant of the person and for any resource; the used one stays valid, as at Entra ID. */
export const redeemRefreshToken = async (request: TokenRequest): Promise<TokenAnswer> => {
  const { cloud, form, choice, application, nowMs } = request
  const token = requiredField(form, 'refresh_token')
  const grant = cloud.grants.refreshToken(token)
  const scope = form.get('scope') ?? grant?.scope ?? 'openid'
  const scopes = parseScopes(cloud.world, scope, request)
  if (grant === undefined) throw new EntraError(WELL_FORMED.test(token) ? 70000 : 9002313)
  if (!mayRedeem(grant, application)) throw new EntraError(70000, {}, { suberror: 'client_mismatch' })
  requireFittingOrigin(request, grant.spaSinceMs !== undefined)
  requireFreshGrant(grant.signedIn)
  if (grant.spaSinceMs !== undefined && nowMs - grant.spaSinceMs > SPA_REFRESH_SECONDS * 1000)
    throw new EntraError(700084, { issued: longTime(grant.issuedAtMs) })
  if (nowMs - grant.issuedAtMs > INACTIVE_MS) throw new EntraError(700082, { issued: longTime(grant.issuedAtMs) })
  return issueUserTokens(request, {
    application,
    signedIn: grant.signedIn,
    tenantId: choice.kind === 'tenant' ? choice.tenant.tenantId : grant.tenantId,
    scope,
    scopes,
    severalResources: form.get('scope') === undefined,
    refreshable: true,
    spaSinceMs: grant.spaSinceMs
  })
}
