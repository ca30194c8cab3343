import type { RoleAssignment } from '../world/model.ts'
import { ArmError } from './arm-error.ts'
import { isOfTenant, requirePermission, requireSubscription } from './arm-permission.ts'
import { type ArmReply, type ArmRequest, type ArmRoute, methodNotAllowed, page, QUOTA } from './arm-request.ts'
import { deleteAssignment, putAssignment } from './role-assignment-changes.ts'
import { readAssignmentFilter } from './role-assignment-filter.ts'
import { assignmentName, isListed, showAssignment } from './role-assignment-view.ts'

const TYPE = 'Microsoft.Authorization/roleAssignments'

const list = (request: ArmRequest, scope: string): ArmReply => {
  const { caller, cloud, c } = request
  const { world } = cloud
  const passes = readAssignmentFilter(world, scope, c.req.query('$filter'))
  const found = world.roleAssignments.filter(
    (one) => isListed(one) && isOfTenant(world, caller.tenantId, one.scope) && passes(one)
  )
  const body = page(
    request,
    found.map((one) => showAssignment(world, one))
  )
  return { body, headers: QUOTA.globalReads }
}

const find = ({ cloud }: ArmRequest, scope: string, name: string): RoleAssignment | undefined =>
  cloud.world.roleAssignments.find(
    (one) =>
      isListed(one) && assignmentName(one) === name.toLowerCase() && one.scope.toLowerCase() === scope.toLowerCase()
  )

/** Role assignments at, above and below a scope; who may write there gives and takes them. */
export const roleAssignments: ArmRoute = {
  displayType: TYPE,
  versions: [
    '2015-07-01',
    '2017-10-01-preview',
    '2018-01-01-preview',
    '2018-07-01',
    '2018-09-01-preview',
    '2020-03-01-preview',
    '2020-04-01-preview',
    '2020-08-01-preview',
    '2020-10-01-preview',
    '2021-04-01-preview',
    '2022-01-01-preview',
    '2022-04-01'
  ],
  answer: (request) => {
    const { cloud, c, caller, path } = request
    const { method } = c.req
    const scope = path.scope === '' ? '/' : path.scope
    requireSubscription(cloud.world, caller, scope)
    const may = (verb: string): void => {
      const suffix = path.name === undefined ? '' : `/providers/${TYPE}/${path.name}`
      const place = verb === 'read' ? scope : `${path.scope}${suffix}`
      requirePermission(cloud.world, caller, place, `${TYPE}/${verb}`)
    }
    if (method === 'GET' && path.name === undefined) {
      may('read')
      return list(request, scope)
    }
    if (path.name === undefined || path.action !== undefined) throw methodNotAllowed()
    if (method === 'PUT') {
      may('write')
      return putAssignment(request, scope, path.name)
    }
    const found = find(request, scope, path.name)
    if (method === 'DELETE') {
      may('delete')
      return deleteAssignment(request, found)
    }
    if (method !== 'GET') throw methodNotAllowed()
    may('read')
    if (found === undefined)
      throw new ArmError(404, 'RoleAssignmentNotFound', `The role assignment '${path.name.slice(0, 64)}' is not found.`)
    return { body: showAssignment(cloud.world, found), headers: QUOTA.reads }
  }
}
