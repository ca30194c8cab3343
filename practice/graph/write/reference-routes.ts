import type { Hono } from 'hono'
import * as v from 'valibot'
import type { CloudContext } from '../../cloud-context.ts'
import type { Group } from '../../world/model.ts'
import type { GraphEnv } from '../graph-env.ts'
import { badRequest, notFound } from '../graph-error.ts'
import { readBody } from '../read-body.ts'
import { allow, type GraphRequest, requireInSet, requireSet, withCaller } from '../request.ts'
import { requireRegistration } from './application-routes.ts'

const referenceSchema = v.object({
  '@odata.id': v.pipe(v.string(), v.regex(/\/[\da-f-]{36}$/i, 'An address of an object is needed.'))
})

const requireGroup = (request: GraphRequest): Group => {
  allow(request, 'writeGroups')
  const key = request.c.req.param('key') ?? ''
  const { id } = requireInSet(request, requireSet('groups'), key)
  const group = request.world.groups.find(({ objectId }) => objectId === id)
  if (group === undefined) throw notFound(key)
  return group
}

const add = async (request: GraphRequest, ids: string[], what: string): Promise<Response> => {
  const address = (await readBody(request, referenceSchema))['@odata.id']
  const { id } = requireInSet(request, requireSet('directoryobjects'), address.slice(-36))
  if (ids.includes(id))
    throw badRequest(
      `One or more added object references already exist for the following modified properties: '${what}'.`,
      'Request_BadRequest'
    )
  ids.push(id)
  return request.c.body(null, 204)
}

const remove = (request: GraphRequest, ids: string[]): Response => {
  const key = request.c.req.param('member') ?? ''
  const index = ids.indexOf(key.toLowerCase())
  if (index < 0) throw notFound(key)
  ids.splice(index, 1)
  return request.c.body(null, 204)
}

const ownersOf = (request: GraphRequest): string[] => (requireRegistration(request).owners ??= [])

/** Who is in a group and who owns an application. */
export const addReferenceRoutes = (app: Hono<GraphEnv>, cloud: CloudContext): void => {
  app.post(
    '/:version/groups/:key/members/$ref',
    withCaller(cloud, (request) => add(request, requireGroup(request).members, 'members'))
  )
  app.delete(
    '/:version/groups/:key/members/:member/$ref',
    withCaller(cloud, (request) => remove(request, requireGroup(request).members))
  )
  app.post(
    '/:version/applications/:key/owners/$ref',
    withCaller(cloud, (request) => add(request, ownersOf(request), 'owners'))
  )
  app.delete(
    '/:version/applications/:key/owners/:member/$ref',
    withCaller(cloud, (request) => remove(request, ownersOf(request)))
  )
}
