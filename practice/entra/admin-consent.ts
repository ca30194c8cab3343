import type { Context } from 'hono'
import type { CloudContext } from '../cloud-context.ts'
import { scopeId } from '../graph/directory/api-permissions.ts'
import type { PracticeEnv } from '../http/practice-env.ts'
import { findResource } from '../world/find-resource.ts'
import { servicePrincipalIn } from '../world/directory.ts'
import type { Application, Tenant } from '../world/model.ts'
import { sendBack } from './authorize-reply.ts'
import { EntraError } from './entra-error.ts'
import { isRegisteredRedirect } from './redirect-match.ts'
import { parseScopes, type ResourceRequest } from './scopes.ts'
import type { AuthorizeReply, SignInFlow, SignInFlows } from './sign-in-flow.ts'
import type { SignIn } from './sign-in.ts'
import { readTenantSegment } from './tenant-segment.ts'
import { requireApplication } from './token/client-authentication.ts'

const replyTo = (application: Application, sent: string | undefined, state: string | undefined): AuthorizeReply => {
  if (sent !== undefined && !isRegisteredRedirect(application.redirectUris, sent))
    throw new EntraError(50011, { uri: sent, appId: application.appId })
  return {
    redirectUri: sent ?? application.redirectUris[0] ?? '',
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

/** Gives the application permissions that its registration lists for itself, as the button in the portal does. */
const grantAppRoles = ({ world }: CloudContext, application: Application, { tenantId }: Tenant): void => {
  const principal = servicePrincipalIn(application, tenantId)
  if (principal === undefined) return
  for (const { resourceAppId, resourceAccess } of application.requiredResourceAccess ?? []) {
    const wanted = resourceAccess.filter(({ type }) => type === 'Role').map(({ id }) => id)
    const roles = findResource(world, resourceAppId)?.appRoles ?? []
    for (const { value } of roles.filter(({ id }) => wanted.includes(id))) {
      const given = { tenantId, principalId: principal.objectId, resourceAppId, value }
      const known = world.appRoleAssignments.some(
        (one) => one.principalId === given.principalId && one.resourceAppId === resourceAppId && one.value === value
      )
      if (!known) world.appRoleAssignments.push(given)
    }
  }
}

/** Tells the application that an administrator has agreed; without any redirect address the consent stands all the same. */
export const finishAdminConsent = (
  cloud: CloudContext,
  c: Context<PracticeEnv>,
  { application, scope }: SignInFlow,
  { reply, version }: { reply: AuthorizeReply; version: 1 | 2 },
  tenant: Tenant
): Response | Promise<Response> => {
  if (version === 1) grantAppRoles(cloud, application, tenant)
  if (reply.redirectUri === '') throw new EntraError(500113)
  return sendBack(c, reply, [
    ['admin_consent', 'True'],
    ['tenant', tenant.tenantId],
    ['state', reply.state],
    ['scope', version === 2 ? scope : undefined]
  ])
}
