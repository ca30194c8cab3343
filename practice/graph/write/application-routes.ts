import type { Hono } from 'hono'
import type { CloudContext } from '../../cloud-context.ts'
import type { Application, World } from '../../world/model.ts'
import { contextOf, send } from '../answer.ts'
import { toApplication } from '../directory/applications.ts'
import { registrationById, registrationOf } from '../directory/owners.ts'
import type { GraphEnv } from '../graph-env.ts'
import { notFound } from '../graph-error.ts'
import { readBody } from '../read-body.ts'
import { allow, type GraphRequest, requireInSet, requireSet, withCaller } from '../request.ts'
import { applicationBodySchema, changeApplication, newApplication } from './application-body.ts'
import { forgetPrincipals } from './forget-principal.ts'

/** The registration that a path means, once the caller may change it. */
export const requireRegistration = (request: GraphRequest): Application => {
  allow(request, 'readApplications')
  const key = request.c.req.param('key') ?? ''
  const entity = requireInSet(request, requireSet('applications'), key)
  const application = registrationById(request.world, request.tenant, entity.id)
  if (application === undefined) throw notFound(key)
  allow(request, 'writeApplication', application.owners)
  return application
}

/** The registration behind a service principal, once the caller may change it. */
export const requireOwnedPrincipal = (request: GraphRequest): { application: Application | undefined; id: string } => {
  allow(request, 'readApplications')
  const entity = requireInSet(request, requireSet('serviceprincipals'), request.c.req.param('key') ?? '')
  const application = registrationOf(request.world, request.tenant, entity)
  allow(request, 'writeApplication', application?.owners)
  return { application, id: entity.id }
}

/** Where a new directory object is, in the words that the directory behind Microsoft Graph uses. */
export const locationOf = ({ c, tenant }: GraphRequest, id: string, type: string): Record<string, string> => ({
  Location: `${c.env.origin}/v2/${tenant.tenantId}/directoryObjects/${id}/Microsoft.DirectoryServices.${type}`
})

const created = (request: GraphRequest, application: Application): Response => {
  const { c, world, tenant } = request
  const { id, body } = toApplication(world, tenant, application)
  return send(
    c,
    { '@odata.context': contextOf(c, 'applications/$entity'), ...body },
    { status: 201, headers: locationOf(request, id, 'Application') }
  )
}

const remove = (world: World, application: Application): void => {
  world.applications.splice(world.applications.indexOf(application), 1)
  const named = ({ appId, resourceAppId }: { appId?: string; resourceAppId: string }): boolean =>
    appId === application.appId || resourceAppId === application.appId
  world.consents = world.consents.filter((consent) => !named(consent))
  world.appRoleAssignments = world.appRoleAssignments.filter((assignment) => !named(assignment))
  forgetPrincipals(
    world,
    application.servicePrincipals.map(({ objectId }) => objectId)
  )
}

/** Making, changing and removing application registrations. */
export const addApplicationRoutes = (app: Hono<GraphEnv>, cloud: CloudContext): void => {
  app.post(
    '/:version/applications',
    withCaller(cloud, async (request) => {
      allow(request, 'createApplication')
      const body = await readBody(request, applicationBodySchema)
      const application = newApplication(request.tenant.tenantId, request.caller.objectId, body)
      request.world.applications.push(application)
      return created(request, application)
    })
  )
  app.patch(
    '/:version/applications/:key',
    withCaller(cloud, async (request) => {
      const application = requireRegistration(request)
      changeApplication(application, await readBody(request, applicationBodySchema))
      return request.c.body(null, 204)
    })
  )
  app.delete(
    '/:version/applications/:key',
    withCaller(cloud, (request) => {
      remove(request.world, requireRegistration(request))
      return request.c.body(null, 204)
    })
  )
}
