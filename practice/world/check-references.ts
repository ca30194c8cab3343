import { findRole } from './authorization.ts'
import type { Path, Problem } from './state/problem.ts'
import type { World } from './model.ts'

const keyed = <T>(list: readonly T[], name: string, key: (one: T) => string, what: string): Problem[] => {
  const seen = new Set<string>()
  return list.flatMap((one, index) => {
    const text = key(one).toLowerCase()
    if (!seen.has(text)) {
      seen.add(text)
      return []
    }
    return [{ path: [name, index], message: `Another entry has the same ${what} "${key(one)}".` }]
  })
}

const twice = (world: World): Problem[] => [
  ...keyed(world.tenants, 'tenants', ({ tenantId }) => tenantId, 'id'),
  ...keyed(world.users, 'users', ({ userPrincipalName }) => userPrincipalName, 'user principal name'),
  ...keyed(world.groups, 'groups', ({ objectId }) => objectId, 'object id'),
  ...keyed(world.applications, 'applications', ({ appId }) => appId, 'app id'),
  ...keyed(world.subscriptions, 'subscriptions', ({ subscriptionId }) => subscriptionId, 'id'),
  ...keyed(world.mapsAccounts, 'mapsAccounts', ({ resourceId }) => resourceId, 'resource id'),
  ...keyed(world.mapsAccounts, 'mapsAccounts', ({ clientId }) => clientId, 'client id'),
  // Their names are parts of host names, so that no two may be the same anywhere.
  ...keyed(world.geoCatalogs, 'geoCatalogs', ({ name }) => name, 'name'),
  ...keyed(world.vaults, 'vaults', ({ name }) => name, 'name'),
  ...keyed(world.storageAccounts, 'storageAccounts', ({ name }) => name, 'name'),
  ...keyed(world.managedIdentities, 'managedIdentities', ({ objectId }) => objectId, 'object id'),
  ...world.tenants.flatMap(({ domains }, index) =>
    world.tenants
      .slice(0, index)
      .flatMap((other) => domains.filter((domain) => other.domains.includes(domain)))
      .map((domain) => ({ path: ['tenants', index, 'domains'], message: `Another tenant has the domain "${domain}".` }))
  )
]

/** Checks what a schema cannot: that everything which is referred to is there, and nothing is there twice. */
export const checkReferences = (world: World): Problem[] => {
  const problems: Problem[] = []
  const tenants = new Set(world.tenants.map(({ tenantId }) => tenantId.toLowerCase()))
  const subscriptions = new Set(world.subscriptions.map(({ subscriptionId }) => subscriptionId.toLowerCase()))
  const servicePrincipals = world.applications.flatMap(({ servicePrincipals: list }) => list)
  const principals = new Set(
    [
      ...world.users.flatMap(({ memberships }) => memberships),
      ...world.groups,
      ...servicePrincipals,
      ...world.managedIdentities
    ].map(({ objectId }) => objectId.toLowerCase())
  )
  const tenant = (tenantId: string, ...path: Path): void => {
    if (!tenants.has(tenantId.toLowerCase()))
      problems.push({ path, message: `There is no tenant with the id ${tenantId}.` })
  }
  const principal = (objectId: string, ...path: Path): void => {
    if (!principals.has(objectId.toLowerCase()))
      problems.push({ path, message: `No user, group, application or identity has the object id ${objectId}.` })
  }
  const scope = (id: string, ...path: Path): void => {
    const subscriptionId = /^\/subscriptions\/([^/]+)/i.exec(id)?.[1]
    if (subscriptionId !== undefined && !subscriptions.has(subscriptionId.toLowerCase()))
      problems.push({ path, message: `There is no subscription with the id ${subscriptionId}.` })
    if (subscriptionId === undefined && !/^\/(providers\/.*)?$/i.test(id))
      problems.push({
        path,
        message: 'A scope is a resource id, "/", or the name of a subscription, resource group or resource.'
      })
  }

  for (const [index, { defaultDomain, domains }] of world.tenants.entries())
    if (!domains.includes(defaultDomain))
      problems.push({
        path: ['tenants', index, 'domains'],
        message: `The default domain "${defaultDomain}" must be among them.`
      })
  for (const [index, user] of world.users.entries())
    for (const [place, { tenantId }] of user.memberships.entries())
      tenant(tenantId, 'users', index, 'memberships', place, 'tenantId')
  for (const [index, group] of world.groups.entries()) {
    tenant(group.tenantId, 'groups', index, 'tenantId')
    for (const [place, member] of group.members.entries()) principal(member, 'groups', index, 'members', place)
  }
  for (const [index, application] of world.applications.entries()) {
    // A client of Microsoft's own is at home where no practice tenant is.
    if (!application.firstParty) tenant(application.homeTenantId, 'applications', index, 'homeTenantId')
    for (const [place, { tenantId, assignedTo }] of application.servicePrincipals.entries()) {
      tenant(tenantId, 'applications', index, 'servicePrincipals', place, 'tenantId')
      for (const [at, id] of assignedTo.entries())
        principal(id, 'applications', index, 'servicePrincipals', place, 'assignedTo', at)
    }
    for (const [place, owner] of (application.owners ?? []).entries())
      principal(owner, 'applications', index, 'owners', place)
  }
  for (const [index, { tenantId }] of world.consents.entries()) tenant(tenantId, 'consents', index, 'tenantId')
  for (const [index, one] of world.appRoleAssignments.entries()) {
    tenant(one.tenantId, 'appRoleAssignments', index, 'tenantId')
    principal(one.principalId, 'appRoleAssignments', index, 'principalId')
  }
  for (const [index, { tenantId }] of world.subscriptions.entries())
    tenant(tenantId, 'subscriptions', index, 'tenantId')
  for (const list of ['mapsAccounts', 'geoCatalogs', 'vaults', 'storageAccounts', 'managedIdentities'] as const)
    for (const [index, { tenantId, resourceId }] of world[list].entries()) {
      tenant(tenantId, list, index, 'tenantId')
      scope(resourceId, list, index, 'resourceId')
    }
  // Access policies may name whoever: Azure takes any id there, and what it took must be readable again.
  for (const [index, one] of world.roleAssignments.entries()) {
    principal(one.principalId, 'roleAssignments', index, 'principalId')
    scope(one.scope, 'roleAssignments', index, 'scope')
    if (findRole(world, one.roleId) === undefined)
      problems.push({
        path: ['roleAssignments', index, 'roleId'],
        message: `There is no role with the id ${one.roleId}.`
      })
  }
  return [...problems, ...twice(world)]
}
