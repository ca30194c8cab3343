import * as v from 'valibot'
import { covers } from '../world/authorization.ts'
import { ROLES } from '../world/built-in-roles.ts'
import type { RoleDefinition } from '../world/model.ts'
import { ArmError } from './arm-error.ts'
import { requirePermission, requireSubscription } from './arm-permission.ts'
import { type ArmReply, type ArmRequest, QUOTA } from './arm-request.ts'
import { readBody } from './read-body.ts'
import { isListed } from './role-assignment-view.ts'
import { removeFrom } from './resource-route.ts'
import { custom, showDefinition } from './role-definition-view.ts'

const TYPE = 'Microsoft.Authorization/roleDefinitions'
const strings = v.nullish(v.array(v.pipe(v.string(), v.nonEmpty())), [])
const permissionSchema = v.object({
  actions: strings,
  notActions: strings,
  dataActions: strings,
  notDataActions: strings
})
const fieldsSchema = v.object({
  roleName: v.pipe(v.string(), v.nonEmpty()),
  description: v.nullish(v.string(), ''),
  permissions: v.pipe(v.array(permissionSchema), v.length(1, 'The practice cloud takes exactly one permission.')),
  assignableScopes: v.pipe(v.array(v.pipe(v.string(), v.startsWith('/subscriptions/'))), v.minLength(1))
})
/** The JavaScript client sends the fields in `properties`, as the service shows them. */
const bodySchema = v.object({ properties: fieldsSchema })

const isBuiltIn = (id: string): boolean => Object.values(ROLES).some((role) => role.id === id)

/** Whoever changes a role must be allowed to at each scope that it is meant for: it counts at all of them. */
const requireAtAll = ({ cloud, caller }: ArmRequest, id: string, scopes: readonly string[], verb: string): void => {
  for (const scope of scopes) {
    requirePermission(cloud.world, caller, `${scope}/providers/${TYPE}/${id}`, `${TYPE}/${verb}`)
    requireSubscription(cloud.world, caller, scope)
  }
}

/** Creates or changes a role of the organisation's own; who does so may write where it is and where it was meant for. */
export const putDefinition = async (request: ArmRequest, id: string): Promise<ArmReply> => {
  const { cloud, path } = request
  const { world } = cloud
  if (!/^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/.test(id))
    throw new ArmError(400, 'InvalidRoleDefinitionId', `The role definition ID '${id.slice(0, 64)}' is not valid.`)
  if (isBuiltIn(id))
    throw new ArmError(400, 'RoleDefinitionNotCustom', 'A built-in role cannot be changed.', { guessed: true })
  const { roleName, description, permissions, assignableScopes } = (await readBody(request, bodySchema)).properties
  const at = world.roleDefinitions.findIndex((one) => one.id === id)
  const before = world.roleDefinitions[at]?.assignableScopes ?? []
  requireAtAll(request, id, [...new Set([...before, ...assignableScopes])], 'write')
  const sameName = (one: { id: string; name: string }): boolean =>
    one.id !== id && one.name.toLowerCase() === roleName.toLowerCase()
  if (world.roleDefinitions.some(sameName) || Object.values(ROLES).some(sameName))
    throw new ArmError(
      409,
      'RoleDefinitionWithSameNameExists',
      'A role definition cannot be updated with a name that already exists.'
    )
  const [allowed] = permissions
  const made: RoleDefinition = {
    id,
    name: roleName,
    description,
    actions: allowed?.actions ?? [],
    notActions: allowed?.notActions ?? [],
    dataActions: allowed?.dataActions ?? [],
    notDataActions: allowed?.notDataActions ?? [],
    assignableScopes
  }
  if (at < 0) world.roleDefinitions.push(made)
  else world.roleDefinitions[at] = made
  return { status: 201, body: showDefinition(path.scope, custom(made)), headers: QUOTA.writes }
}

/** Removes a role of the organisation's own that nobody has. */
export const deleteDefinition = (request: ArmRequest, id: string): ArmReply => {
  const { cloud, path } = request
  const { world } = cloud
  if (isBuiltIn(id))
    throw new ArmError(400, 'RoleDefinitionNotCustom', 'A built-in role cannot be deleted.', { guessed: true })
  const found = world.roleDefinitions.find(
    (one) =>
      one.id === id && one.assignableScopes.some((scope) => covers(scope, path.scope) || covers(path.scope, scope))
  )
  if (found === undefined) return { status: 204, headers: QUOTA.deletes }
  requireAtAll(request, id, found.assignableScopes, 'delete')
  if (world.roleAssignments.some((one) => isListed(one) && one.roleId === id))
    throw new ArmError(
      400,
      'RoleDefinitionHasAssignments',
      'There are existing role assignments referencing role (code: RoleDefinitionHasAssignments).'
    )
  removeFrom(world.roleDefinitions, found)
  return { body: showDefinition(path.scope, custom(found)), headers: QUOTA.deletes }
}
