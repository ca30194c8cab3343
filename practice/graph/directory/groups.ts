import type { Group, Tenant, World } from '../../world/model.ts'
import { stableId } from '../../world/stable-id.ts'
import type { Entity, EntityType } from './entity.ts'
import { personOf } from './users.ts'

const bodyOf = ({ objectId, displayName }: Group) => ({
  id: objectId,
  deletedDateTime: null,
  classification: null,
  createdDateTime: null,
  creationOptions: [],
  description: null,
  displayName,
  expirationDateTime: null,
  groupTypes: [],
  isAssignableToRole: null,
  mail: null,
  mailEnabled: false,
  mailNickname: displayName.replace(/[^\w-]/g, ''),
  membershipRule: null,
  membershipRuleProcessingState: null,
  onPremisesDomainName: null,
  onPremisesLastSyncDateTime: null,
  onPremisesNetBiosName: null,
  onPremisesSamAccountName: null,
  onPremisesSecurityIdentifier: null,
  onPremisesSyncEnabled: null,
  preferredDataLocation: null,
  preferredLanguage: null,
  proxyAddresses: [],
  renewedDateTime: null,
  resourceBehaviorOptions: [],
  resourceProvisioningOptions: [],
  securityEnabled: true,
  securityIdentifier: `S-1-12-1-${objectId.replaceAll('-', '').slice(0, 9)}`,
  theme: null,
  visibility: null,
  onPremisesProvisioningErrors: []
})

/** A security group. */
export const GROUP: EntityType = {
  name: 'group',
  properties: Object.keys(bodyOf({ objectId: '', tenantId: '', displayName: '', members: [] }))
}

const toGroup = (group: Group): Entity => ({ type: GROUP, id: group.objectId, body: bodyOf(group) })

/** The groups of a tenant. */
export const groupsOf = (world: World, { tenantId }: Tenant): Entity[] =>
  world.groups.filter((group) => group.tenantId === tenantId).map(toGroup)

const TEMPLATE = {
  displayName: 'Global Administrator',
  roleTemplateId: '62e90394-69f5-4237-9190-012177145e10',
  description:
    'Can manage all aspects of Microsoft Entra ID and Microsoft services that use Microsoft Entra identities.'
}

/** A role in the directory itself. */
export const DIRECTORY_ROLE: EntityType = {
  name: 'directoryRole',
  properties: ['id', 'deletedDateTime', 'description', 'displayName', 'roleTemplateId']
}

/** The directory roles of a tenant: its administrators' one. */
export const directoryRolesOf = ({ tenantId }: Tenant): Entity[] => {
  const id = stableId(`directory-role:${TEMPLATE.roleTemplateId}:${tenantId}`)
  return [{ type: DIRECTORY_ROLE, id, body: { id, deletedDateTime: null, ...TEMPLATE } }]
}

/** Object ids of a tenant's administrators. */
export const administratorIdsOf = (world: World, tenant: Tenant): string[] =>
  world.users.flatMap(({ memberships }) =>
    memberships.flatMap(({ tenantId, administrator, objectId }) =>
      tenantId === tenant.tenantId && administrator ? [objectId] : []
    )
  )

/** What somebody is directly in: groups, and the directory role of administrators. */
export const directMembershipsOf = (world: World, tenant: Tenant, objectId: string): Entity[] => [
  ...(personOf(world, tenant.tenantId, objectId)?.membership.administrator === true ? directoryRolesOf(tenant) : []),
  ...world.groups
    .filter(({ tenantId, members }) => tenantId === tenant.tenantId && members.includes(objectId))
    .map(toGroup)
]

/** The same, with the groups that those groups are in. */
export const transitiveMembershipsOf = (world: World, tenant: Tenant, objectId: string): Entity[] => {
  const found = new Map<string, Entity>()
  const waiting = [objectId]
  for (let id = waiting.pop(); id !== undefined; id = waiting.pop())
    for (const one of directMembershipsOf(world, tenant, id))
      if (!found.has(one.id)) {
        found.set(one.id, one)
        waiting.push(one.id)
      }
  return [...found.values()]
}

/** Object ids of everybody in a group, those in its groups too where asked. */
export const memberIdsOf = (world: World, groupId: string, transitive: boolean): string[] => {
  const found = new Set<string>()
  const waiting = [groupId]
  for (let id = waiting.pop(); id !== undefined; id = waiting.pop())
    for (const member of world.groups.find(({ objectId }) => objectId === id)?.members ?? []) {
      if (transitive && !found.has(member)) waiting.push(member)
      found.add(member)
    }
  return [...found]
}
