import type { CloudContext } from '../cloud-context.ts'
import type { JsonBody } from '../http/json-body.ts'
import { covers, mayManage, visibleSubscriptions } from '../world/authorization.ts'
import type { World } from '../world/model.ts'
import { ArmError } from './arm-error.ts'
import { authorizationFailed, requirePermission, requireSubscription } from './arm-permission.ts'
import { type ArmReply, type ArmRequest, type ArmRoute, methodNotAllowed, page, QUOTA } from './arm-request.ts'
import { groupNameOf, isGroup, requireGroup } from './require-group.ts'
import { requireName } from './require-name.ts'
import { noteChange } from './system-data.ts'

/** What every resource of the world has. */
export interface AzureResource {
  resourceId: string
}

/** What can be done with a resource besides reading and changing it. */
export interface Operation<T extends AzureResource> {
  /** POST where left out. */
  method?: 'GET' | 'POST' | 'PUT'
  /** The permission without the resource type, such as `listKeys/action`. */
  permission: string
  /** Whether more may stand behind its name. */
  deep?: boolean
  /** Whether no fact confirms what it answers. */
  guessed?: boolean
  run: (request: ArmRequest, resource: T) => Promise<JsonBody> | JsonBody
}

/** A resource type: where its resources are, how they look, and what can be done with them. */
export interface ResourceKind<T extends AzureResource> {
  /** As the provider spells it; permissions and messages say it. */
  type: string
  versions: readonly string[]
  all: (world: World) => readonly T[]
  show: (cloud: CloudContext, resource: T, version: string) => JsonBody
  /** Creates a resource, or changes the one that is there, by the body of a PUT. */
  put?: (request: ArmRequest, id: string, existing: T | undefined) => Promise<{ resource: T } & ArmReply>
  /** Changes a resource by the body of a PATCH; a reply stands in for the resource. */
  patch?: (request: ArmRequest, resource: T) => Promise<ArmReply | undefined>
  remove?: (request: ArmRequest, resource: T) => ArmReply
  /** By their name in lower case. */
  operations?: Record<string, Operation<T>>
}

const list = <T extends AzureResource>(kind: ResourceKind<T>, request: ArmRequest, version: string): ArmReply => {
  const { cloud, caller, path } = request
  const action = `${kind.type}/read`
  // As in Azure: whoever has any role below sees what that role lets them see, all others are refused.
  const visible = visibleSubscriptions(cloud.world, caller.tenantId, caller.objectId)
  if (!visible.some((one) => covers(`/subscriptions/${one.subscriptionId}`, path.scope)))
    throw authorizationFailed(caller, path.scope, action)
  requireGroup(cloud.world, path.scope)
  const seen = kind
    .all(cloud.world)
    .filter(
      (one) => covers(path.scope, one.resourceId) && mayManage(cloud.world, caller.objectId, one.resourceId, action)
    )
  const shown = seen.map((one) => kind.show(cloud, one, version))
  return { body: page(request, shown), headers: QUOTA.reads }
}

const notFound = (type: string, { path }: ArmRequest): ArmError =>
  new ArmError(
    404,
    'ResourceNotFound',
    `The Resource '${type}/${path.name ?? ''}' under resource group '${groupNameOf(path.scope) ?? ''}' was not found. For more details please go to https://aka.ms/ARMResourceNotFoundFix`
  )

const answerOne = async <T extends AzureResource>(
  kind: ResourceKind<T>,
  request: ArmRequest,
  version: string
): Promise<ArmReply> => {
  const { cloud, c, caller, path } = request
  const { method } = c.req
  const id = `${path.scope}/providers/${kind.type}/${path.name ?? ''}`
  const existing = kind.all(cloud.world).find((one) => one.resourceId.toLowerCase() === id.toLowerCase())
  const may = (action: string): void => {
    requirePermission(cloud.world, caller, id, `${kind.type}/${action}`)
  }
  const there = (): T => {
    if (existing !== undefined) return existing
    requireGroup(cloud.world, path.scope)
    throw notFound(kind.type, request)
  }
  if (path.action !== undefined) {
    const operation = Object.entries(kind.operations ?? {}).find(([name]) => name === path.action)?.[1]
    if (operation === undefined || method !== (operation.method ?? 'POST')) throw methodNotAllowed()
    if (path.rest.length > 0 && operation.deep !== true) throw methodNotAllowed()
    may(operation.permission)
    const headers = method === 'GET' ? QUOTA.reads : QUOTA.writes
    return { body: await operation.run(request, there()), headers, guessed: operation.guessed ?? false }
  }
  if (method === 'GET') {
    may('read')
    return { body: kind.show(cloud, there(), version), headers: QUOTA.reads }
  }
  if (method === 'HEAD') {
    may('read')
    there()
    return { status: 204 }
  }
  if (method === 'PUT' && kind.put !== undefined) {
    may('write')
    if (!isGroup(path.scope)) throw methodNotAllowed()
    requireGroup(cloud.world, path.scope)
    requireName(path.name ?? '', kind.type)
    const { resource, ...reply } = await kind.put(request, id, existing)
    noteChange(resource, caller, c.get('nowMs'), existing === undefined)
    const status = existing === undefined ? 201 : 200
    return { status, body: kind.show(cloud, resource, version), headers: QUOTA.writes, ...reply }
  }
  if (method === 'PATCH' && kind.patch !== undefined) {
    may('write')
    const resource = there()
    const reply = await kind.patch(request, resource)
    noteChange(resource, caller, c.get('nowMs'))
    return reply ?? { body: kind.show(cloud, resource, version), headers: QUOTA.writes }
  }
  if (method === 'DELETE' && kind.remove !== undefined) {
    may('delete')
    return existing === undefined ? { status: 204, headers: QUOTA.deletes } : kind.remove(request, existing)
  }
  throw methodNotAllowed()
}

/** Answers lists, reads, changes and operations of one resource type; the permission comes before the existence. */
export const resourceRoute = <T extends AzureResource>(kind: ResourceKind<T>): ArmRoute => ({
  displayType: kind.type,
  versions: kind.versions,
  deep: true,
  shown: (cloud) => kind.all(cloud.world).map((one) => kind.show(cloud, one, kind.versions.toSorted().at(-1) ?? '')),
  answer: async (request) => {
    const { cloud, c, caller, path } = request
    const version = c.req.query('api-version') ?? ''
    requireSubscription(cloud.world, caller, path.scope)
    if (path.name === undefined) {
      if (c.req.method !== 'GET') throw methodNotAllowed()
      return list(kind, request, version)
    }
    return answerOne(kind, request, version)
  }
})

/** Takes a resource out of the list that holds it. */
export const removeFrom = <T>(list: T[], one: T): void => {
  const at = list.indexOf(one)
  if (at >= 0) list.splice(at, 1)
}
