import { createHash } from 'node:crypto'
import { EntraError } from '../entra-error.ts'
import type { CodeGrant } from '../grants.ts'
import { parseScopes } from '../scopes.ts'
import { requireFittingOrigin } from './cross-origin.ts'
import type { TokenAnswer, TokenRequest } from './token-request.ts'
import { issueUserTokens } from './user-tokens.ts'
import { requiredField } from '../required-field.ts'

const checkVerifier = (grant: CodeGrant, verifier: string | undefined): void => {
  if (grant.challenge === undefined) {
    if (grant.toSpa) throw new EntraError(9002325)
    return
  }
  if (verifier === undefined) throw new EntraError(501481)
  const made = grant.challengeMethod === 'plain' ? verifier : createHash('sha256').update(verifier).digest('base64url')
  if (made !== grant.challenge) throw new EntraError(501481)
}

/** Redeems an authorization code, once. */
export const redeemCode = async (request: TokenRequest): Promise<TokenAnswer> => {
  const { cloud, form, choice, application, nowMs } = request
  const sentScope = form.get('scope')
  const code = requiredField(form, 'code')
  const grant = cloud.grants.code(code)
  if (grant?.application !== application) throw new EntraError(70000)
  const scope = sentScope ?? grant.scope
  const scopes = parseScopes(cloud.world, scope, request)
  if (grant.redeemed) throw new EntraError(54005)
  if (grant.expiresAtMs <= nowMs) throw new EntraError(70008)
  requireFittingOrigin(request, grant.toSpa)
  checkVerifier(grant, form.get('code_verifier'))
  const uri = requiredField(form, 'redirect_uri')
  if (uri !== grant.redirectUri) throw new EntraError(500112, { uri, registered: grant.redirectUri })
  if (choice.kind === 'tenant' && choice.tenant.tenantId !== grant.tenantId) throw new EntraError(700005)
  grant.redeemed = true
  const asked = parseScopes(cloud.world, grant.scope, request)
  return issueUserTokens(request, {
    application,
    signedIn: grant.signedIn,
    tenantId: grant.tenantId,
    scope,
    scopes: { ...scopes, openid: scopes.openid || asked.openid },
    nonce: grant.nonce,
    severalResources: sentScope === undefined,
    refreshable: scopes.offlineAccess || asked.offlineAccess,
    spaSinceMs: grant.toSpa ? nowMs : undefined
  })
}
