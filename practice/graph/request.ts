import type { Context } from 'hono'
import type { CloudContext } from '../cloud-context.ts'
import type { Tenant, World } from '../world/model.ts'
import type { Entity } from './directory/entity.ts'
import { type GraphCaller, requireCaller } from './graph-caller.ts'
import type { GraphEnv } from './graph-env.ts'
import { badRequest, type GraphError, notFound } from './graph-error.ts'
import { mayInGraph, requireRight, type Right } from './permissions.ts'
import { type EntitySet, SETS } from './sets.ts'

/** A request whose caller is known. */
export interface GraphRequest {
  c: Context<GraphEnv>
  cloud: CloudContext
  world: World
  tenant: Tenant
  caller: GraphCaller
}

/** Makes a route's handler from one that wants to know who asks. */
export const withCaller =
  (cloud: CloudContext, handle: (request: GraphRequest) => Response | Promise<Response>) =>
  async (c: Context<GraphEnv>): Promise<Response> => {
    const caller = await requireCaller(cloud, c)
    return handle({ c, cloud, world: cloud.world, tenant: caller.tenant, caller })
  }

/** Throws the 403 where the caller may not do something. */
export const allow = ({ world, caller }: GraphRequest, right: Right, owners?: readonly string[]): void => {
  requireRight(world, caller, right, owners)
}

/** The 400 for a name in a path that is not known. */
export const unknownSegment = (segment: string): GraphError =>
  badRequest(`Resource not found for the segment '${segment.slice(0, 100)}'.`)

/** The list that a path names, in small letters. */
export const requireSet = (segment: string): EntitySet => {
  const set = SETS.find(({ name }) => name.toLowerCase() === segment)
  if (set === undefined) throw unknownSegment(segment)
  return set
}

const GUID = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/
const KEYS_ARE_GUIDS = ['applications', 'servicePrincipals', 'groups', 'directoryObjects']

/** The object with this key, or undefined; a key that cannot be one is a 400. */
export const findInSet = ({ world, tenant }: GraphRequest, set: EntitySet, key: string): Entity | undefined => {
  const lower = key.toLowerCase()
  if (KEYS_ARE_GUIDS.includes(set.name) && !GUID.test(lower) && !lower.startsWith('appid='))
    throw badRequest(`Invalid object identifier '${key.slice(0, 100)}'.`, 'Request_BadRequest')
  return set
    .list(world, tenant)
    .find((entity) => entity.id === key || entity.id === lower || set.hasKey?.(entity, lower) === true)
}

/** The object with this key; 404 where there is none. */
export const requireInSet = (request: GraphRequest, set: EntitySet, key: string): Entity => {
  const entity = findInSet(request, set, key)
  if (entity === undefined) throw notFound(key)
  return entity
}

const RIGHT_OF_TYPE: Readonly<Record<string, Right>> = {
  user: 'readUsers',
  group: 'readGroups',
  directoryRole: 'readGroups',
  application: 'readApplications',
  servicePrincipal: 'readApplications'
}

/** Those of the objects, of whatever type, that the caller may read. */
export const readableOf = ({ world, caller }: GraphRequest, entities: readonly Entity[]): Entity[] =>
  entities.filter(({ type }) => {
    const right = RIGHT_OF_TYPE[type.name]
    return right === undefined || mayInGraph(world, caller, right)
  })
