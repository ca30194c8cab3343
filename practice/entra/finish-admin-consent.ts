import type { Context } from 'hono'
import type { CloudContext } from '../cloud-context.ts'
import type { PracticeEnv } from '../http/practice-env.ts'
import { servicePrincipalIn } from '../world/directory.ts'
import { findResource } from '../world/find-resource.ts'
import type { Application, Tenant } from '../world/model.ts'
import { sendBack } from './authorize-reply.ts'
import { EntraError } from './entra-error.ts'
import type { AuthorizeReply, SignInFlow } from './sign-in-flow.ts'

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
