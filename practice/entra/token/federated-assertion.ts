import { compactVerify } from 'jose'
import type { CloudContext } from '../../cloud-context.ts'
import type { Application } from '../../world/model.ts'
import { EntraError } from '../entra-error.ts'
import { issuerKeys, PRACTICE_ISSUER, workloadIssuer } from '../workload-issuer.ts'
import { type Assertion, audiencesOf, checkAssertionTimes } from './read-assertion.ts'

/** Microsoft's own audience, by which a managed identity's token names its API by id. */
const EXCHANGE: Readonly<Record<string, string>> = {
  'api://AzureADTokenExchange': 'fb60f99c-7a34-4190-8149-302f77469936'
}

/** A registered issuer as it stands in tokens of this practice cloud; tenants are registered by Microsoft's own address. */
const issuerHere = (cloud: CloudContext, registered: string): string =>
  registered === PRACTICE_ISSUER
    ? workloadIssuer(cloud)
    : registered.replace(/^https:\/\/login\.microsoftonline\.com\//, `${cloud.endpoints.login}/`)

type Credential = Application['federatedCredentials'][number]

const matching = (
  credentials: readonly Credential[],
  code: number,
  details: Record<string, string>,
  matches: (credential: Credential) => boolean
): Credential[] => {
  const found = credentials.filter(matches)
  if (found.length === 0) throw new EntraError(code, details)
  return found
}

/** Checks that a token of another issuer stands for this application: issuer, then subject, then audience, exactly as registered. */
export const checkFederatedAssertion = async (
  cloud: CloudContext,
  application: Application,
  assertion: Assertion,
  nowMs: number
): Promise<void> => {
  const { claims, token } = assertion
  const issuer = claims.iss ?? ''
  const subject = claims.sub ?? ''
  const presented = audiencesOf(assertion)
  if (application.federatedCredentials.length === 0)
    throw new EntraError(70025, { appId: application.appId, name: application.displayName })
  const ofIssuer = matching(
    application.federatedCredentials,
    700211,
    { issuer },
    (one) => issuerHere(cloud, one.issuer) === issuer
  )
  const ofSubject = matching(ofIssuer, 700213, { subject }, (one) => one.subject === subject)
  matching(ofSubject, 700212, { audience: presented.join(', ') }, (one) =>
    one.audiences.some((audience) => presented.includes(audience) || presented.includes(EXCHANGE[audience] ?? ''))
  )
  checkAssertionTimes(assertion, nowMs)
  const keys = issuerKeys(cloud, issuer)
  if (keys === undefined) throw new EntraError(50166, { issuer })
  const verified = await compactVerify(token, keys, { algorithms: ['RS256'] }).catch(() => undefined)
  if (verified === undefined) throw new EntraError(50013)
}
