import type { World } from '../world/model.ts'
import { findResourceGroup } from '../world/resource-groups.ts'
import { ArmError } from './arm-error.ts'

/** The name of the resource group in a scope, as it was spelled. */
export const groupNameOf = (scope: string): string | undefined => /\/resourcegroups\/([^/]+)/i.exec(scope)?.[1]

/** Whether a scope is a resource group, in which alone resources are made. */
export const isGroup = (scope: string): boolean => /^\/subscriptions\/[^/]+\/resourcegroups\/[^/]+$/i.test(scope)

/** The resource group of a scope must be there; a scope without one passes. */
export const requireGroup = (world: World, scope: string): void => {
  const name = groupNameOf(scope)
  if (name === undefined || findResourceGroup(world, scope) !== undefined) return
  throw new ArmError(404, 'ResourceGroupNotFound', `Resource group '${name}' could not be found.`)
}
