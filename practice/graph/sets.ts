import type { Tenant, World } from '../world/model.ts'
import { APP_ROLE_ASSIGNMENT, appRoleAssignmentsOf } from './directory/app-role-assignments.ts'
import { APPLICATION, applicationObjectId, applicationsOf, registrationsOf } from './directory/applications.ts'
import { DIRECTORY_OBJECT, directoryObjectsOf, objectsById } from './directory/directory-objects.ts'
import type { Entity, EntityType } from './directory/entity.ts'
import { federatedCredentialsOf, FEDERATED_CREDENTIAL } from './directory/federated-credentials.ts'
import {
  administratorIdsOf,
  directMembershipsOf,
  DIRECTORY_ROLE,
  directoryRolesOf,
  GROUP,
  groupsOf,
  memberIdsOf,
  transitiveMembershipsOf
} from './directory/groups.ts'
import { DOMAIN, domainsOf, ORGANIZATION, organizationsOf } from './directory/organization.ts'
import { ownedBy, ownersOf } from './directory/owners.ts'
import { PERMISSION_GRANT, permissionGrantsOf } from './directory/permission-grants.ts'
import { SERVICE_PRINCIPAL, servicePrincipalsOf } from './directory/service-principals.ts'
import { USER, usersOf } from './directory/users.ts'
import type { Right } from './permissions.ts'

/** A list that hangs on an object, such as the groups that a person is in. */
export interface Navigation {
  name: string
  type: EntityType
  right: Right
  list: (world: World, tenant: Tenant, of: Entity) => Entity[]
}

/** A list at the top of Microsoft Graph. */
export interface EntitySet {
  name: string
  type: EntityType
  right: Right
  list: (world: World, tenant: Tenant) => Entity[]
  /** Whether a key that is not the id means this object. */
  hasKey?: (entity: Entity, key: string) => boolean
  navigation: readonly Navigation[]
}

const objects = (name: string, right: Right, list: Navigation['list']): Navigation => ({
  name,
  type: DIRECTORY_OBJECT,
  right,
  list
})

const memberOf: Navigation[] = [
  objects('memberOf', 'readGroups', (world, tenant, { id }) => directMembershipsOf(world, tenant, id)),
  objects('transitiveMemberOf', 'readGroups', (world, tenant, { id }) => transitiveMembershipsOf(world, tenant, id))
]

const owned = objects('ownedObjects', 'readApplications', (world, tenant, { id }) => ownedBy(world, tenant, id))
const owners = objects('owners', 'readApplications', (world, tenant, of) => ownersOf(world, tenant, of))

const members = (name: string, transitive: boolean): Navigation =>
  objects(name, 'readGroups', (world, tenant, { id }) => objectsById(world, tenant, memberIdsOf(world, id, transitive)))

const roleAssignments = (name: string, side: 'principalId' | 'resourceId'): Navigation => ({
  name,
  type: APP_ROLE_ASSIGNMENT,
  right: 'readApplications',
  list: (world, tenant, { id }) => appRoleAssignmentsOf(world, tenant).filter(({ body }) => body[side] === id)
})

const grants: Navigation = {
  name: 'oauth2PermissionGrants',
  type: PERMISSION_GRANT,
  right: 'readGrants',
  list: (world, tenant, { id }) =>
    permissionGrantsOf(world, tenant).filter(({ body }) => body.clientId === id || body.principalId === id)
}

const federated: Navigation = {
  name: 'federatedIdentityCredentials',
  type: FEDERATED_CREDENTIAL,
  right: 'readApplications',
  list: (world, tenant, { id }) =>
    registrationsOf(world, tenant)
      .filter((application) => applicationObjectId(application) === id)
      .flatMap(federatedCredentialsOf)
}

const byAppId: EntitySet['hasKey'] = ({ body }, key) => key === `appid=${String(body.appId)}`

/** What Microsoft Graph lists, in alphabetical order. */
export const SETS: readonly EntitySet[] = [
  {
    name: 'applications',
    type: APPLICATION,
    right: 'readApplications',
    list: applicationsOf,
    hasKey: byAppId,
    navigation: [owners, federated]
  },
  {
    name: 'directoryObjects',
    type: DIRECTORY_OBJECT,
    right: 'readObjects',
    list: directoryObjectsOf,
    navigation: memberOf
  },
  {
    name: 'directoryRoles',
    type: DIRECTORY_ROLE,
    right: 'readGroups',
    list: (_world, tenant) => directoryRolesOf(tenant),
    navigation: [
      objects('members', 'readGroups', (world, tenant) => objectsById(world, tenant, administratorIdsOf(world, tenant)))
    ]
  },
  {
    name: 'domains',
    type: DOMAIN,
    right: 'readDomains',
    list: (_world, tenant) => domainsOf(tenant),
    navigation: []
  },
  {
    name: 'groups',
    type: GROUP,
    right: 'readGroups',
    list: groupsOf,
    navigation: [
      members('members', false),
      members('transitiveMembers', true),
      objects('owners', 'readGroups', () => []),
      roleAssignments('appRoleAssignments', 'principalId'),
      ...memberOf
    ]
  },
  {
    name: 'oauth2PermissionGrants',
    type: PERMISSION_GRANT,
    right: 'readGrants',
    list: permissionGrantsOf,
    navigation: []
  },
  {
    name: 'organization',
    type: ORGANIZATION,
    right: 'readOrganization',
    list: (_world, tenant) => organizationsOf(tenant),
    navigation: []
  },
  {
    name: 'servicePrincipals',
    type: SERVICE_PRINCIPAL,
    right: 'readApplications',
    list: servicePrincipalsOf,
    hasKey: byAppId,
    navigation: [
      owners,
      owned,
      grants,
      roleAssignments('appRoleAssignments', 'principalId'),
      roleAssignments('appRoleAssignedTo', 'resourceId'),
      ...memberOf
    ]
  },
  {
    name: 'users',
    type: USER,
    right: 'readUsers',
    list: usersOf,
    hasKey: ({ body }, key) => String(body.userPrincipalName).toLowerCase() === key,
    navigation: [owned, grants, roleAssignments('appRoleAssignments', 'principalId'), ...memberOf]
  }
]
