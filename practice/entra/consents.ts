import type { CloudContext } from '../cloud-context.ts'
import { isConsented, recordConsent } from '../world/directory.ts'
import type { Application, Membership } from '../world/model.ts'
import type { ListedPermission } from './pages/consent-pages.ts'
import { grantedPermissions, type ResourceRequest } from './scopes.ts'

/** What an application asks for and nobody has agreed to yet; `forced` asks again for everything. */
export const missingConsents = (
  { world }: Pick<CloudContext, 'world'>,
  application: Application,
  resources: readonly ResourceRequest[],
  { tenantId, objectId }: Membership,
  forced: boolean
): ResourceRequest[] =>
  resources.filter(
    (one) => forced || !isConsented(world, application, tenantId, objectId, one.resource.appId, grantedPermissions(one))
  )

/** Whether only an administrator may agree to one of these. */
export const needsAdministrator = (requests: readonly ResourceRequest[]): boolean =>
  requests.some((one) =>
    grantedPermissions(one).some((permission) => one.resource.adminScopes?.includes(permission) === true)
  )

/** The words of the permissions, for the pages. */
export const listPermissions = (requests: readonly ResourceRequest[]): ListedPermission[] =>
  requests.flatMap((one) =>
    grantedPermissions(one).map((permission) => ({
      resource: one.resource.displayName,
      text: one.resource.scopes[permission] ?? permission
    }))
  )

/** Writes the agreement down, for the person or for everybody in the tenant. */
export const recordConsents = (
  { world }: Pick<CloudContext, 'world'>,
  application: Application,
  requests: readonly ResourceRequest[],
  { tenantId, objectId }: Membership,
  forEverybody: boolean
): void => {
  for (const one of requests) {
    const whose = forEverybody ? null : objectId
    recordConsent(world, application, tenantId, whose, one.resource.appId, grantedPermissions(one))
  }
}
