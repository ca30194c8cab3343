import type { JsonBody } from '../http/json-body.ts'
import { covers } from '../world/authorization.ts'
import { type BuiltInRole, ROLES } from '../world/built-in-roles.ts'
import type { RoleAssignment, World } from '../world/model.ts'
import { stableId } from '../world/stable-id.ts'
import { ArmError } from './arm-error.ts'
import { requirePermission, requireSubscription } from './arm-permission.ts'
import { type ArmRoute, methodNotAllowed, page } from './arm-request.ts'

const GIVEN_AT = '2026-01-15T08:00:00.0000000Z'
const ROLES_MADE_AT = '2015-02-02T21:55:09.8806423Z'

const definitionId = (scope: string, roleId: string): string => {
  const subscription = /^\/subscriptions\/[^/]+/i.exec(scope)?.[0] ?? ''
  return `${subscription}/providers/Microsoft.Authorization/roleDefinitions/${roleId}`
}

const assignmentName = ({ principalId, roleId, scope }: RoleAssignment): string =>
  stableId(`assignment:${principalId}:${roleId}:${scope}`)

const showAssignment = (world: World, assignment: RoleAssignment): JsonBody => {
  const { principalId, roleId, scope } = assignment
  const isUser = world.users.some((user) => user.memberships.some((place) => place.objectId === principalId))
  const giver = world.users[0]?.memberships[0].objectId ?? null
  const name = assignmentName(assignment)
  return {
    properties: {
      roleDefinitionId: definitionId(scope, roleId),
      principalId,
      principalType: isUser ? 'User' : 'ServicePrincipal',
      scope,
      condition: null,
      conditionVersion: null,
      createdOn: GIVEN_AT,
      updatedOn: GIVEN_AT,
      createdBy: giver,
      updatedBy: giver,
      delegatedManagedIdentityResourceId: null,
      description: null
    },
    id: `${scope}/providers/Microsoft.Authorization/roleAssignments/${name}`,
    type: 'Microsoft.Authorization/roleAssignments',
    name
  }
}

interface AssignmentFilter {
  /** Leaves out what is assigned below the scope. */
  atScope: boolean
  principalId: string | undefined
}

const readAssignmentFilter = (text: string | undefined): AssignmentFilter => {
  const filter: AssignmentFilter = { atScope: false, principalId: undefined }
  for (const term of text?.trim().split(/\s+and\s+/i) ?? []) {
    // Nobody in this world is in a group, so that both ways to ask for a person mean the same.
    const principal = /^principalId\s+eq\s+'([^']+)'$/i.exec(term) ?? /^assignedTo\('([^']+)'\)$/i.exec(term)
    if (/^atScope\(\)$/i.test(term)) filter.atScope = true
    else if (principal !== null) filter.principalId = principal[1]?.toLowerCase()
    else throw new ArmError(400, 'UnsupportedQuery', `The filter '${term.slice(0, 200)}' is not supported.`)
  }
  return filter
}

/** Role assignments at, above and below a scope. */
export const roleAssignments: ArmRoute = {
  type: 'microsoft.authorization/roleassignments',
  versions: ['2015-07-01', '2018-01-01-preview', '2020-04-01-preview', '2020-10-01-preview', '2022-04-01'],
  answer: (request) => {
    const { cloud, c, caller, path } = request
    const scope = path.scope === '' ? '/' : path.scope
    requireSubscription(cloud.world, caller, scope)
    requirePermission(cloud.world, caller, scope, 'Microsoft.Authorization/roleAssignments/read')
    if (c.req.method !== 'GET' || path.name !== undefined) throw methodNotAllowed()
    const { atScope, principalId } = readAssignmentFilter(c.req.query('$filter'))
    const found = cloud.world.roleAssignments.filter(
      (one) =>
        (covers(one.scope, scope) || (!atScope && covers(scope, one.scope))) &&
        (principalId === undefined || one.principalId === principalId)
    )
    const body = page(
      request,
      found.map((one) => showAssignment(cloud.world, one))
    )
    return Promise.resolve({ body, headers: { 'x-ms-ratelimit-remaining-subscription-global-reads': '3749' } })
  }
}

const showDefinition = (scope: string, role: BuiltInRole): JsonBody => ({
  properties: {
    roleName: role.name,
    type: 'BuiltInRole',
    description: role.description,
    assignableScopes: ['/'],
    permissions: [
      { actions: role.actions, notActions: role.notActions, dataActions: role.dataActions, notDataActions: [] }
    ],
    createdOn: ROLES_MADE_AT,
    updatedOn: ROLES_MADE_AT,
    createdBy: null,
    updatedBy: null
  },
  id: definitionId(scope, role.id),
  type: 'Microsoft.Authorization/roleDefinitions',
  name: role.id
})

const readRoleName = (filter: string | undefined): string | undefined => {
  if (filter === undefined) return undefined
  const name = /^\s*roleName\s+eq\s+'([^']+)'\s*$/i.exec(filter)?.[1]
  if (name === undefined)
    throw new ArmError(400, 'UnsupportedQuery', `The filter '${filter.slice(0, 200)}' is not supported.`)
  return name.toLowerCase()
}

/** Role definitions, by name or by id; names match in any case. */
export const roleDefinitions: ArmRoute = {
  type: 'microsoft.authorization/roledefinitions',
  versions: ['2015-07-01', '2018-01-01-preview', '2022-04-01', '2022-05-01-preview'],
  answer: (request) => {
    const { cloud, c, caller, path } = request
    requireSubscription(cloud.world, caller, path.scope)
    // At the tenant everybody may read what a role means.
    if (path.scope !== '')
      requirePermission(cloud.world, caller, path.scope, 'Microsoft.Authorization/roleDefinitions/read')
    if (c.req.method !== 'GET') throw methodNotAllowed()
    const all: BuiltInRole[] = Object.values(ROLES)
    const headers = { 'x-ms-request-charge': '1' }
    if (path.name !== undefined) {
      const found = all.find((role) => role.id === path.name?.toLowerCase())
      if (found === undefined)
        throw new ArmError(
          404,
          'RoleDefinitionDoesNotExist',
          `The specified role definition with ID '${path.name.slice(0, 64)}' does not exist.`
        )
      return Promise.resolve({ body: showDefinition(path.scope, found), headers })
    }
    const roleName = readRoleName(c.req.query('$filter'))
    const found = all.filter((role) => roleName === undefined || role.name.toLowerCase() === roleName)
    const body = page(
      request,
      found.map((role) => showDefinition(path.scope, role))
    )
    return Promise.resolve({ body, headers })
  }
}
