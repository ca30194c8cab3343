import { EntraError } from '../entra-error.ts'
import { parseScopes } from '../scopes.ts'
import type { TokenAnswer, TokenRequest } from './token-request.ts'
import { readUserAssertion } from './user-assertion.ts'
import { issueUserTokens } from './user-tokens.ts'
import { requiredField } from '../required-field.ts'

/** Lets an API call another one for the person whose token it was called with. */
export const grantOnBehalfOf = async (request: TokenRequest): Promise<TokenAnswer> => {
  const { cloud, form, application, choice } = request
  if (application.kind === 'public') throw new EntraError(7000218)
  const assertion = requiredField(form, 'assertion')
  if (requiredField(form, 'requested_token_use') !== 'on_behalf_of') throw new EntraError(9002313)
  const scope = requiredField(form, 'scope')
  const scopes = parseScopes(cloud.world, scope, request)
  const { signedIn, tenantId } = await readUserAssertion(request, assertion)
  return issueUserTokens(request, {
    application,
    signedIn,
    tenantId: choice.kind === 'tenant' ? choice.tenant.tenantId : tenantId,
    scope,
    scopes,
    severalResources: false,
    refreshable: scopes.offlineAccess
  })
}
