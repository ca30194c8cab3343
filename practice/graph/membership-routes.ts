import type { Hono } from 'hono'
import * as v from 'valibot'
import type { CloudContext } from '../cloud-context.ts'
import { contextOf, send } from './answer.ts'
import { objectsById } from './directory/directory-objects.ts'
import { type Entity, shownWithType } from './directory/entity.ts'
import { GROUP, transitiveMembershipsOf } from './directory/groups.ts'
import type { GraphEnv } from './graph-env.ts'
import { readBody } from './read-body.ts'
import { requireMe } from './read-routes.ts'
import {
  allow,
  type GraphRequest,
  readableOf,
  requireInSet,
  requireSet,
  unknownSegment,
  withCaller
} from './request.ts'

const membershipSchema = v.object({
  securityEnabledOnly: v.optional(v.boolean(), false),
  groupIds: v.optional(v.array(v.string()), [])
})

/** What each action says of the groups and directory roles that somebody is in. */
const ACTIONS: Readonly<Record<string, (found: readonly Entity[], asked: readonly string[]) => string[]>> = {
  getmemberobjects: (found) => found.map(({ id }) => id),
  getmembergroups: (found) => found.filter(({ type }) => type === GROUP).map(({ id }) => id),
  checkmembergroups: (found, asked) => asked.filter((id) => found.some((one) => one.id === id.toLowerCase()))
}

const answer = async (request: GraphRequest, of: Entity, name: string): Promise<Response> => {
  const action = Object.hasOwn(ACTIONS, name) ? ACTIONS[name] : undefined
  if (action === undefined) throw unknownSegment(name)
  allow(request, of.id === request.caller.objectId ? 'readOwnMemberships' : 'readGroups')
  const { groupIds } = await readBody(request, membershipSchema)
  const found = transitiveMembershipsOf(request.world, request.tenant, of.id)
  return send(request.c, {
    '@odata.context': contextOf(request.c, 'Collection(Edm.String)'),
    value: action(found, groupIds)
  })
}

const MOST_IDS = 1000

const byIdsSchema = v.object({
  ids: v.pipe(v.array(v.string()), v.maxLength(MOST_IDS)),
  types: v.optional(v.array(v.string()))
})

/** Questions that are asked with POST: memberships, and objects by their ids. */
export const addMembershipRoutes = (app: Hono<GraphEnv>, cloud: CloudContext): void => {
  app.post(
    '/:version/directoryobjects/getbyids',
    withCaller(cloud, async (request) => {
      allow(request, 'readObjects')
      const { ids, types } = await readBody(request, byIdsSchema)
      const wanted = types?.map((type) => type.toLowerCase())
      const found = readableOf(request, objectsById(request.world, request.tenant, ids)).filter(
        ({ type }) => wanted?.includes(type.name.toLowerCase()) ?? true
      )
      return send(request.c, {
        '@odata.context': contextOf(request.c, 'directoryObjects'),
        value: found.map((entity) => shownWithType(entity, undefined))
      })
    })
  )
  app.post(
    '/:version/me/:action',
    withCaller(cloud, (request) => answer(request, requireMe(request), request.c.req.param('action') ?? ''))
  )
  for (const name of ['users', 'groups', 'serviceprincipals', 'directoryobjects'])
    app.post(
      `/:version/${name}/:key/:action{getmember.*|checkmember.*}`,
      withCaller(cloud, (request) => {
        const { key = '', action = '' } = request.c.req.param()
        const entity = requireInSet(request, requireSet(name), key)
        return answer(request, entity, action)
      })
    )
}
