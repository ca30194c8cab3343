import { covers, mayManage } from '../../world/authorization.ts'
import { resourceGroupsOf } from '../../world/resource-groups.ts'
import { readableResources } from '../all-resources.ts'
import type { ArmRequest } from '../arm-request.ts'
import { isListed, showAssignment } from '../role-assignment-view.ts'
import { rolesFor, showDefinition } from '../role-definition-view.ts'

/** A line of a table. */
export type Line = Readonly<Record<string, unknown>>

type Table = (request: ArmRequest, subscription: string) => Line[]

const segment = (id: string, word: string): string => new RegExp(`/${word}/([^/]+)`, 'i').exec(id)?.[1] ?? ''

const withPlace = ({ tenantId }: ArmRequest['caller'], line: Line): Line => {
  const id = String(line.id)
  const type = String(line.type).toLowerCase()
  return {
    ...line,
    type,
    tenantId,
    subscriptionId: segment(id, 'subscriptions'),
    resourceGroup: segment(id, 'resourcegroups').toLowerCase()
  }
}

const resources: Table = (request, subscription) =>
  readableResources(request, subscription).map((one) => withPlace(request.caller, one))

const containers: Table = ({ cloud, caller }, subscription) => {
  const { world } = cloud
  const found = world.subscriptions.filter(({ subscriptionId }) => subscription.endsWith(subscriptionId))
  const groups = resourceGroupsOf(world).filter(
    ({ resourceId }) =>
      covers(subscription, resourceId) &&
      mayManage(world, caller.objectId, resourceId, 'Microsoft.Resources/subscriptions/resourceGroups/read')
  )
  return [
    ...found.map(({ displayName, state }) => ({
      id: subscription,
      name: displayName,
      type: 'Microsoft.Resources/subscriptions',
      properties: { state }
    })),
    ...groups.map(({ resourceId, name, location, tags }) => ({
      id: resourceId,
      name,
      type: 'Microsoft.Resources/subscriptions/resourceGroups',
      location,
      tags,
      properties: { provisioningState: 'Succeeded' }
    }))
  ].map((line) => withPlace(caller, line))
}

const authorization: Table = ({ cloud, caller }, subscription) => {
  const { world } = cloud
  const may = (scope: string, kind: string): boolean =>
    mayManage(world, caller.objectId, scope, `Microsoft.Authorization/${kind}/read`)
  const given = world.roleAssignments.filter(
    (one) => isListed(one) && covers(subscription, one.scope) && may(one.scope, 'roleAssignments')
  )
  const roles = may(subscription, 'roleDefinitions') ? rolesFor(world, caller.tenantId, subscription) : []
  return [
    ...given.map((one) => showAssignment(world, one)),
    ...roles.map((role) => showDefinition(subscription, role))
  ].map((line) => withPlace(caller, line))
}

/** The tables of Resource Graph that the practice cloud has, by their name in lower case. */
export const TABLES: ReadonlyMap<string, Table> = new Map([
  ['resources', resources],
  ['resourcecontainers', containers],
  ['authorizationresources', authorization]
])
