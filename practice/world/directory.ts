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
  application.firstParty
    ? newServicePrincipal(application, tenantId)
    : application.servicePrincipals.find((principal) => principal.tenantId === tenantId)

/** Whether somebody or an administrator agreed that an application acts for this person on a resource. */
export const isConsented = (
  world: World,
  application: Application,
  tenantId: string,
  userObjectId: string,
  resourceAppId: string
): boolean =>
  application.firstParty ||
  world.consents.some(
    (consent) =>
      consent.appId === application.appId &&
      consent.tenantId === tenantId &&
      consent.resourceAppId === resourceAppId &&
      (consent.userObjectId === null || consent.userObjectId === userObjectId)
  )

/** Records a person's consent, and the application's presence in the tenant that comes with it. */
export const recordConsent = (
  world: World,
  application: Application,
  tenantId: string,
  userObjectId: string,
  resourceAppId: string
): void => {
  if (isConsented(world, application, tenantId, userObjectId, resourceAppId)) return
  world.consents.push({ appId: application.appId, tenantId, userObjectId, resourceAppId })
  if (servicePrincipalIn(application, tenantId) === undefined) {
    application.servicePrincipals.push(newServicePrincipal(application, tenantId))
  }
}
