import { findApplication } from '../world/directory.ts'
import type { World } from '../world/model.ts'
import { personOf } from './directory/users.ts'
import { denied } from './graph-error.ts'
import type { GraphCaller } from './graph-caller.ts'

/** What a person must be, besides what the token allows: anybody, a member, an owner of the thing, or an administrator. */
type Person = 'anyone' | 'member' | 'owner' | 'administrator'

interface Rule {
  /** Permissions of which one suffices, delegated or given to an application. */
  permissions: readonly string[]
  person: Person
}

const READ_ALL = ['Directory.Read.All', 'Directory.ReadWrite.All']
const WRITE_ALL = ['Directory.ReadWrite.All']
const READ_USERS = ['User.ReadBasic.All', 'User.Read.All', 'User.ReadWrite.All', ...READ_ALL]
const READ_GROUPS = ['GroupMember.Read.All', 'Group.Read.All', 'Group.ReadWrite.All', ...READ_ALL]
const WRITE_APPLICATIONS = ['Application.ReadWrite.All', ...WRITE_ALL]
const READ_APPLICATIONS = ['Application.Read.All', 'Application.ReadWrite.OwnedBy', ...WRITE_APPLICATIONS, ...READ_ALL]
const WRITE_GRANTS = ['DelegatedPermissionGrant.ReadWrite.All', ...WRITE_ALL]
const ASSIGN_ROLES = ['AppRoleAssignment.ReadWrite.All', ...WRITE_ALL]

const RULES = {
  readSelf: { permissions: ['User.Read', ...READ_USERS], person: 'anyone' },
  readOwnMemberships: { permissions: ['User.Read', ...READ_USERS, ...READ_GROUPS], person: 'anyone' },
  readOrganization: {
    permissions: ['User.Read', 'Organization.Read.All', ...READ_ALL],
    person: 'anyone'
  },
  readDomains: { permissions: ['Domain.Read.All', ...READ_ALL], person: 'member' },
  readUsers: { permissions: READ_USERS, person: 'member' },
  readGroups: { permissions: READ_GROUPS, person: 'member' },
  readApplications: { permissions: READ_APPLICATIONS, person: 'member' },
  readObjects: { permissions: [...READ_USERS, ...READ_GROUPS, ...READ_APPLICATIONS], person: 'member' },
  readGrants: { permissions: ['DelegatedPermissionGrant.Read.All', ...WRITE_GRANTS, ...READ_ALL], person: 'member' },
  createApplication: { permissions: ['Application.ReadWrite.OwnedBy', ...WRITE_APPLICATIONS], person: 'member' },
  writeApplication: { permissions: WRITE_APPLICATIONS, person: 'owner' },
  writeGrants: { permissions: WRITE_GRANTS, person: 'administrator' },
  assignAppRoles: { permissions: ASSIGN_ROLES, person: 'administrator' },
  writeUsers: { permissions: ['User.ReadWrite.All', ...WRITE_ALL], person: 'administrator' },
  writeGroups: { permissions: ['Group.ReadWrite.All', ...WRITE_ALL], person: 'administrator' }
} as const satisfies Record<string, Rule>

/** Something that a caller wants to do. */
export type Right = keyof typeof RULES

const AS_USER = 'Directory.AccessAsUser.All'
const OWNED = 'Application.ReadWrite.OwnedBy'

/** Microsoft's own clients act as the person, whatever their token lists. */
const permissionsOf = (world: World, { kind, appId, permissions }: GraphCaller): readonly string[] =>
  kind === 'user' && findApplication(world, appId)?.firstParty === true ? [...permissions, AS_USER] : permissions

const personMay = (world: World, caller: GraphCaller, person: Person, owners: readonly string[]): boolean => {
  const found = personOf(world, caller.tenantId, caller.objectId)
  if (found === undefined) return false
  const { kind, administrator } = found.membership
  if (person === 'anyone') return true
  if (person === 'member') return kind === 'member' || administrator
  return administrator || (person === 'owner' && owners.includes(caller.objectId))
}

/** Whether a caller may do something; `owners` are the object ids of the thing's owners. */
export const mayInGraph = (
  world: World,
  caller: GraphCaller,
  right: Right,
  owners: readonly string[] = []
): boolean => {
  const { permissions, person }: Rule = RULES[right]
  const has = permissionsOf(world, caller)
  if (caller.kind === 'user')
    return has.some((one) => one === AS_USER || permissions.includes(one)) && personMay(world, caller, person, owners)
  return has.some(
    (one) => permissions.includes(one) || (person === 'owner' && one === OWNED && owners.includes(caller.objectId))
  )
}

/** Throws the 403 where a caller may not do something. */
export const requireRight = (world: World, caller: GraphCaller, right: Right, owners: readonly string[] = []): void => {
  if (!mayInGraph(world, caller, right, owners)) throw denied()
}
