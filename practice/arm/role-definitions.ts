import { ArmError } from './arm-error.ts'
import { requirePermission, requireSubscription } from './arm-permission.ts'
import { type ArmReply, type ArmRequest, type ArmRoute, methodNotAllowed, page } from './arm-request.ts'
import { deleteDefinition, putDefinition } from './role-definition-changes.ts'
import { readDefinitionFilter } from './role-definition-filter.ts'
import { rolesFor, showDefinition } from './role-definition-view.ts'

const TYPE = 'Microsoft.Authorization/roleDefinitions'
const CHARGE = { 'x-ms-request-charge': '1' }

const list = (request: ArmRequest): ArmReply => {
  const { cloud, c, caller, path } = request
  const passes = readDefinitionFilter(path.scope, c.req.query('$filter'))
  const found = rolesFor(cloud.world, caller.tenantId, path.scope).filter(passes)
  return {
    body: page(
      request,
      found.map((role) => showDefinition(path.scope, role))
    ),
    headers: CHARGE
  }
}

const show = ({ cloud, caller, path }: ArmRequest, id: string): ArmReply => {
  const found = rolesFor(cloud.world, caller.tenantId, path.scope).find((role) => role.id === id)
  if (found !== undefined) return { body: showDefinition(path.scope, found), headers: CHARGE }
  throw new ArmError(
    404,
    'RoleDefinitionDoesNotExist',
    `The specified role definition with ID '${id.slice(0, 64).replaceAll('-', '')}' does not exist.`
  )
}

/** Role definitions, Azure's own and the organisation's, by name, kind or id. */
export const roleDefinitions: ArmRoute = {
  displayType: TYPE,
  versions: [
    '2015-07-01',
    '2018-01-01-preview',
    '2018-07-01',
    '2022-04-01',
    '2022-05-01-preview',
    '2023-07-01-preview'
  ],
  answer: (request) => {
    const { cloud, c, caller, path } = request
    const { method } = c.req
    requireSubscription(cloud.world, caller, path.scope)
    const may = (verb: string): void => {
      requirePermission(cloud.world, caller, path.scope, `${TYPE}/${verb}`)
    }
    // At the tenant everybody may read what a role means.
    if (method === 'GET' && path.scope !== '') may('read')
    if (method === 'GET' && path.name === undefined) return list(request)
    if (path.name === undefined || path.action !== undefined) throw methodNotAllowed()
    const id = path.name.toLowerCase()
    if (method === 'GET') return show(request, id)
    if (method === 'PUT') return putDefinition(request, id)
    if (method !== 'DELETE') throw methodNotAllowed()
    may('delete')
    return deleteDefinition(request, id)
  }
}
