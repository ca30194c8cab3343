import * as v from 'valibot'
import type { JsonBody } from '../http/json-body.ts'
import { covers, mayManage } from '../world/authorization.ts'
import { findResourceGroup, type ResourceGroup, resourceGroupsOf } from '../world/resource-groups.ts'
import { ArmError } from './arm-error.ts'
import { requirePermission } from './arm-permission.ts'
import { type ArmReply, page, QUOTA } from './arm-request.ts'
import type { PlainRequest } from './plain-request.ts'
import { locationSchema, readBody, tagsSchema } from './read-body.ts'
import { requireName } from './require-name.ts'
import { requireChangeable, requireVisible } from './subscriptions.ts'

const TYPE = 'Microsoft.Resources/subscriptions/resourceGroups'
const putSchema = v.object({ location: locationSchema, tags: v.nullish(tagsSchema) })

const show = ({ resourceId, name, location, tags }: ResourceGroup): JsonBody => ({
  id: resourceId,
  name,
  type: 'Microsoft.Resources/resourceGroups',
  location,
  tags,
  properties: { provisioningState: 'Succeeded' }
})

/** The scope of the resource group in an address, whether it is there or not; the caller must see the subscription. */
export const groupScope = (request: PlainRequest, action: string): string => {
  const { subscriptionId } = requireVisible(request, action)
  return `/subscriptions/${subscriptionId}/resourceGroups/${request.c.req.param('group') ?? ''}`
}

const find = ({ cloud }: PlainRequest, scope: string): ResourceGroup => {
  const found = findResourceGroup(cloud.world, scope)
  if (found !== undefined) return found
  const name = scope.split('/').at(-1) ?? ''
  throw new ArmError(404, 'ResourceGroupNotFound', `Resource group '${name.slice(0, 90)}' could not be found.`)
}

/** The resource groups that the caller may read. */
export const listGroups = (request: PlainRequest): ArmReply => {
  const { world } = request.cloud
  const { subscriptionId } = requireVisible(request, `${TYPE}/read`)
  const seen = resourceGroupsOf(world).filter(
    ({ resourceId }) =>
      covers(`/subscriptions/${subscriptionId}`, resourceId) &&
      mayManage(world, request.caller.objectId, resourceId, `${TYPE}/read`)
  )
  return { body: page(request, seen.map(show)), headers: QUOTA.reads }
}

/** One resource group; HEAD asks only whether it is there. */
export const getGroup = (request: PlainRequest): ArmReply => {
  const scope = groupScope(request, `${TYPE}/read`)
  requirePermission(request.cloud.world, request.caller, scope, `${TYPE}/read`)
  const found = find(request, scope)
  return request.c.req.method === 'HEAD' ? { status: 204 } : { body: show(found), headers: QUOTA.reads }
}

/** Creates a resource group, or changes its tags. */
export const putGroup = async (request: PlainRequest): Promise<ArmReply> => {
  const { world } = request.cloud
  const scope = groupScope(request, `${TYPE}/write`)
  requirePermission(world, request.caller, scope, `${TYPE}/write`)
  requireChangeable(world, scope, 'Microsoft.Resources')
  requireName(request.c.req.param('group') ?? '', 'Microsoft.Resources/resourceGroups')
  const { location, tags } = await readBody(request, putSchema)
  const existing = findResourceGroup(world, scope)
  if (existing !== undefined && existing.location !== location.toLowerCase()) {
    const message = `Invalid resource group location '${location.slice(0, 40)}'. The Resource group already exists in location '${existing.location}'.`
    throw new ArmError(409, 'InvalidResourceGroupLocation', message, { guessed: true })
  }
  const resourceId = existing?.resourceId ?? scope
  world.resourceGroups = [
    ...world.resourceGroups.filter((one) => one.resourceId.toLowerCase() !== resourceId.toLowerCase()),
    { resourceId, location: location.toLowerCase(), tags: tags ?? existing?.tags ?? {} }
  ]
  return {
    status: existing === undefined ? 201 : 200,
    body: show(find(request, resourceId)),
    headers: QUOTA.writes
  }
}
