import type { Failure } from '#contract/failure'
import { developerSignOn, type Cloud } from '../../knowledge/clouds.ts'
import type { Refusal } from './refusal.ts'

/** What a request to Entra ID was about, for the sentence of its failure. */
export interface RequestFacts {
  cloud: Cloud
  clientId: string
  tenant: string
  scope: string
  /** Empty while nobody has signed in yet. */
  username: string
  /** Of the certificate that was used, as the portal shows it; null where there is none. */
  thumbprint?: string | null
  /** Seconds by which this computer's clock is ahead; null where not known. */
  clockOffsetSeconds: number | null
}

/** Beyond this Entra ID and the services start to refuse tokens as too old or too new. */
export const toleratedClockOffsetSeconds = 300

/** Turns a refusal into the failure that tells the person what to do. */
export function entraFailure(refusal: Refusal, facts: RequestFacts): Failure {
  const { evidence, summary } = refusal
  const { cloud, clientId, tenant, scope, username } = facts
  const wellKnown = clientId === developerSignOn.clientId ? developerSignOn.name : null
  switch (refusal.meaning) {
    case 'tenant-not-found':
      return { code: 'tenant-not-found', tenant, cloud: cloud.name, evidence }
    case 'application-not-found':
      return { code: 'application-not-found', clientId, tenant, evidence }
    case 'client-secret-wrong':
      return { code: 'client-secret-wrong', clientId, evidence }
    case 'client-secret-expired':
      return { code: 'client-secret-expired', clientId, evidence }
    case 'certificate-not-registered':
      return { code: 'certificate-not-registered', clientId, thumbprint: facts.thumbprint ?? null, evidence }
    case 'certificate-expired':
      return { code: 'certificate-expired', expiredAt: null, evidence }
    case 'public-client-not-allowed':
      return { code: 'public-client-not-allowed', clientId, evidence }
    case 'redirect-not-registered':
      return { code: 'redirect-not-registered', clientId, evidence }
    case 'device-code-expired':
      return { code: 'device-code-expired' }
    case 'sign-in-declined':
      return { code: 'sign-in-declined' }
    case 'sign-in-expired':
      return needed('expired')
    case 'sign-in-revoked':
      return needed('revoked')
    case 'mfa-needed':
      return needed('mfa')
    case 'consent-needed':
      return {
        code: 'consent-needed',
        clientId,
        applicationName: refusal.applicationName ?? wellKnown,
        scope,
        evidence
      }
    case 'user-not-in-tenant':
      return { code: 'user-not-in-tenant', username: username === '' ? 'This user' : username, tenant, evidence }
    case 'resource-not-in-tenant':
      return { code: 'resource-not-in-tenant', scope, tenant, evidence }
    case 'scope-refused':
      return { code: 'scope-refused', scope, evidence }
    case 'blocked-by-policy':
      return { code: 'blocked-by-policy', block: refusal.block, evidence }
    case 'time-wrong': {
      const offsetSeconds = facts.clockOffsetSeconds ?? 0
      const isWrong = Math.abs(offsetSeconds) > toleratedClockOffsetSeconds
      return isWrong ? { code: 'clock-wrong', offsetSeconds } : { code: 'entra-refused', summary, evidence }
    }
    case 'refused':
      return { code: 'entra-refused', summary, evidence }
  }

  function needed(reason: 'expired' | 'revoked' | 'mfa'): Failure {
    // While signing in there is no earlier sign-in that could have expired.
    if (username === '') return { code: 'entra-refused', summary, evidence }
    return { code: 'sign-in-needed', username, reason, evidence }
  }
}
