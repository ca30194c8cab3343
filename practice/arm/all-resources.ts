import type { JsonBody } from '../http/json-body.ts'
import { covers, mayManage } from '../world/authorization.ts'
import { ArmError } from './arm-error.ts'
import { type ArmReply, type ArmRequest, page, QUOTA } from './arm-request.ts'
import type { PlainRequest } from './plain-request.ts'
import { requireGroup } from './require-group.ts'
import { groupScope } from './resource-groups.ts'
import { ROUTES } from './routes.ts'
import { requireVisible } from './subscriptions.ts'

const READ = 'Microsoft.Resources/subscriptions/resources/read'

/** Every resource with an id below a scope that the caller may read, in full. */
export const readableResources = ({ cloud, caller }: Pick<ArmRequest, 'cloud' | 'caller'>, scope: string): JsonBody[] =>
  ROUTES.flatMap((route) =>
    (route.shown?.(cloud) ?? []).filter(
      ({ id }) =>
        typeof id === 'string' &&
        covers(scope, id) &&
        mayManage(cloud.world, caller.objectId, id, `${route.displayType}/read`)
    )
  )

const TERMS = new Map<string, (resource: JsonBody) => unknown>([
  ['resourcetype', ({ type }) => type],
  ['name', ({ name }) => name],
  ['location', ({ location }) => location],
  ['resourcegroup', ({ id }) => /\/resourcegroups\/([^/]+)/i.exec(String(id))?.[1]]
])

const passesTerm = (term: string): ((resource: JsonBody) => boolean) => {
  const [, name = '', operator, value = ''] = /^(\w+)\s+(eq|ne)\s+'([^']*)'$/i.exec(term) ?? []
  const field = TERMS.get(name.toLowerCase())
  if (field === undefined)
    throw new ArmError(
      400,
      'InvalidFilterInQueryString',
      `Invalid $filter '${term.slice(0, 200)}' specified in the query string.`,
      {
        guessed: true
      }
    )
  return (resource) =>
    (String(field(resource)).toLowerCase() === value.toLowerCase()) === (operator?.toLowerCase() === 'eq')
}

/** What the list of all resources tells of one: no properties. */
const inShort = ({ id, name, type, kind, location, sku, identity, tags }: JsonBody): JsonBody =>
  Object.fromEntries(
    Object.entries({ id, name, type, kind, location, sku, identity, tags }).filter(([, value]) => value !== undefined)
  )

const listBelow = (request: PlainRequest, scope: string): ArmReply => {
  const { c } = request
  const filter = c.req.query('$filter')?.trim() ?? ''
  const tests = filter === '' ? [] : filter.split(/\s+and\s+/i).map(passesTerm)
  const found = readableResources(request, scope).filter((one) => tests.every((test) => test(one)))
  const top = Number(c.req.query('$top') ?? 1000)
  if (!Number.isInteger(top) || top < 1)
    throw new ArmError(400, 'InvalidTopInQueryString', 'The value of $top must be a whole number above 0.', {
      guessed: true
    })
  return { body: page(request, found.map(inShort), Math.min(top, 1000)), headers: QUOTA.reads }
}

/** The resources of a subscription that the caller may read. */
export const listInSubscription = (request: PlainRequest): ArmReply =>
  listBelow(request, `/subscriptions/${requireVisible(request, READ).subscriptionId}`)

/** The resources of a resource group that the caller may read. */
export const listInGroup = (request: PlainRequest): ArmReply => {
  const scope = groupScope(request, READ)
  requireGroup(request.cloud.world, scope)
  return listBelow(request, scope)
}
