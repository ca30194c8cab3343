import type { CloudContext } from '../../cloud-context.ts'
import type { Application } from '../../world/model.ts'
import { EntraError } from '../entra-error.ts'
import type { AskedAt } from '../scopes.ts'
import { checkCertificateAssertion } from './certificate-assertion.ts'
import { checkFederatedAssertion } from './federated-assertion.ts'
import { readAssertion } from './read-assertion.ts'
import { isTokenAudience } from './token-audience.ts'

const TYPE = 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer'
const ADDRESS = /^https?:\/\//

/** Checks a client's assertion: its own signature by certificate, or another issuer's token. */
export const checkClientAssertion = async (
  cloud: CloudContext,
  where: AskedAt,
  application: Application,
  claim: { assertion: string; assertionType: string | undefined },
  nowMs: number
): Promise<'certificate' | 'federated'> => {
  if (claim.assertionType === undefined) throw new EntraError(900144, { field: 'client_assertion_type' })
  if (claim.assertionType !== TYPE) throw new EntraError(70002, { type: claim.assertionType })
  const assertion = readAssertion(claim.assertion)
  if (ADDRESS.test(assertion.claims.iss ?? '')) {
    await checkFederatedAssertion(cloud, application, assertion, nowMs)
    return 'federated'
  }
  const isAudience = (audience: string): boolean => isTokenAudience(cloud, where, audience)
  await checkCertificateAssertion(application, assertion, isAudience, nowMs)
  return 'certificate'
}
