import { EntraError } from '../entra-error.ts'
import { parseScopes } from '../scopes.ts'
import type { TokenAnswer, TokenRequest } from './token-request.ts'
import { issueUserTokens } from './user-tokens.ts'
import { requiredField } from '../required-field.ts'

/** Answers one poll of the device flow. */
export const redeemDeviceCode = async (request: TokenRequest): Promise<TokenAnswer> => {
  const { cloud, form, application, nowMs } = request
  const deviceCode = requiredField(form, 'device_code')
  const grant = cloud.grants.device(deviceCode)
  if (grant?.application !== application) throw new EntraError(70019)
  if (grant.expiresAtMs <= nowMs) throw new EntraError(70020)
  const { outcome } = grant
  if (outcome.kind === 'pending') throw new EntraError(70016)
  // Which number Entra ID gives a declined code is not established; its error value is.
  if (outcome.kind === 'declined')
    throw new EntraError(
      70000,
      {},
      { error: 'authorization_declined', text: 'The user declined the sign-in.', guessed: true }
    )
  if (outcome.kind === 'refused') throw outcome.error
  if (outcome.kind === 'redeemed') throw new EntraError(54005, {}, { error: 'bad_verification_code', guessed: true })
  const scope = form.get('scope') ?? grant.scope
  const scopes = parseScopes(cloud.world, scope, request)
  const answer = await issueUserTokens(request, {
    application,
    signedIn: outcome.signedIn,
    tenantId: outcome.tenantId,
    scope,
    scopes,
    severalResources: false,
    refreshable: scopes.offlineAccess
  })
  grant.outcome = { kind: 'redeemed' }
  return answer
}
