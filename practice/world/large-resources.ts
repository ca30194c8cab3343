import { ROLES } from './built-in-roles.ts'
import type { LargeApplication, LargeGroup } from './large-directory.ts'
import type { LargePerson, LargeTenant } from './large-people.ts'
import type { WorldInput } from './model.ts'
import type { Picker } from './seeded-numbers.ts'
import { stableId } from './stable-id.ts'

type Some<Name extends keyof WorldInput> = NonNullable<WorldInput[Name]>

/** Whom roles can be given to. */
export interface LargeDirectory {
  tenants: readonly LargeTenant[]
  people: readonly LargePerson[]
  groups: readonly LargeGroup[]
  applications: readonly LargeApplication[]
}

/** What the large world has in Azure Resource Manager. */
export interface LargeResources {
  subscriptions: Some<'subscriptions'>
  resourceGroups: Some<'resourceGroups'>
  mapsAccounts: Some<'mapsAccounts'>
  vaults: Some<'vaults'>
  roleAssignments: Some<'roleAssignments'>
}

/** Each vault takes a port, so that there are few. */
const VAULTS = 3
const ROLES_GIVEN = [ROLES.reader, ROLES.contributor, ROLES.mapsDataReader, ROLES.owner] as const

/** Subscriptions, each with an Azure Maps account, and roles for those at home there. */
export const largeResources = (
  { one }: Picker,
  { tenants, people, groups, applications }: LargeDirectory,
  count: number
): LargeResources => {
  const made: LargeResources = {
    subscriptions: [],
    resourceGroups: [],
    mapsAccounts: [],
    vaults: [],
    roleAssignments: []
  }
  const subscriptionOf = new Map<string, string>()
  for (let index = 0; index < count; index += 1) {
    const tenant = tenants[index % tenants.length]
    if (tenant === undefined) throw new Error('Subscriptions need a tenant.')
    const { tenantId, displayName } = tenant
    const subscriptionId = stableId(`subscription:${tenantId}:${String(index)}`)
    const group = `/subscriptions/${subscriptionId}/resourceGroups/gis-rg`
    const name = `maps-${String(index + 1)}`
    subscriptionOf.set(tenantId, group)
    made.subscriptions.push({ subscriptionId, tenantId, displayName: `${displayName} production` })
    made.resourceGroups.push({ resourceId: group })
    made.mapsAccounts.push({
      resourceId: `${group}/providers/Microsoft.Maps/accounts/${name}`,
      name,
      tenantId,
      clientId: stableId(`maps:${subscriptionId}`)
    })
    if (index >= VAULTS) continue
    const vault = `large-kv-${String(index + 1)}`
    made.vaults.push({
      resourceId: `${group}/providers/Microsoft.KeyVault/vaults/${vault}`,
      name: vault,
      tenantId,
      mode: 'rbac'
    })
  }
  const assign = (principalId: string, tenantId: string): void => {
    const scope = subscriptionOf.get(tenantId)
    if (scope !== undefined) made.roleAssignments.push({ principalId, roleId: one(ROLES_GIVEN).id, scope })
  }
  for (const { memberships } of people) for (const { objectId, tenantId } of memberships) assign(objectId, tenantId)
  for (const { objectId, tenantId } of groups) assign(objectId, tenantId)
  for (const { servicePrincipals = [] } of applications)
    for (const { objectId, tenantId } of servicePrincipals) assign(objectId, tenantId)
  return made
}
