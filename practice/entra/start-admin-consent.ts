import type { Context } from 'hono'
import type { CloudContext } from '../cloud-context.ts'
import { scopeId } from '../graph/directory/api-permissions.ts'
import type { PracticeEnv } from '../http/practice-env.ts'
import { findResource } from '../world/find-resource.ts'
import type { Application } from '../world/model.ts'
import { EntraError } from './entra-error.ts'
import { isRegisteredRedirect, registeredRedirects } from './redirect-match.ts'
import { parseScopes, type ResourceRequest } from './scopes.ts'
import type { AuthorizeReply, SignInFlows } from './sign-in-flow.ts'
import type { SignIn } from './sign-in.ts'
import { readTenantSegment } from './tenant-segment.ts'
import { requireApplication } from './token/client-authentication.ts'

const replyTo = (application: Application, sent: string | undefined, state: string | undefined): AuthorizeReply => {
  const registered = registeredRedirects(application)
  if (sent !== undefined && !isRegisteredRedirect(registered, sent))
    throw new EntraError(50011, { uri: sent, appId: application.appId })
  return {
    redirectUri: sent ?? registered[0] ?? '',
    responseMode: 'query',
    responseTypes: [],
    state,
    nonce: undefined,
    challenge: undefined,
    challengeMethod: 'plain',
    clientInfo: false
  }
}

/** The delegated permissions that a registration lists, as requests. */
const registeredRequests = ({ world }: CloudContext, { requiredResourceAccess = [] }: Application): ResourceRequest[] =>
  requiredResourceAccess.flatMap(({ resourceAppId, resourceAccess }) => {
    const resource = findResource(world, resourceAppId)
    if (resource === undefined) return []
    const wanted = resourceAccess.filter(({ type }) => type === 'Scope').map(({ id }) => id)
    const permissions = Object.keys(resource.scopes).filter((value) => wanted.includes(scopeId(resource.appId, value)))
    if (permissions.length === 0) return []
    return [{ resource, audience: resource.identifierUris[0], permissions, isDefault: false }]
  })

/** Leads an administrator through the pages to a consent for the whole tenant. */
export const startAdminConsent = (
  cloud: CloudContext,
  c: Context<PracticeEnv>,
  signIn: SignIn,
  flows: SignInFlows,
  version: 1 | 2
): Promise<Response> => {
  const segment = c.req.param('tenant') ?? ''
  const choice = readTenantSegment(cloud.world, segment)
  const clientId = c.req.query('client_id') ?? ''
  if (clientId === '') throw new EntraError(900144, { field: 'client_id' })
  const application = requireApplication(cloud.world, clientId, choice, segment)
  const names = { appId: application.appId, name: application.displayName }
  if (choice.kind !== 'tenant' && application.signInAudience === 'AzureADMyOrg') throw new EntraError(50194, names)
  const scope = c.req.query('scope')
  if (version === 2 && (scope ?? '') === '') throw new EntraError(900144, { field: 'scope' })
  const scopes = parseScopes(cloud.world, scope ?? 'openid', { choice, segment })
  const registered = scope === undefined ? registeredRequests(cloud, application) : []
  const flow = flows.start({
    application,
    choice,
    scope: scope ?? '',
    scopes: registered.length === 0 ? scopes : { ...scopes, resources: registered },
    // Everything is shown and agreed to again.
    prompt: 'consent',
    purpose: {
      kind: 'admin-consent',
      version,
      reply: replyTo(application, c.req.query('redirect_uri'), c.req.query('state'))
    }
  })
  return signIn.advance(c, flow)
}
