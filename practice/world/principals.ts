import { servicePrincipalIn } from './directory.ts'
import type { World } from './model.ts'

/** What a role can be given to, as Azure Resource Manager names it. */
export type PrincipalType = 'User' | 'Group' | 'ServicePrincipal'

const isServicePrincipal = (world: World, objectId: string, tenantId?: string): boolean =>
  world.managedIdentities.some((one) => one.objectId === objectId && (tenantId ?? one.tenantId) === one.tenantId) ||
  world.applications.some((application) =>
    application.firstParty && tenantId !== undefined
      ? servicePrincipalIn(application, tenantId)?.objectId === objectId
      : application.servicePrincipals.some(
          (one) => one.objectId === objectId && (tenantId ?? one.tenantId) === one.tenantId
        )
  )

/** What an object id stands for in a tenant, or anywhere; undefined for one that nobody has. */
export const principalTypeOf = (world: World, objectId: string, tenantId?: string): PrincipalType | undefined => {
  const inTenant = (one: { objectId: string; tenantId: string }): boolean =>
    one.objectId === objectId && (tenantId === undefined || one.tenantId === tenantId)
  if (world.users.some(({ memberships }) => memberships.some(inTenant))) return 'User'
  if (world.groups.some(inTenant)) return 'Group'
  return isServicePrincipal(world, objectId, tenantId) ? 'ServicePrincipal' : undefined
}
