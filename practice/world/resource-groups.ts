import { covers } from './authorization.ts'
import type { World } from './model.ts'

/** A resource group with everything that Azure tells about it. */
export interface ResourceGroup {
  resourceId: string
  name: string
  location: string
  tags: Record<string, string>
}

const GROUP = /^\/subscriptions\/[^/]+\/resourceGroups\/([^/]+)/i

const idsOfResources = (world: World): string[] =>
  [
    ...world.mapsAccounts,
    ...world.geoCatalogs,
    ...world.vaults,
    ...world.storageAccounts,
    ...world.managedIdentities
  ].map(({ resourceId }) => resourceId)

/** The resource groups that the world names, then those that only show in the ids of its resources. */
export const resourceGroupsOf = (world: World): ResourceGroup[] => {
  const found = new Map<string, ResourceGroup>()
  const add = (resourceId: string, more: { location?: string; tags?: Record<string, string> } = {}): void => {
    const [id, name] = GROUP.exec(resourceId) ?? []
    if (id === undefined || name === undefined || found.has(id.toLowerCase())) return
    found.set(id.toLowerCase(), { resourceId: id, name, location: more.location ?? 'eastus', tags: more.tags ?? {} })
  }
  for (const group of world.resourceGroups) add(group.resourceId, group)
  for (const id of idsOfResources(world)) add(id)
  return [...found.values()]
}

/** The resource group that a scope lies in or is; undefined for one that is not there. */
export const findResourceGroup = (world: World, scope: string): ResourceGroup | undefined =>
  resourceGroupsOf(world).find(({ resourceId }) => covers(resourceId, scope))
