import { applicationsOf } from '../default-applications.ts'
import { stableId } from '../stable-id.ts'
import { firstTenantId } from './expand-directory.ts'
import type { Names, Raw } from './names.ts'
import type { Path } from './problem.ts'
import { entriesOf, fill, isRaw, take, text } from './raw.ts'

const YEAR_MS = 365 * 86_400_000

const expandPrincipals = (entry: Raw, path: Path, names: Names): void => {
  const appId = text(entry, 'appId') ?? ''
  fill(entry, 'servicePrincipals', () => (entry.firstParty === true ? [] : [{ tenantId: entry.homeTenantId }]))
  for (const { entry: principal, path: at } of entriesOf(entry, 'servicePrincipals', path)) {
    const { written, path: field } = take(principal, 'tenantId', at, 'tenant')
    principal.tenantId = names.find('tenant', written, field)
    const tenantId = text(principal, 'tenantId')
    if (tenantId === undefined) continue
    fill(principal, 'objectId', () => stableId(`sp:${appId}:${tenantId}`))
    const objectId = text(principal, 'objectId')
    if (objectId === undefined) continue
    names.addPrincipal(entry.displayName, tenantId, objectId)
    names.addPrincipal(appId, tenantId, objectId)
  }
}

const expandCredentials = (entry: Raw, path: Path): void => {
  const appId = text(entry, 'appId') ?? ''
  const credentials = [entry.secrets, entry.certificates, entry.federatedCredentials]
  if (entry.kind === 'confidential' && credentials.every((list) => list === undefined)) entry.secrets = [{}]
  for (const [index, { entry: secret }] of entriesOf(entry, 'secrets', path).entries()) {
    fill(secret, 'secretId', () => stableId(`secret:${appId}:${String(index)}`))
    fill(secret, 'expiresAt', () => Date.now() + YEAR_MS)
  }
  for (const [index, { entry: certificate }] of entriesOf(entry, 'certificates', path).entries())
    fill(certificate, 'keyId', () => stableId(`certificate:${appId}:${String(index)}`))
}

/** Application registrations: present in their home tenant, and a confidential one with a client secret, unless it is said otherwise. */
export const expandApplications = (file: Raw, names: Names): void => {
  for (const { entry, path } of entriesOf(file, 'applications')) {
    const name = text(entry, 'displayName')
    if (name !== undefined) fill(entry, 'appId', () => stableId(`app:${name}`))
    const { written, path: at } = take(entry, 'homeTenantId', path, 'homeTenant')
    entry.homeTenantId = names.find('tenant', written ?? firstTenantId(file), at)
    fill(entry, 'kind', () => 'confidential')
    expandCredentials(entry, path)
    expandPrincipals(entry, path, names)
    const appId = text(entry, 'appId')
    if (appId === undefined) continue
    names.add('application', appId, name)
    const uris =
      isRaw(entry.api) && Array.isArray(entry.api.identifierUris) ? (entry.api.identifierUris as unknown[]) : []
    if (isRaw(entry.api)) names.add('API', appId, name, ...uris)
    for (const { entry: role } of isRaw(entry.api) ? entriesOf(entry.api, 'appRoles', [...path, 'api']) : [])
      fill(role, 'id', () => stableId(`app-role:${appId}:${String(role.value)}`))
  }
}

const expandNames = (values: unknown, tenantId: string | undefined, path: Path, names: Names): unknown =>
  Array.isArray(values)
    ? values.map((one: unknown, index) => names.findPrincipal(one, tenantId, [...path, index]))
    : values

/** Microsoft's own clients, which every world has; those that a file names are left as they are. */
export const addFirstPartyClients = (file: Raw): void => {
  if (file.applications !== undefined && !Array.isArray(file.applications)) return
  const named = entriesOf(file, 'applications').map(({ entry }) => text(entry, 'appId')?.toLowerCase())
  const missing = applicationsOf('').filter(({ firstParty, appId }) => firstParty === true && !named.includes(appId))
  file.applications = [...((file.applications ?? []) as unknown[]), ...missing]
}

/** What applications say about people: owners, and who is assigned. */
export const expandApplicationPeople = (file: Raw, names: Names): void => {
  for (const { entry, path } of entriesOf(file, 'applications')) {
    if (entry.owners !== undefined)
      entry.owners = expandNames(entry.owners, text(entry, 'homeTenantId'), [...path, 'owners'], names)
    for (const { entry: principal, path: at } of entriesOf(entry, 'servicePrincipals', path))
      if (principal.assignedTo !== undefined)
        principal.assignedTo = expandNames(
          principal.assignedTo,
          text(principal, 'tenantId'),
          [...at, 'assignedTo'],
          names
        )
  }
}

/** Consents and application permissions by the names of whom and what they are about. */
export const expandGrants = (file: Raw, names: Names): void => {
  for (const field of ['consents', 'appRoleAssignments']) {
    for (const { entry, path } of entriesOf(file, field)) {
      const tenant = take(entry, 'tenantId', path, 'tenant')
      entry.tenantId = names.find('tenant', tenant.written ?? firstTenantId(file), tenant.path)
      const tenantId = text(entry, 'tenantId')
      const resource = take(entry, 'resourceAppId', path, 'resource')
      entry.resourceAppId = names.find('API', resource.written, resource.path)
      if (field === 'consents') {
        const app = take(entry, 'appId', path, 'app')
        entry.appId = names.find('application', app.written, app.path)
        const user = take(entry, 'userObjectId', path, 'user')
        entry.userObjectId =
          user.written === undefined || user.written === null
            ? null
            : names.findPrincipal(user.written, tenantId, user.path)
      } else {
        const principal = take(entry, 'principalId', path, 'principal')
        entry.principalId = names.findPrincipal(principal.written, tenantId, principal.path)
      }
    }
  }
}
