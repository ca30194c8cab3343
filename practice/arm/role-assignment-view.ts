import type { JsonBody } from '../http/json-body.ts'
import type { RoleAssignment, World } from '../world/model.ts'
import { principalTypeOf } from '../world/principals.ts'
import { stableId } from '../world/stable-id.ts'
import { armInstant } from './arm-request.ts'

/** When the world's own assignments are said to have been made. */
const GIVEN_AT = Date.UTC(2026, 0, 15, 8)

/** The id of a role as it is seen from a scope: in its subscription, or in none. */
export const definitionId = (scope: string, roleId: string): string => {
  const subscription = /^\/subscriptions\/[^/]+/i.exec(scope)?.[0] ?? ''
  return `${subscription}/providers/Microsoft.Authorization/roleDefinitions/${roleId}`
}

/** An assignment's own name, which the world may leave out. */
export const assignmentName = ({ name, principalId, roleId, scope }: RoleAssignment): string =>
  name ?? stableId(`assignment:${principalId}:${roleId}:${scope}`)

/** Whether an assignment is there; a removed one can still count without being there. */
export const isListed = ({ removedButEffectiveUntil }: RoleAssignment): boolean =>
  removedButEffectiveUntil === undefined

/** An assignment as Azure Resource Manager shows it; the answer to its creation does not tell who made it. */
export const showAssignment = (world: World, assignment: RoleAssignment, justMade = false): JsonBody => {
  const { principalId, roleId, scope, description = null } = assignment
  const giver = assignment.createdBy ?? world.users[0]?.memberships[0].objectId ?? null
  const at = armInstant(assignment.createdAt ?? GIVEN_AT)
  const name = assignmentName(assignment)
  return {
    properties: {
      roleDefinitionId: definitionId(scope, roleId),
      principalId,
      principalType: principalTypeOf(world, principalId) ?? 'Unknown',
      scope,
      condition: null,
      conditionVersion: null,
      createdOn: at,
      updatedOn: at,
      createdBy: justMade ? null : giver,
      updatedBy: giver,
      delegatedManagedIdentityResourceId: null,
      description
    },
    id: `${scope === '/' ? '' : scope}/providers/Microsoft.Authorization/roleAssignments/${name}`,
    type: 'Microsoft.Authorization/roleAssignments',
    name
  }
}
