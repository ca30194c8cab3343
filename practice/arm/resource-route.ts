import type { CloudContext } from '../cloud-context.ts'
import type { JsonBody } from '../http/json-body.ts'
import { covers, mayManage, visibleSubscriptions } from '../world/authorization.ts'
import type { World } from '../world/model.ts'
import { ArmError } from './arm-error.ts'
import { authorizationFailed, requirePermission, requireSubscription } from './arm-permission.ts'
import { type ArmReply, type ArmRequest, type ArmRoute, methodNotAllowed, page } from './arm-request.ts'

/** What every resource of the world has. */
export interface AzureResource {
  resourceId: string
}

/** A resource type: where its resources are, how they look, and what can be done with them. */
export interface ResourceKind<T extends AzureResource> {
  /** As the provider spells it; permissions and messages say it. */
  type: string
  versions: readonly string[]
  all: (world: World) => readonly T[]
  show: (cloud: CloudContext, resource: T) => JsonBody
  /** Changes a resource by the body of a PATCH. */
  patch?: (request: ArmRequest, resource: T) => Promise<void>
  /** Operations by POST, by their name in lower case; `action` is the permission's last part. */
  operations?: Record<string, { action: string; run: (request: ArmRequest, resource: T) => Promise<JsonBody> }>
}

const READS = { 'x-ms-ratelimit-remaining-subscription-reads': '1099' }
const WRITES = { 'x-ms-ratelimit-remaining-subscription-writes': '199' }

const groupOf = (scope: string): string | undefined => /\/resourcegroups\/([^/]+)/i.exec(scope)?.[1]

const requireGroup = (world: World, scope: string): void => {
  const group = groupOf(scope)
  if (group === undefined) return
  const known = [...world.mapsAccounts, ...world.geoCatalogs, ...world.vaults].some((one) =>
    covers(scope, one.resourceId)
  )
  if (!known) throw new ArmError(404, 'ResourceGroupNotFound', `Resource group '${group}' could not be found.`)
}

const list = <T extends AzureResource>(kind: ResourceKind<T>, request: ArmRequest): ArmReply => {
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
  return {
    body: page(
      request,
      seen.map((one) => kind.show(cloud, one))
    ),
    headers: READS
  }
}

const find = <T extends AzureResource>(kind: ResourceKind<T>, { cloud, path }: ArmRequest, id: string): T => {
  const found = kind.all(cloud.world).find((one) => one.resourceId.toLowerCase() === id.toLowerCase())
  if (found !== undefined) return found
  requireGroup(cloud.world, path.scope)
  throw new ArmError(
    404,
    'ResourceNotFound',
    `The Resource '${kind.type}/${path.name ?? ''}' under resource group '${groupOf(path.scope) ?? ''}' was not found. For more details please go to https://aka.ms/ARMResourceNotFoundFix`
  )
}

/** Answers lists, reads, changes and operations of one resource type; the permission comes before the existence. */
export const resourceRoute = <T extends AzureResource>(kind: ResourceKind<T>): ArmRoute => ({
  type: kind.type.toLowerCase(),
  versions: kind.versions,
  answer: async (request) => {
    const { cloud, c, caller, path } = request
    const { method } = c.req
    requireSubscription(cloud.world, caller, path.scope)
    if (path.name === undefined && method === 'GET') return list(kind, request)
    const id = `${path.scope}/providers/${kind.type}/${path.name ?? ''}`
    const may = (action: string): void => {
      requirePermission(cloud.world, caller, id, `${kind.type}/${action}`)
    }
    if (path.action === undefined && method === 'GET') {
      may('read')
      return { body: kind.show(cloud, find(kind, request, id)), headers: READS }
    }
    if (path.action === undefined && method === 'PATCH' && kind.patch !== undefined) {
      may('write')
      const resource = find(kind, request, id)
      await kind.patch(request, resource)
      return { body: kind.show(cloud, resource), headers: WRITES }
    }
    const operation = Object.entries(kind.operations ?? {}).find(([name]) => name === path.action)?.[1]
    if (operation === undefined || method !== 'POST') throw methodNotAllowed()
    may(`${operation.action}/action`)
    return { body: await operation.run(request, find(kind, request, id)), headers: WRITES }
  }
})
