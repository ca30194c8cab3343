import { ROLES, type RoleName } from './built-in-roles.ts'
import type { RoleAssignment, World } from './model.ts'

/** Whether a role given at a scope counts at a resource: it is the same or lies above. */
export const covers = (scope: string, resourceId: string): boolean => {
  const above = scope.toLowerCase().replace(/\/+$/, '')
  const below = resourceId.toLowerCase()
  return below === above || below.startsWith(`${above}/`)
}

/** What a role allows, be it Azure's own or the organisation's. */
export interface Role {
  id: string
  name: string
  description: string
  actions: readonly string[]
  notActions: readonly string[]
  dataActions: readonly string[]
  notDataActions?: readonly string[]
}

/** The role with this id, built in or the world's own. */
export const findRole = (world: World, roleId: string): Role | undefined =>
  Object.values<Role>(ROLES).find((role) => role.id === roleId) ?? world.roleDefinitions.find(({ id }) => id === roleId)

/** A principal's own object id and those of the groups that it is in. */
export const principalAndGroups = (world: World, principalId: string): string[] => [
  principalId,
  ...world.groups.filter(({ members }) => members.includes(principalId)).map(({ objectId }) => objectId)
]

/** Whether services honour an assignment now: a new one takes the world's delay, a removed one still counts for as long. */
export const isEffective = (
  { effectiveAt = 0, removedButEffectiveUntil }: RoleAssignment,
  nowMs = Date.now()
): boolean => effectiveAt <= nowMs && (removedButEffectiveUntil === undefined || nowMs < removedButEffectiveUntil)

/** The roles that count for a principal at a scope now. */
export const rolesAt = (world: World, principalId: string, resourceId: string): Role[] => {
  const principals = principalAndGroups(world, principalId)
  const ids = world.roleAssignments
    .filter((one) => principals.includes(one.principalId) && covers(one.scope, resourceId) && isEffective(one))
    .map(({ roleId }) => roleId)
  return [...new Set(ids)].flatMap((id) => findRole(world, id) ?? [])
}

/** Whether a principal has one of the named roles on a resource, at it or above it. */
export const hasRole = (world: World, principalId: string, resourceId: string, wanted: readonly RoleName[]): boolean =>
  rolesAt(world, principalId, resourceId).some(({ id }) => wanted.some((name) => ROLES[name].id === id))

/** Whether an action fits a pattern, in which a star stands for any text; in linear time, because people write patterns. */
const matches = (pattern: string, action: string): boolean => {
  const text = action.toLowerCase()
  const [first = '', ...rest] = pattern.toLowerCase().split('*')
  const last = rest.pop()
  if (last === undefined) return text === first
  const end = text.length - last.length
  if (!text.startsWith(first) || !text.endsWith(last) || first.length > end) return false
  let at = first.length
  for (const part of rest) {
    const found = text.indexOf(part, at)
    if (found < 0 || found + part.length > end) return false
    at = found + part.length
  }
  return true
}

const allows = (given: readonly string[], taken: readonly string[], action: string): boolean =>
  given.some((pattern) => matches(pattern, action)) && !taken.some((pattern) => matches(pattern, action))

/** Whether a principal may do a data action on a resource; management roles such as Owner give none. */
export const mayDo = (world: World, principalId: string, resourceId: string, dataAction: string): boolean =>
  rolesAt(world, principalId, resourceId).some(({ dataActions, notDataActions = [] }) =>
    allows(dataActions, notDataActions, dataAction)
  )

/** Whether a principal may do a management action at a scope; each role takes its own exceptions away. */
export const mayManage = (world: World, principalId: string, scope: string, action: string): boolean =>
  rolesAt(world, principalId, scope).some(({ actions, notActions }) => allows(actions, notActions, action))

/** The subscriptions of a tenant on or in which a principal has any role. */
export const visibleSubscriptions = (world: World, tenantId: string, principalId: string): World['subscriptions'] =>
  world.subscriptions.filter((subscription) => {
    const root = `/subscriptions/${subscription.subscriptionId}`
    const principals = principalAndGroups(world, principalId)
    return (
      subscription.tenantId === tenantId &&
      world.roleAssignments.some(
        (one) =>
          principals.includes(one.principalId) &&
          isEffective(one) &&
          (covers(root, one.scope) || covers(one.scope, root))
      )
    )
  })
