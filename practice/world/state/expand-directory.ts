import { stableId } from '../stable-id.ts'
import { NOBODY, type Names, type Raw } from './names.ts'
import { entriesOf, fill, isRaw, take, text } from './raw.ts'

/** Tenants: ids from the domain, which is the first of `domains` where `defaultDomain` is left out. */
export const expandTenants = (file: Raw, names: Names): void => {
  for (const { entry } of entriesOf(file, 'tenants')) {
    const listed: unknown[] = Array.isArray(entry.domains) ? entry.domains : []
    fill(entry, 'defaultDomain', () => listed[0])
    const domain = text(entry, 'defaultDomain')
    if (domain !== undefined) {
      fill(entry, 'tenantId', () => stableId(`tenant:${domain.toLowerCase()}`))
      fill(entry, 'displayName', () => domain)
      fill(entry, 'domains', () => [domain])
    }
    // One without a domain is a problem of its own; that others refer to it is none.
    fill(entry, 'domains', () => [])
    fill(entry, 'tenantId', () => NOBODY)
    const tenantId = text(entry, 'tenantId')
    if (tenantId === undefined) continue
    names.add(
      'tenant',
      tenantId,
      entry.displayName,
      entry.defaultDomain,
      ...(Array.isArray(entry.domains) ? (entry.domains as unknown[]) : [])
    )
  }
}

/** The id of the first tenant, which is meant where none is named. */
export const firstTenantId = (file: Raw): string | undefined => {
  const [first] = entriesOf(file, 'tenants')
  return first === undefined ? undefined : text(first.entry, 'tenantId')
}

const expandMemberships = (entry: Raw, path: readonly (string | number)[], names: Names): void => {
  const upn = text(entry, 'userPrincipalName')
  const { written: guestIn } = take(entry, 'guestIn', path)
  entry.guestIn = undefined
  if (entry.memberships === undefined) {
    const domain = upn?.split('@')[1]
    const home = take(entry, 'home', path)
    entry.home = undefined
    entry.memberships = [
      { tenant: home.written ?? domain, kind: 'member' },
      ...(Array.isArray(guestIn) ? guestIn : guestIn === undefined ? [] : [guestIn]).map((tenant: unknown) => ({
        tenant
      }))
    ]
    // A problem is told where the person wrote the name, or where the name comes from.
    const at = (index: number): readonly (string | number)[] =>
      index > 0
        ? [...path, 'guestIn', ...(Array.isArray(guestIn) ? [index - 1] : [])]
        : [...path, home.written === undefined ? 'userPrincipalName' : 'home']
    for (const [index, { entry: place }] of entriesOf(entry, 'memberships', path).entries()) {
      place.tenantId = names.find('tenant', place.tenant, at(index))
      place.tenant = undefined
    }
  }
  for (const [index, { entry: place, path: at }] of entriesOf(entry, 'memberships', path).entries()) {
    const { written, path: field } = take(place, 'tenantId', at, 'tenant')
    place.tenantId = names.find('tenant', written, field)
    fill(place, 'kind', () => (index === 0 ? 'member' : 'guest'))
    const tenantId = text(place, 'tenantId')
    if (upn === undefined || tenantId === undefined) continue
    fill(place, 'objectId', () => stableId(`user:${upn.toLowerCase()}@${tenantId}`))
    const objectId = text(place, 'objectId')
    if (objectId !== undefined) names.addPrincipal(upn, tenantId, objectId)
  }
}

/** People: names from the user principal name, places in tenants from `home` and `guestIn`. */
export const expandUsers = (file: Raw, names: Names): void => {
  for (const { entry, path } of entriesOf(file, 'users')) {
    const local = text(entry, 'userPrincipalName')?.split('@')[0] ?? ''
    fill(entry, 'displayName', () => (local === '' ? undefined : local.charAt(0).toUpperCase() + local.slice(1)))
    const [first = '', ...rest] = (text(entry, 'displayName') ?? '').split(' ')
    fill(entry, 'givenName', () => first)
    fill(entry, 'surname', () => rest.join(' '))
    expandMemberships(entry, path, names)
  }
}

/** Groups; their members may be written by name. */
export const expandGroups = (file: Raw, names: Names): void => {
  for (const { entry, path } of entriesOf(file, 'groups')) {
    const { written, path: at } = take(entry, 'tenantId', path, 'tenant')
    entry.tenantId = names.find('tenant', written ?? firstTenantId(file), at)
    const tenantId = text(entry, 'tenantId')
    const name = text(entry, 'displayName')
    if (tenantId !== undefined && name !== undefined) {
      fill(entry, 'objectId', () => stableId(`group:${name}@${tenantId}`))
      const objectId = text(entry, 'objectId')
      if (objectId !== undefined) names.addPrincipal(name, tenantId, objectId)
    }
    fill(entry, 'members', () => [])
  }
  // Once all groups are known.
  for (const { entry, path } of entriesOf(file, 'groups')) {
    if (!Array.isArray(entry.members)) continue
    const tenantId = text(entry, 'tenantId')
    entry.members = (entry.members as unknown[]).map((member, index) =>
      isRaw(member) ? member : names.findPrincipal(member, tenantId, [...path, 'members', index])
    )
  }
}
