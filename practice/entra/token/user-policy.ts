import { principalAndGroups } from '../../world/authorization.ts'
import { servicePrincipalIn } from '../../world/directory.ts'
import type { Application, Membership, Tenant, User, World } from '../../world/model.ts'
import { EntraError } from '../entra-error.ts'
import type { SignedIn } from '../grants.ts'

/** A time as Entra ID writes it into its sentences, to the tenth of a microsecond. */
export const longTime = (ms: number): string => new Date(ms).toISOString().replace('Z', '0000Z')

/** Whether a sign-in still counts: not after the person's sessions were revoked. */
export const isRevoked = (user: User, signedInAt: number): boolean => signedInAt < (user.sessionsRevokedAt ?? 0)

/** 50173 for a sign-in from before a revocation or a new password. */
export const requireFreshGrant = ({ user, at }: SignedIn): void => {
  if (!isRevoked(user, at)) return
  // The date is kept in whole seconds, as Entra ID does.
  const validFrom = Math.floor((user.sessionsRevokedAt ?? 0) / 1000) * 1000
  throw new EntraError(50173, { issued: longTime(at), validFrom: longTime(validFrom) })
}

/** Whether a sign-in is older than the tenant wants it to be. */
export const isTooOld = ({ signInFrequencySeconds: seconds }: Tenant, { at }: SignedIn, nowMs: number): boolean =>
  seconds !== undefined && nowMs - at > seconds * 1000

/** 70043 for a sign-in that is older than the tenant wants it to be. */
export const requireFrequentSignIn = (tenant: Tenant, signedIn: SignedIn, nowMs: number): void => {
  if (!isTooOld(tenant, signedIn, nowMs)) return
  const seconds = String(tenant.signInFrequencySeconds)
  throw new EntraError(70043, { issued: longTime(signedIn.at), seconds })
}

/** 7000112 for an application that is switched off in the tenant, 50105 for one that this person is not assigned to. */
export const requireAssignment = (
  world: World,
  application: Application,
  { tenantId }: Tenant,
  { objectId }: Membership
): void => {
  const principal = servicePrincipalIn(application, tenantId)
  const names = { appId: application.appId, name: application.displayName }
  if (principal?.enabled === false) throw new EntraError(7000112, names)
  if (principal?.assignmentRequired !== true) return
  const assigned = principalAndGroups(world, objectId).some((id) => principal.assignedTo.includes(id))
  if (!assigned) throw new EntraError(50105, names)
}
