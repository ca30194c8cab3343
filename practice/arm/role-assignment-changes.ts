import * as v from 'valibot'
import { covers } from '../world/authorization.ts'
import type { RoleAssignment } from '../world/model.ts'
import { principalTypeOf } from '../world/principals.ts'
import { ArmError } from './arm-error.ts'
import { type ArmReply, type ArmRequest, QUOTA } from './arm-request.ts'
import { readBody } from './read-body.ts'
import { requireGroup } from './require-group.ts'
import { removeFrom } from './resource-route.ts'
import { assignmentName, isListed, showAssignment } from './role-assignment-view.ts'
import { rolesFor } from './role-definition-view.ts'

const fieldsSchema = v.object({
  roleDefinitionId: v.string(),
  principalId: v.string(),
  principalType: v.nullish(v.string()),
  description: v.nullish(v.string()),
  condition: v.nullish(v.string()),
  conditionVersion: v.nullish(v.string())
})
const bodySchema = v.object({ properties: fieldsSchema })

const isGuid = (text: string): boolean => /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i.test(text)
const bare = (guid: string): string => guid.replaceAll('-', '')

const requireRole = ({ cloud, caller }: ArmRequest, scope: string, roleDefinitionId: string): string => {
  const id = roleDefinitionId.split('/').at(-1)?.toLowerCase() ?? ''
  if (!isGuid(id))
    throw new ArmError(400, 'InvalidRoleDefinitionId', `The role definition ID '${id.slice(0, 64)}' is not valid.`)
  const role = rolesFor(cloud.world, caller.tenantId, scope).find((one) => one.id === id)
  if (role?.assignableScopes.some((one) => covers(one, scope)) === true) return id
  const message = `The specified role definition with ID '${bare(id)}' does not exist.`
  throw new ArmError(404, 'RoleDefinitionDoesNotExist', message, { guessed: true })
}

const requirePrincipal = ({ cloud, caller }: ArmRequest, id: string, wanted: string | null | undefined): void => {
  const { tenantId } = caller
  const found = principalTypeOf(cloud.world, id, tenantId)
  if (found === undefined) {
    const message = `Principal ${bare(id.slice(0, 36))} does not exist in the directory ${tenantId}. Check that you have the correct principal ID. If you are creating this principal and then immediately assigning a role, this error might be related to a replication delay. In this case, set the role assignment principalType property to a value, such as ServicePrincipal, User, or Group.  See https://aka.ms/docs-principaltype`
    throw new ArmError(400, 'PrincipalNotFound', message)
  }
  if (typeof wanted !== 'string' || wanted.toLowerCase() === found.toLowerCase()) return
  // The misspelt word is Azure's.
  const message = `The PrincipalId '${bare(id)}' has type '${found}' , which is different from specified PrinciaplType '${wanted.slice(0, 40)}'.`
  throw new ArmError(400, 'UnmatchedPrincipalType', message)
}

const alreadyThere = (assignment: RoleAssignment): ArmError =>
  new ArmError(
    409,
    'RoleAssignmentExists',
    `The role assignment already exists. The ID of the conflicting role assignment is ${bare(assignmentName(assignment))}.`
  )

const sameGrant = (left: RoleAssignment, right: RoleAssignment): boolean =>
  left.principalId === right.principalId &&
  left.roleId === right.roleId &&
  left.scope.toLowerCase() === right.scope.toLowerCase()

/** Gives a role; services honour it after the world's delay. The caller's right to do so is checked before. */
export const putAssignment = async (request: ArmRequest, scope: string, name: string): Promise<ArmReply> => {
  const { cloud, c, caller } = request
  const { world } = cloud
  if (!isGuid(name))
    throw new ArmError(400, 'InvalidRoleAssignmentId', `The role assignment ID '${name.slice(0, 64)}' is not valid.`)
  requireGroup(world, scope)
  const { properties } = await readBody(request, bodySchema, 'BadRequestFormat')
  const principalId = properties.principalId.toLowerCase()
  const roleId = requireRole(request, scope, properties.roleDefinitionId)
  requirePrincipal(request, principalId, properties.principalType)
  if (typeof properties.condition === 'string')
    throw new ArmError(400, 'BadRequest', 'The practice cloud does not understand conditions of role assignments.', {
      guessed: true
    })
  const nowMs = c.get('nowMs')
  const made: RoleAssignment = {
    name: name.toLowerCase(),
    principalId,
    roleId,
    scope,
    createdAt: nowMs,
    createdBy: caller.objectId,
    ...(typeof properties.description === 'string' ? { description: properties.description } : {}),
    ...(world.roleChangeDelaySeconds > 0 ? { effectiveAt: Date.now() + world.roleChangeDelaySeconds * 1000 } : {})
  }
  const listed = world.roleAssignments.filter(isListed)
  const named = listed.find((one) => assignmentName(one) === made.name)
  if (named !== undefined) {
    if (!sameGrant(named, made))
      throw new ArmError(
        400,
        'RoleAssignmentUpdateNotPermitted',
        'Tenant ID, application ID, principal ID, and scope are not allowed to be updated.'
      )
    if (made.description !== undefined) named.description = made.description
    return { body: showAssignment(world, named), headers: QUOTA.writes, guessed: true }
  }
  const conflicting = listed.find((one) => sameGrant(one, made))
  if (conflicting !== undefined) throw alreadyThere(conflicting)
  world.roleAssignments.push(made)
  return { status: 201, body: showAssignment(world, made, true), headers: QUOTA.writes }
}

/** Takes a role away; services still honour it for the world's delay. */
export const deleteAssignment = ({ cloud }: ArmRequest, found: RoleAssignment | undefined): ArmReply => {
  if (found === undefined) return { status: 204, headers: QUOTA.deletes }
  const { world } = cloud
  const body = showAssignment(world, found)
  const nowMs = Date.now()
  if (world.roleChangeDelaySeconds > 0) found.removedButEffectiveUntil = nowMs + world.roleChangeDelaySeconds * 1000
  else removeFrom(world.roleAssignments, found)
  const forgotten = world.roleAssignments.filter((one) => (one.removedButEffectiveUntil ?? Infinity) <= nowMs)
  for (const one of forgotten) removeFrom(world.roleAssignments, one)
  return { body, headers: QUOTA.deletes }
}
