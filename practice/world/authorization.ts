import { ROLES, type RoleName } from './built-in-roles.ts'
import type { World } from './model.ts'

/** Whether a role given at a scope counts at a resource: it is the same or lies above. */
export const covers = (scope: string, resourceId: string): boolean => {
  const above = scope.toLowerCase().replace(/\/+$/, '')
  const below = resourceId.toLowerCase()
  return below === above || below.startsWith(`${above}/`)
}

const rolesAt = (world: World, principalId: string, resourceId: string): RoleName[] => {
  const ids = new Set(
    world.roleAssignments
      .filter((one) => one.principalId === principalId && covers(one.scope, resourceId))
      .map((one) => one.roleId)
  )
  return (Object.keys(ROLES) as RoleName[]).filter((name) => ids.has(ROLES[name].id))
}

/** Whether a principal has one of the named roles on a resource, at it or above it. */
export const hasRole = (world: World, principalId: string, resourceId: string, wanted: readonly RoleName[]): boolean =>
  rolesAt(world, principalId, resourceId).some((name) => wanted.includes(name))

const matches = (pattern: string, action: string): boolean => {
  const expression = pattern
    .split('*')
    .map((part) => part.replace(/[.\\+?^$|()[\]{}]/g, '\\$&'))
    .join('.*')
  return new RegExp(`^${expression}$`, 'i').test(action)
}

/** Whether a principal may do a data action on a resource; management roles such as Owner give none. */
export const mayDo = (world: World, principalId: string, resourceId: string, dataAction: string): boolean =>
  rolesAt(world, principalId, resourceId).some((name) =>
    ROLES[name].dataActions.some((pattern) => matches(pattern, dataAction))
  )

/** Whether a principal may do a management action at a scope; each role takes its own exceptions away. */
export const mayManage = (world: World, principalId: string, scope: string, action: string): boolean =>
  rolesAt(world, principalId, scope).some(
    (name) =>
      ROLES[name].actions.some((pattern) => matches(pattern, action)) &&
      !ROLES[name].notActions.some((pattern) => matches(pattern, action))
  )

/** The subscriptions of a tenant on or in which a principal has any role. */
export const visibleSubscriptions = (world: World, tenantId: string, principalId: string): World['subscriptions'] =>
  world.subscriptions.filter((subscription) => {
    const root = `/subscriptions/${subscription.subscriptionId}`
    return (
      subscription.tenantId === tenantId &&
      world.roleAssignments.some(
        (one) => one.principalId === principalId && (covers(root, one.scope) || covers(one.scope, root))
      )
    )
  })
