import type { Tenant, World } from '../../world/model.ts'
import { stableId } from '../../world/stable-id.ts'
import { offeredBy } from './api-permissions.ts'
import type { Entity, EntityType } from './entity.ts'
import { packedId } from './packed-id.ts'
import { type Presence, presencesIn } from './presences.ts'
import { personOf } from './users.ts'

/** What stands for access to an application without a role of its own. */
export const DEFAULT_ACCESS = '00000000-0000-0000-0000-000000000000'

/** An application permission of an application, or the assignment of a person or group to one. */
export const APP_ROLE_ASSIGNMENT: EntityType = {
  name: 'appRoleAssignment',
  properties: [
    'id',
    'deletedDateTime',
    'appRoleId',
    'createdDateTime',
    'principalDisplayName',
    'principalId',
    'principalType',
    'resourceDisplayName',
    'resourceId'
  ]
}

/** The id of an API's application permission. */
export const appRoleId = (world: World, resourceAppId: string, value: string): string =>
  offeredBy(world, resourceAppId).appRoles.find((role) => role.value === value)?.id ??
  stableId(`app-role:${resourceAppId}:${value}`)

interface Principal {
  id: string
  name: string
  type: 'User' | 'Group' | 'ServicePrincipal'
}

const principalOf = (world: World, tenant: Tenant, presences: readonly Presence[], id: string): Principal => {
  const person = personOf(world, tenant.tenantId, id)
  if (person !== undefined) return { id, name: person.user.displayName, type: 'User' }
  const group = world.groups.find(({ objectId }) => objectId === id)
  if (group !== undefined) return { id, name: group.displayName, type: 'Group' }
  return { id, name: presences.find(({ objectId }) => objectId === id)?.displayName ?? '', type: 'ServicePrincipal' }
}

const toAssignment = (principal: Principal, resource: Presence, roleId: string): Entity => {
  const id = packedId(principal.id, resource.objectId, roleId)
  return {
    type: APP_ROLE_ASSIGNMENT,
    id,
    body: {
      id,
      deletedDateTime: null,
      appRoleId: roleId,
      createdDateTime: null,
      principalDisplayName: principal.name,
      principalId: principal.id,
      principalType: principal.type,
      resourceDisplayName: resource.displayName,
      resourceId: resource.objectId
    }
  }
}

/** Every app role assignment of a tenant. */
export const appRoleAssignmentsOf = (world: World, tenant: Tenant): Entity[] => {
  const presences = presencesIn(world, tenant)
  const given = world.appRoleAssignments
    .filter(({ tenantId }) => tenantId === tenant.tenantId)
    .flatMap(({ principalId, resourceAppId, value }) => {
      const resource = presences.find(({ appId }) => appId === resourceAppId)
      if (resource === undefined) return []
      const principal = principalOf(world, tenant, presences, principalId)
      return [toAssignment(principal, resource, appRoleId(world, resourceAppId, value))]
    })
  const assigned = presences.flatMap((resource) =>
    resource.kind === 'application'
      ? resource.principal.assignedTo.map((id) =>
          toAssignment(principalOf(world, tenant, presences, id), resource, DEFAULT_ACCESS)
        )
      : []
  )
  return [...given, ...assigned]
}
