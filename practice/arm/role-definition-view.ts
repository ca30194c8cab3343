import type { JsonBody } from '../http/json-body.ts'
import { covers, type Role } from '../world/authorization.ts'
import { ROLES } from '../world/built-in-roles.ts'
import type { RoleDefinition, World } from '../world/model.ts'
import { isOfTenant } from './arm-permission.ts'
import { armInstant } from './arm-request.ts'
import { definitionId } from './role-assignment-view.ts'

const BUILT_IN_AT = '2015-02-02T21:55:09.8806423Z'
/** When the world's own roles are said to have been made. */
const CUSTOM_AT = Date.UTC(2025, 10, 3, 9)

/** A role definition of either kind. */
export type AnyRole = (Role & { assignableScopes: readonly string[] }) & { isCustom: boolean }

const builtIn = (role: Role): AnyRole => ({ ...role, assignableScopes: ['/'], isCustom: false })

/** A role of the organisation's own, as the list of all roles has it. */
export const custom = (role: RoleDefinition): AnyRole => ({ ...role, isCustom: true })

/**
 * The roles that a tenant knows at a scope: Azure's own, and the organisation's that are meant for it or for a place above
 * or below.
 */
export const rolesFor = (world: World, tenantId: string, scope: string): AnyRole[] => [
  ...Object.values<Role>(ROLES).map(builtIn),
  ...world.roleDefinitions
    .filter(({ assignableScopes }) => assignableScopes.some((one) => covers(one, scope) || covers(scope, one)))
    .filter(({ assignableScopes }) => assignableScopes.some((one) => isOfTenant(world, tenantId, one)))
    .map(custom)
]

/** A role definition as Azure Resource Manager shows it at a scope. */
export const showDefinition = (scope: string, role: AnyRole): JsonBody => {
  const { actions, notActions, dataActions, notDataActions = [] } = role
  const at = role.isCustom ? armInstant(CUSTOM_AT) : BUILT_IN_AT
  return {
    properties: {
      roleName: role.name,
      type: role.isCustom ? 'CustomRole' : 'BuiltInRole',
      description: role.description,
      assignableScopes: role.assignableScopes,
      permissions: [{ actions, notActions, dataActions, notDataActions }],
      createdOn: at,
      updatedOn: at,
      createdBy: null,
      updatedBy: null
    },
    id: definitionId(scope, role.id),
    type: 'Microsoft.Authorization/roleDefinitions',
    name: role.id
  }
}
