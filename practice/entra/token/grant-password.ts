import { randomUUID } from 'node:crypto'
import { findUser, membershipIn } from '../../world/directory.ts'
import type { User } from '../../world/model.ts'
import { EntraError } from '../entra-error.ts'
import { parseScopes } from '../scopes.ts'
import { tenantName, type TokenAnswer, type TokenRequest } from './token-request.ts'
import { issueUserTokens } from './user-tokens.ts'
import { requiredField } from '../required-field.ts'

const requirePassword = (request: TokenRequest, user: User | undefined, password: string): User => {
  const { choice, cloud } = request
  // A guest's password is known in the home directory alone.
  const home = user?.memberships[0].tenantId
  if (user === undefined || (choice.kind === 'tenant' && membershipIn(user, choice.tenant.tenantId)?.kind !== 'member'))
    throw new EntraError(50034, { tenant: tenantName(request) })
  if (!cloud.world.tenants.some(({ tenantId }) => tenantId === home)) throw new EntraError(50059)
  if (!user.enabled) throw new EntraError(50057)
  if (user.locked) throw new EntraError(50053)
  if (user.password !== password) throw new EntraError(50126)
  if (user.passwordExpired) throw new EntraError(50055)
  return user
}

/** A person's name and password in a form, as old tools send them; a second factor has no place in it. */
export const grantPassword = async (request: TokenRequest): Promise<TokenAnswer> => {
  const { cloud, form, application, choice, nowMs } = request
  if (choice.kind === 'common' || choice.kind === 'consumers') throw new EntraError(9001023)
  const username = requiredField(form, 'username')
  const password = requiredField(form, 'password')
  const scope = requiredField(form, 'scope')
  const scopes = parseScopes(cloud.world, scope, request)
  const user = requirePassword(request, findUser(cloud.world, username), password)
  return issueUserTokens(request, {
    application,
    signedIn: { user, at: nowMs, sessionId: randomUUID() },
    tenantId: choice.kind === 'tenant' ? choice.tenant.tenantId : user.memberships[0].tenantId,
    scope,
    scopes,
    severalResources: false,
    refreshable: scopes.offlineAccess
  })
}
