import type { Hono } from 'hono'
import { randomUUID } from 'node:crypto'
import * as v from 'valibot'
import type { CloudContext } from '../../cloud-context.ts'
import { findApplication, servicePrincipalIn } from '../../world/directory.ts'
import type { Application, ServicePrincipal } from '../../world/model.ts'
import { contextOf, send } from '../answer.ts'
import { presenceById } from '../directory/presences.ts'
import { toServicePrincipal } from '../directory/service-principals.ts'
import type { GraphEnv } from '../graph-env.ts'
import { alreadyThere, badRequest, notFound } from '../graph-error.ts'
import { readBody } from '../read-body.ts'
import { allow, type GraphRequest, withCaller } from '../request.ts'
import { locationOf, requireOwnedPrincipal } from './application-routes.ts'
import { forgetPrincipals } from './forget-principal.ts'

const createSchema = v.object({ appId: v.string(), accountEnabled: v.optional(v.boolean(), true) })

const changeSchema = v.strictObject({
  accountEnabled: v.optional(v.boolean()),
  appRoleAssignmentRequired: v.optional(v.boolean())
})

const create = async (request: GraphRequest): Promise<Response> => {
  const { world, tenant, c } = request
  allow(request, 'createApplication')
  const { appId, accountEnabled } = await readBody(request, createSchema)
  const application = findApplication(world, appId)
  const isForeign = application !== undefined && application.homeTenantId !== tenant.tenantId
  if (application === undefined || (isForeign && application.signInAudience === 'AzureADMyOrg'))
    throw badRequest(
      `The appId '${appId.slice(0, 100)}' of the service principal does not reference a valid application object.`,
      'NoBackingApplicationObject'
    )
  if (servicePrincipalIn(application, tenant.tenantId) !== undefined)
    throw alreadyThere(
      `The service principal cannot be created, updated, or restored because the service principal name ${appId} is already in use.`
    )
  const objectId = randomUUID()
  application.servicePrincipals.push({
    tenantId: tenant.tenantId,
    objectId,
    enabled: accountEnabled,
    assignmentRequired: false,
    assignedTo: []
  })
  const presence = presenceById(world, tenant, objectId)
  if (presence === undefined) throw notFound(objectId)
  return send(
    c,
    {
      '@odata.context': contextOf(c, 'servicePrincipals/$entity'),
      ...toServicePrincipal(world, presence).body
    },
    { status: 201, headers: locationOf(request, objectId, 'ServicePrincipal') }
  )
}

/** The state of a service principal that can be changed; one of Microsoft's own clients gets one of its own for that. */
const requireState = (request: GraphRequest): { state: ServicePrincipal; application: Application } => {
  const { id } = requireOwnedPrincipal(request)
  const presence = presenceById(request.world, request.tenant, id)
  if (presence?.kind !== 'application')
    throw badRequest('The practice cloud cannot change this service principal.', 'Request_BadRequest')
  const { application, principal } = presence
  if (!application.servicePrincipals.includes(principal)) application.servicePrincipals.push(principal)
  return { state: principal, application }
}

/** Making, changing and removing the presence of applications in a tenant. */
export const addServicePrincipalRoutes = (app: Hono<GraphEnv>, cloud: CloudContext): void => {
  app.post('/:version/serviceprincipals', withCaller(cloud, create))
  app.patch(
    '/:version/serviceprincipals/:key',
    withCaller(cloud, async (request) => {
      const { state } = requireState(request)
      const sent = await readBody(request, changeSchema)
      state.enabled = sent.accountEnabled ?? state.enabled
      state.assignmentRequired = sent.appRoleAssignmentRequired ?? state.assignmentRequired
      return request.c.body(null, 204)
    })
  )
  app.delete(
    '/:version/serviceprincipals/:key',
    withCaller(cloud, (request) => {
      const { state, application } = requireState(request)
      if (application.firstParty)
        throw badRequest(
          'One of the clients of Microsoft is in every tenant. Switch it off instead.',
          'Request_BadRequest'
        )
      application.servicePrincipals.splice(application.servicePrincipals.indexOf(state), 1)
      request.world.consents = request.world.consents.filter(
        ({ appId, tenantId }) => appId !== application.appId || tenantId !== state.tenantId
      )
      forgetPrincipals(request.world, [state.objectId])
      return request.c.body(null, 204)
    })
  )
}
