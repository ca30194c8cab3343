import type { Hono } from 'hono'
import type { CloudContext } from '../cloud-context.ts'
import type { JsonBody } from '../http/json-body.ts'
import { contextOf, send } from './answer.ts'
import { answerCount, answerList, guessHeader, type Listing, optionsFor } from './answer-list.ts'
import { DIRECTORY_OBJECT } from './directory/directory-objects.ts'
import { type Entity, shown, shownWithType } from './directory/entity.ts'
import type { GraphEnv } from './graph-env.ts'
import { badRequest, denied, notFound } from './graph-error.ts'
import { mayInGraph } from './permissions.ts'
import {
  allow,
  findInSet,
  type GraphRequest,
  readableOf,
  requireInSet,
  requireSet,
  unknownSegment,
  withCaller
} from './request.ts'
import type { EntitySet, Navigation } from './sets.ts'

const CAST = 'microsoft.graph.'

const isOwn = ({ caller }: GraphRequest, entity: Entity | undefined): boolean => entity?.id === caller.objectId

/** A person may read themselves and their memberships with less than everybody else. */
const allowNavigation = (request: GraphRequest, of: Entity, { right, name }: Navigation): void => {
  const own = isOwn(request, of) && /memberof$/i.test(name)
  allow(request, own ? 'readOwnMemberships' : right)
}

const expander =
  (request: GraphRequest, { navigation }: EntitySet): Listing['expand'] =>
  (entity, names) => {
    const added: Record<string, JsonBody[]> = {}
    for (const name of names) {
      const found = navigation.find((one) => one.name.toLowerCase() === name.toLowerCase())
      if (found === undefined)
        throw badRequest(
          `Parsing OData Select and Expand failed: Could not find a property named '${name.slice(0, 100)}' on type 'microsoft.graph.${entity.type.name}'.`
        )
      allowNavigation(request, entity, found)
      const mixed = found.type === DIRECTORY_OBJECT
      const list = found.list(request.world, request.tenant, entity)
      added[found.name] = list.map((one) => (mixed ? shownWithType : shown)(one, undefined))
    }
    return added
  }

const nothingToExpand: Listing['expand'] = (_entity, names) => {
  if (names.length > 0) throw badRequest('$expand is not offered on this list.')
  return {}
}

const listingOf = (request: GraphRequest, set: EntitySet): Listing => {
  allow(request, set.right)
  return {
    entities: readableOf(request, set.list(request.world, request.tenant)),
    type: set.type,
    context: set.name,
    mixed: set.type === DIRECTORY_OBJECT,
    expand: expander(request, set)
  }
}

const navigationListing = (request: GraphRequest, set: EntitySet, of: Entity, name: string, cast?: string): Listing => {
  const found = set.navigation.find((one) => one.name.toLowerCase() === name)
  if (found === undefined) throw unknownSegment(name)
  allowNavigation(request, of, found)
  const all = found.list(request.world, request.tenant, of)
  const mixed = found.type === DIRECTORY_OBJECT
  const entities = cast === undefined ? all : all.filter(({ type }) => `${CAST}${type.name}`.toLowerCase() === cast)
  return {
    entities,
    type: (cast === undefined ? undefined : entities[0]?.type) ?? found.type,
    context: mixed ? 'directoryObjects' : `${set.name}('${of.id}')/${found.name}`,
    mixed,
    expand: nothingToExpand
  }
}

const answerEntity = ({ c }: GraphRequest, entity: Entity, set: EntitySet, expand: Listing['expand']): Response => {
  const options = optionsFor(c, entity.type)
  const show = set.type === DIRECTORY_OBJECT ? shownWithType : shown
  const body = {
    '@odata.context': contextOf(c, `${set.name}/$entity`, options.select),
    ...show(entity, options.select),
    ...expand(entity, options.expand)
  }
  return send(c, body, { headers: guessHeader([entity], options.select) })
}

/** The signed-in person; an application has no `/me`. */
export const requireMe = (request: GraphRequest): Entity => {
  if (request.caller.kind === 'app') throw badRequest('/me request is only valid with delegated authentication flow.')
  return requireInSet(request, requireSet('users'), request.caller.objectId)
}

const readable = (request: GraphRequest, set: EntitySet, key: string): Entity => {
  const { world, caller } = request
  // Whoever may not read the list learns nothing about what is in it, themselves excepted.
  const may = mayInGraph(world, caller, set.right)
  const entity = may || set.name === 'users' ? findInSet(request, set, key) : undefined
  if (isOwn(request, entity)) allow(request, 'readSelf')
  else if (!may) throw denied()
  if (entity === undefined) throw notFound(key)
  if (!isOwn(request, entity) && readableOf(request, [entity]).length === 0) throw denied()
  return entity
}

/** Everything that only reads: lists, objects and what hangs on them. */
export const addReadRoutes = (app: Hono<GraphEnv>, cloud: CloudContext): void => {
  const on = (path: string, handle: (request: GraphRequest, param: (name: string) => string) => Response): void => {
    app.get(
      path,
      withCaller(cloud, (request) => handle(request, (name) => request.c.req.param(name) ?? ''))
    )
  }
  on('/:version/me', (request) => {
    const me = requireMe(request)
    allow(request, 'readSelf')
    const users = requireSet('users')
    return answerEntity(request, me, users, expander(request, users))
  })
  on('/:version/me/:nav', (request, param) =>
    answerList(request.c, navigationListing(request, requireSet('users'), requireMe(request), param('nav')))
  )
  on('/:version/me/:nav/:cast', (request, param) =>
    answerList(
      request.c,
      navigationListing(request, requireSet('users'), requireMe(request), param('nav'), param('cast'))
    )
  )
  on('/:version/:set', (request, param) => answerList(request.c, listingOf(request, requireSet(param('set')))))
  on('/:version/:set/:key', (request, param) => {
    const set = requireSet(param('set'))
    if (param('key') === '$count') return answerCount(request.c, listingOf(request, set))
    return answerEntity(request, readable(request, set, param('key')), set, expander(request, set))
  })
  on('/:version/:set/:key/:nav', (request, param) => {
    const set = requireSet(param('set'))
    const entity = readable(request, set, param('key'))
    return answerList(request.c, navigationListing(request, set, entity, param('nav')))
  })
  on('/:version/:set/:key/:nav/:of', (request, param) => {
    const set = requireSet(param('set'))
    const entity = readable(request, set, param('key'))
    const of = param('of').toLowerCase()
    if (of === '$count') return answerCount(request.c, navigationListing(request, set, entity, param('nav')))
    if (of.startsWith(CAST)) return answerList(request.c, navigationListing(request, set, entity, param('nav'), of))
    const listing = navigationListing(request, set, entity, param('nav'))
    const one = listing.entities.find(({ id, body }) => id.toLowerCase() === of || body.name === param('of'))
    if (one === undefined) throw notFound(param('of'))
    const { select } = optionsFor(request.c, one.type)
    return send(request.c, {
      '@odata.context': contextOf(request.c, `${listing.context}/$entity`),
      ...shown(one, select)
    })
  })
}
