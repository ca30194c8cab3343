import { createHash, timingSafeEqual } from 'node:crypto'
import type { CloudContext } from '../../cloud-context.ts'
import { servicePrincipalIn } from '../../world/directory.ts'
import { findClient } from '../../world/find-client.ts'
import type { Application, ClientSecret, World } from '../../world/model.ts'
import { EntraError } from '../entra-error.ts'
import type { AskedAt } from '../scopes.ts'
import type { TenantChoice } from '../tenant-segment.ts'
import { checkClientAssertion } from './client-assertion.ts'
import type { ClientClaim } from './client-claim.ts'

/** How a client proved who it is. */
export type ClientProof = 'none' | 'secret' | 'certificate' | 'federated'

/** Finds the application for a tenant: 700016 for one that is unknown there, 7000112 for a disabled one. */
export const requireApplication = (
  world: World,
  clientId: string,
  choice: TenantChoice,
  segment: string
): Application => {
  const application = findClient(world, clientId)
  const directory = choice.kind === 'tenant' ? choice.tenant.displayName : segment
  const unknown = new EntraError(700016, { appId: clientId, tenant: directory })
  if (application === undefined) throw unknown
  if (choice.kind !== 'tenant') return application
  const principal = servicePrincipalIn(application, choice.tenant.tenantId)
  if (principal === undefined && application.signInAudience === 'AzureADMyOrg') throw unknown
  if (principal?.enabled === false) throw new EntraError(7000112, { appId: clientId, name: application.displayName })
  return application
}

const sameText = (left: string, right: string): boolean => {
  const digest = (text: string): Buffer => createHash('sha256').update(text).digest()
  return timingSafeEqual(digest(left), digest(right))
}

const checkSecret = (application: Application, { choice }: AskedAt, sent: string, nowMs: number): void => {
  const counts = ({ tenantId, startsAt = 0 }: ClientSecret): boolean =>
    startsAt <= nowMs && (tenantId === undefined || (choice.kind === 'tenant' && tenantId === choice.tenant.tenantId))
  const secret = application.secrets.find((one) => sameText(one.value, sent) && counts(one))
  if (secret === undefined) throw new EntraError(7000215, { appId: application.appId })
  if (secret.expiresAt <= nowMs) throw new EntraError(7000222, { appId: application.appId })
}

/** Checks the credential of a client; a secret's id, like any wrong text, is 7000215. */
export const authenticateClient = async (
  cloud: CloudContext,
  where: AskedAt,
  application: Application,
  claim: ClientClaim,
  nowMs: number
): Promise<ClientProof> => {
  const { assertion, assertionType, secret } = claim
  if (application.kind === 'public') {
    if (secret !== undefined || assertion !== undefined) throw new EntraError(700025)
    return 'none'
  }
  if (assertion !== undefined)
    return checkClientAssertion(cloud, where, application, { assertion, assertionType }, nowMs)
  if (secret === undefined) throw new EntraError(7000218)
  checkSecret(application, where, secret, nowMs)
  return 'secret'
}
