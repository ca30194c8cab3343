import { EntraError } from '../entra-error.ts'
import { parseScopes } from '../scopes.ts'
import type { TokenAnswer, TokenRequest } from './token-request.ts'
import { readUserAssertion } from './user-assertion.ts'
import { issueUserTokens } from './user-tokens.ts'

const required = (form: ReadonlyMap<string, string>, field: string): string => {
  const value = form.get(field)
  if (value === undefined || value.trim() === '') throw new EntraError(900144, { field })
  return value
}

/** Lets an API call another one for the person whose token it was called with. */
export const grantOnBehalfOf = async (request: TokenRequest): Promise<TokenAnswer> => {
  const { cloud, form, application, choice } = request
  if (application.kind === 'public') throw new EntraError(7000218)
  const assertion = required(form, 'assertion')
  if (required(form, 'requested_token_use') !== 'on_behalf_of') throw new EntraError(9002313)
  const scope = required(form, 'scope')
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
