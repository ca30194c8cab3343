import { stableId } from '../stable-id.ts'
import { firstTenantId } from './expand-directory.ts'
import type { Names, Raw } from './names.ts'
import type { Path } from './problem.ts'
import { entriesOf, fill, take, text } from './raw.ts'

/** The lists of resources and what their ids say they are. */
const TYPES = {
  mapsAccounts: 'Microsoft.Maps/accounts',
  geoCatalogs: 'Microsoft.Orbital/geoCatalogs',
  vaults: 'Microsoft.KeyVault/vaults',
  storageAccounts: 'Microsoft.Storage/storageAccounts',
  managedIdentities: 'Microsoft.ManagedIdentity/userAssignedIdentities'
} as const

const MACHINES = 'Microsoft.Compute/virtualMachines'
const USUAL_GROUP = 'practice-rg'

/** Subscriptions: the id from the name. */
export const expandSubscriptions = (file: Raw, names: Names): void => {
  for (const { entry, path } of entriesOf(file, 'subscriptions')) {
    const { written, path: at } = take(entry, 'tenantId', path, 'tenant')
    entry.tenantId = names.find('tenant', written ?? firstTenantId(file), at)
    const name = text(entry, 'displayName')
    if (name !== undefined) fill(entry, 'subscriptionId', () => stableId(`subscription:${name}`))
    const id = text(entry, 'subscriptionId')
    if (id === undefined) continue
    names.add('subscription', id, name, id)
    names.add('scope', `/subscriptions/${id}`, name)
  }
}

const subscriptionOf = (file: Raw, entry: Raw, path: Path, names: Names): string | undefined => {
  const { written, path: at } = take(entry, 'subscriptionId', path, 'subscription')
  entry.subscriptionId = undefined
  const [first] = entriesOf(file, 'subscriptions')
  const found = names.find(
    'subscription',
    written ?? (first === undefined ? undefined : text(first.entry, 'subscriptionId')),
    at
  )
  return typeof found === 'string' ? found : undefined
}

/** The tenant that a resource's subscription belongs to. */
const tenantOfId = (file: Raw, id: string): string | undefined => {
  const subscriptionId = id.split('/')[2]?.toLowerCase()
  const found = entriesOf(file, 'subscriptions').find(
    ({ entry }) => text(entry, 'subscriptionId')?.toLowerCase() === subscriptionId
  )
  return found === undefined ? undefined : text(found.entry, 'tenantId')
}

/** Resource groups: the id from the name. */
export const expandResourceGroups = (file: Raw, names: Names): void => {
  for (const { entry, path } of entriesOf(file, 'resourceGroups')) {
    const subscription = subscriptionOf(file, entry, path, names)
    const name = text(entry, 'name')
    entry.name = undefined
    if (subscription !== undefined && name !== undefined)
      fill(entry, 'resourceId', () => `/subscriptions/${subscription}/resourceGroups/${name}`)
    const id = text(entry, 'resourceId')
    if (id !== undefined) names.add('scope', id, id.split('/')[4])
  }
}

const typeOf = (list: keyof typeof TYPES, entry: Raw): string =>
  list === 'managedIdentities' && entry.kind === 'system' ? MACHINES : TYPES[list]

/** Accounts, catalogs, vaults and identities: id, tenant and resource group from names. */
export const expandResources = (file: Raw, names: Names): void => {
  for (const list of Object.keys(TYPES) as (keyof typeof TYPES)[]) {
    for (const { entry, path } of entriesOf(file, list)) {
      const subscription = subscriptionOf(file, entry, path, names)
      const group = text(entry, 'resourceGroup') ?? USUAL_GROUP
      entry.resourceGroup = undefined
      const name = text(entry, 'name')
      if (subscription !== undefined && name !== undefined)
        fill(
          entry,
          'resourceId',
          () => `/subscriptions/${subscription}/resourceGroups/${group}/providers/${typeOf(list, entry)}/${name}`
        )
      const id = text(entry, 'resourceId')
      const { written, path: at } = take(entry, 'tenantId', path, 'tenant')
      entry.tenantId = names.find('tenant', written ?? (id === undefined ? undefined : tenantOfId(file, id)), at)
      if (id === undefined || name === undefined) continue
      names.add('scope', id, name)
      names.add('scope', id.split('/').slice(0, 5).join('/'), id.split('/')[4])
      if (list === 'mapsAccounts') fill(entry, 'clientId', () => stableId(`maps:${name}`))
      if (list === 'managedIdentities') expandIdentity(entry, name, names)
    }
  }
}

const expandIdentity = (entry: Raw, name: string, names: Names): void => {
  const tenantId = text(entry, 'tenantId') ?? ''
  fill(entry, 'kind', () => 'user')
  fill(entry, 'clientId', () => stableId(`identity:${name}`))
  fill(entry, 'objectId', () => stableId(`sp:${name}:${tenantId}`))
  const objectId = text(entry, 'objectId')
  if (objectId !== undefined) names.addPrincipal(name, tenantId, objectId)
}

/** Roles of the organisation, and who has which role where. */
export const expandRoles = (file: Raw, names: Names): void => {
  const [first] = entriesOf(file, 'subscriptions')
  const everywhere = first === undefined ? undefined : `/subscriptions/${String(first.entry.subscriptionId)}`
  for (const { entry, path } of entriesOf(file, 'roleDefinitions')) {
    const name = text(entry, 'name')
    if (name !== undefined) fill(entry, 'id', () => stableId(`role:${name}`))
    fill(entry, 'assignableScopes', () => (everywhere === undefined ? undefined : [everywhere]))
    if (Array.isArray(entry.assignableScopes))
      entry.assignableScopes = (entry.assignableScopes as unknown[]).map((scope, index) =>
        names.find('scope', scope, [...path, 'assignableScopes', index])
      )
    const id = text(entry, 'id')
    if (id !== undefined) names.add('role', id, name)
  }
  for (const { entry, path } of entriesOf(file, 'roleAssignments')) {
    const role = take(entry, 'roleId', path, 'role')
    entry.roleId = names.find('role', role.written, role.path)
    entry.scope = names.find('scope', entry.scope ?? everywhere, [...path, 'scope'])
    const tenantId = typeof entry.scope === 'string' ? tenantOfId(file, entry.scope) : undefined
    const principal = take(entry, 'principalId', path, 'principal')
    entry.principalId = names.findPrincipal(principal.written, tenantId, principal.path)
  }
}
