import type { CloudContext } from '../cloud-context.ts'
import type { Application, World } from '../world/model.ts'
import { EntraError } from './entra-error.ts'
import { isRegisteredRedirect, registeredRedirects } from './redirect-match.ts'
import { checkResponse, responseModeOf, responseTypesOf } from './response-type.ts'
import { parseScopes, type ScopeRequest } from './scopes.ts'
import type { AuthorizeReply } from './sign-in-flow.ts'
import { readTenantSegment, type TenantChoice } from './tenant-segment.ts'
import { requireApplication } from './token/client-authentication.ts'
import { requiredField } from './required-field.ts'

/** The part of an authorize request that must be right before anything may be sent to the redirect address. */
export interface TrustedRequest {
  choice: TenantChoice
  application: Application
  reply: AuthorizeReply
}

/** Checks tenant, client and redirect address; what is wrong here stays on the error page. */
export const readTrustedRequest = (
  cloud: CloudContext,
  segment: string,
  fields: ReadonlyMap<string, string>
): TrustedRequest => {
  const choice = readTenantSegment(cloud.world, segment)
  const clientId = requiredField(fields, 'client_id')
  const application = requireApplication(cloud.world, clientId, choice, segment)
  const names = { appId: application.appId, name: application.displayName }
  if (choice.kind === 'consumers') throw new EntraError(9002332, names)
  if (choice.kind !== 'tenant' && application.signInAudience === 'AzureADMyOrg') throw new EntraError(50194, names)
  const registered = registeredRedirects(application)
  if (registered.length === 0) throw new EntraError(500113)
  const redirectUri = fields.get('redirect_uri')
  if (redirectUri === undefined || redirectUri === '') throw new EntraError(900971)
  if (!isRegisteredRedirect(registered, redirectUri))
    throw new EntraError(50011, { uri: redirectUri, appId: application.appId })
  return {
    choice,
    application,
    reply: {
      redirectUri,
      responseMode: responseModeOf(fields),
      responseTypes: responseTypesOf(fields),
      state: fields.get('state'),
      nonce: fields.get('nonce'),
      challenge: fields.get('code_challenge'),
      challengeMethod: fields.get('code_challenge_method') === 'S256' ? 'S256' : 'plain',
      clientInfo: fields.get('client_info') === '1'
    }
  }
}

const METHODS = ['S256', 'plain']

/** Checks the rest of an authorize request; what is wrong here goes back to the application. */
export const readWishes = (
  world: World,
  trusted: TrustedRequest,
  segment: string,
  fields: ReadonlyMap<string, string>
): { scope: string; scopes: ScopeRequest } => {
  checkResponse(trusted.application, fields)
  const method = fields.get('code_challenge_method')
  if (method !== undefined && !METHODS.includes(method)) throw new EntraError(9002313)
  const challenge = trusted.reply.challenge
  if (challenge !== undefined && !/^[\w.~-]{43,128}$/.test(challenge))
    throw new EntraError(501481, {}, { error: 'invalid_request' })
  const scope = requiredField(fields, 'scope')
  const { choice } = trusted
  return { scope, scopes: parseScopes(world, scope, { choice, segment }) }
}
