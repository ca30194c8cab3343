import type { Hono } from 'hono'
import * as v from 'valibot'
import type { CloudContext } from '../../cloud-context.ts'
import { contextOf, send } from '../answer.ts'
import { offeredBy } from '../directory/api-permissions.ts'
import { appRoleAssignmentsOf, DEFAULT_ACCESS } from '../directory/app-role-assignments.ts'
import { type Presence, presenceById } from '../directory/presences.ts'
import type { Entity } from '../directory/entity.ts'
import type { GraphEnv } from '../graph-env.ts'
import { badRequest, notFound } from '../graph-error.ts'
import { readBody } from '../read-body.ts'
import { allow, type GraphRequest, requireInSet, requireSet, withCaller } from '../request.ts'

const bodySchema = v.object({ principalId: v.string(), resourceId: v.string(), appRoleId: v.string() })
type Body = v.InferOutput<typeof bodySchema>

const find = ({ world, tenant }: GraphRequest, { principalId, resourceId, appRoleId }: Body): Entity | undefined =>
  appRoleAssignmentsOf(world, tenant).find(
    ({ body }) => body.principalId === principalId && body.resourceId === resourceId && body.appRoleId === appRoleId
  )

const assign = (request: GraphRequest, { principalId, appRoleId }: Body, resource: Presence): void => {
  const { world, tenant } = request
  if (appRoleId === DEFAULT_ACCESS) {
    if (resource.kind !== 'application')
      throw badRequest('Nobody can be assigned to this service principal.', 'Request_BadRequest')
    resource.principal.assignedTo.push(principalId)
    return
  }
  const role = offeredBy(world, resource.appId).appRoles.find(({ id }) => id === appRoleId)
  if (role === undefined)
    throw badRequest('Permission being assigned was not found on application', 'Request_BadRequest')
  world.appRoleAssignments.push({
    tenantId: tenant.tenantId,
    principalId,
    resourceAppId: resource.appId,
    value: role.value
  })
}

const create = async (request: GraphRequest, context: string): Promise<Response> => {
  allow(request, 'assignAppRoles')
  const sent = await readBody(request, bodySchema)
  const body: Body = {
    principalId: sent.principalId.toLowerCase(),
    resourceId: sent.resourceId.toLowerCase(),
    appRoleId: sent.appRoleId.toLowerCase()
  }
  const resource = presenceById(request.world, request.tenant, body.resourceId)
  if (resource === undefined) throw notFound(body.resourceId)
  requireInSet(request, requireSet('directoryobjects'), body.principalId)
  if (find(request, body) !== undefined)
    throw badRequest('Permission being assigned already exists on the object', 'Request_BadRequest')
  assign(request, body, resource)
  return send(
    request.c,
    { '@odata.context': contextOf(request.c, context), ...find(request, body)?.body },
    { status: 201 }
  )
}

const remove = (request: GraphRequest): Response => {
  allow(request, 'assignAppRoles')
  const { world, tenant, c } = request
  const key = c.req.param('assignment') ?? ''
  const found = appRoleAssignmentsOf(world, tenant).find(({ id }) => id === key)
  if (found === undefined) throw notFound(key)
  const { principalId, resourceId, appRoleId } = found.body
  const resource = presenceById(world, tenant, String(resourceId))
  if (resource?.kind === 'application' && appRoleId === DEFAULT_ACCESS)
    resource.principal.assignedTo = resource.principal.assignedTo.filter((id) => id !== principalId)
  const role = offeredBy(world, resource?.appId ?? '').appRoles.find(({ id }) => id === appRoleId)
  world.appRoleAssignments = world.appRoleAssignments.filter(
    (one) => one.principalId !== principalId || one.resourceAppId !== resource?.appId || one.value !== role?.value
  )
  return c.body(null, 204)
}

/** Application permissions, and who is assigned to an application. */
export const addAppRoleRoutes = (app: Hono<GraphEnv>, cloud: CloudContext): void => {
  for (const path of [
    'serviceprincipals/:key/approleassignments',
    'serviceprincipals/:key/approleassignedto',
    'users/:key/approleassignments',
    'groups/:key/approleassignments'
  ]) {
    app.post(
      `/:version/${path}`,
      withCaller(cloud, (request) => create(request, 'appRoleAssignments/$entity'))
    )
    app.delete(`/:version/${path}/:assignment`, withCaller(cloud, remove))
  }
}
