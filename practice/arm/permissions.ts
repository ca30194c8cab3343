import { rolesAt } from '../world/authorization.ts'
import { requirePermission, requireSubscription } from './arm-permission.ts'
import { type ArmRoute, methodNotAllowed, page, QUOTA } from './arm-request.ts'

/** What the caller's own roles allow at a scope, role by role. */
export const permissions: ArmRoute = {
  displayType: 'Microsoft.Authorization/permissions',
  versions: ['2015-07-01', '2018-01-01-preview', '2018-07-01', '2022-04-01', '2022-05-01-preview'],
  answer: (request) => {
    const { cloud, c, caller, path } = request
    if (c.req.method !== 'GET' || path.name !== undefined) throw methodNotAllowed()
    requireSubscription(cloud.world, caller, path.scope)
    const found = rolesAt(cloud.world, caller.objectId, path.scope).map(
      ({ actions, notActions, dataActions, notDataActions = [] }) => ({
        actions,
        notActions,
        dataActions,
        notDataActions
      })
    )
    return { body: page(request, found), headers: QUOTA.reads }
  }
}

const nothing = (displayType: string, versions: readonly string[]): ArmRoute => ({
  displayType,
  versions,
  answer: (request) => {
    const { cloud, c, caller, path } = request
    if (c.req.method !== 'GET' || path.name !== undefined) throw methodNotAllowed()
    requireSubscription(cloud.world, caller, path.scope)
    if (path.scope !== '') requirePermission(cloud.world, caller, path.scope, `${displayType}/read`)
    return { body: { value: [] }, headers: QUOTA.reads }
  }
})

/** What clients ask for on their way and what no practice world has. */
export const EMPTY_LISTS: readonly ArmRoute[] = [
  nothing('Microsoft.Authorization/locks', ['2015-01-01', '2016-09-01', '2020-05-01']),
  nothing('Microsoft.Authorization/classicAdministrators', ['2015-06-01', '2015-07-01']),
  nothing('Microsoft.Authorization/denyAssignments', ['2018-07-01-preview', '2022-04-01']),
  nothing('Microsoft.Management/managementGroups', ['2018-03-01-preview', '2020-02-01', '2020-05-01', '2021-04-01'])
]
