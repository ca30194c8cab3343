import { stableId } from './stable-id.ts'
import type { Application, Membership, ServicePrincipal, Tenant, User, World } from './model.ts'

const same = (left: string, right: string): boolean => left.toLowerCase() === right.toLowerCase()

/** The tenant with this id or verified domain. */
export const findTenant = (world: World, idOrDomain: string): Tenant | undefined =>
  world.tenants.find(
    (tenant) => same(tenant.tenantId, idOrDomain) || tenant.domains.some((domain) => same(domain, idOrDomain))
  )

/** The person with this user principal name, spelled in any case. */
export const findUser = (world: World, userPrincipalName: string): User | undefined =>
  world.users.find((user) => same(user.userPrincipalName, userPrincipalName.trim()))

/** The application registration with this client id. */
export const findApplication = (world: World, appId: string): Application | undefined =>
  world.applications.find((application) => same(application.appId, appId))

/** A person's place in a tenant, or undefined for somebody who is neither member nor guest there. */
export const membershipIn = (user: User, tenantId: string): Membership | undefined =>
  user.memberships.find((membership) => membership.tenantId === tenantId)

const newServicePrincipal = (application: Application, tenantId: string): ServicePrincipal => ({
  tenantId,
  objectId: stableId(`sp:${application.appId}:${tenantId}`),
  enabled: true,
  assignmentRequired: false,
  assignedTo: []
})

/** An application's presence in a tenant; a first-party client is present in all of them. */
export const servicePrincipalIn = (application: Application, tenantId: string): ServicePrincipal | undefined =>
  application.servicePrincipals.find((principal) => principal.tenantId === tenantId) ??
  (application.firstParty ? newServicePrincipal(application, tenantId) : undefined)

const consentsFor = (
  world: World,
  application: Application,
  tenantId: string,
  userObjectId: string,
  resourceAppId: string
): World['consents'] =>
  world.consents.filter(
    (consent) =>
      consent.appId === application.appId &&
      consent.tenantId === tenantId &&
      consent.resourceAppId === resourceAppId &&
      (consent.userObjectId === null || consent.userObjectId === userObjectId)
  )

/** Whether somebody or an administrator agreed that an application acts for this person on a resource, with these permissions. */
export const isConsented = (
  world: World,
  application: Application,
  tenantId: string,
  userObjectId: string,
  resourceAppId: string,
  permissions: readonly string[] = []
): boolean => {
  if (application.firstParty) return true
  const consents = consentsFor(world, application, tenantId, userObjectId, resourceAppId)
  return (
    consents.length > 0 &&
    permissions.every((one) => consents.some(({ scopes }) => scopes === undefined || scopes.includes(one)))
  )
}

/** The permissions that were agreed to one by one; Entra ID puts all of them into a token, asked for or not. */
export const consentedPermissions = (
  world: World,
  application: Application,
  tenantId: string,
  userObjectId: string,
  resourceAppId: string
): string[] =>
  consentsFor(world, application, tenantId, userObjectId, resourceAppId).flatMap(({ scopes = [] }) => scopes)

/** Records a consent, and the application's presence in the tenant that comes with it; without a person it is everybody's. */
export const recordConsent = (
  world: World,
  application: Application,
  tenantId: string,
  userObjectId: string | null,
  resourceAppId: string,
  permissions: readonly string[]
): void => {
  const known = world.consents.find(
    (consent) =>
      consent.appId === application.appId &&
      consent.tenantId === tenantId &&
      consent.resourceAppId === resourceAppId &&
      consent.userObjectId === userObjectId
  )
  if (known === undefined)
    world.consents.push({ appId: application.appId, tenantId, userObjectId, resourceAppId, scopes: [...permissions] })
  else if (known.scopes !== undefined) known.scopes = [...new Set([...known.scopes, ...permissions])]
  if (servicePrincipalIn(application, tenantId) === undefined) {
    application.servicePrincipals.push(newServicePrincipal(application, tenantId))
  }
}
