import type { Cloud } from '../../knowledge/clouds.ts'
import { AppFailure } from '../../services/app-failure.ts'
import type { Http } from '../http/http.ts'
import { notUnderstood, readJsonObject } from '../http/json-answer.ts'
import { authorityOf } from './authority.ts'
import { entraFailure } from './entra-failure.ts'
import { readRefusal } from './refusal.ts'

/** A tenant as its public metadata tells it. */
export interface FoundTenant {
  tenantId: string | null
  /** Where people sign in; a private cloud may have its pages on a host of their own. */
  authorizationEndpoint: string
}

/**
 * Asks the sign-in service for a tenant by its public metadata: a wrong tenant or a missing network is told before a
 * browser opens on an error page. The ID is null for `organizations` and the like.
 */
export async function lookUpTenant(
  http: Http,
  request: { cloud: Cloud; tenant: string; clientId: string; signal: AbortSignal }
): Promise<FoundTenant> {
  const { cloud, tenant, clientId, signal } = request
  const url = `${authorityOf(cloud, tenant)}/v2.0/.well-known/openid-configuration`
  const answer = await http.send({ cloud, url, method: 'GET', headers: { accept: 'application/json' }, signal })
  const body = readJsonObject(answer)
  if ('error' in body) {
    const clockOffsetSeconds = http.clockOffsetSeconds(cloud.name)
    const facts = { cloud, clientId, tenant, scope: cloud.armScope, username: '', clockOffsetSeconds }
    throw new AppFailure(entraFailure(readRefusal(body), facts))
  }
  const { issuer, authorization_endpoint: authorizationEndpoint } = body
  const isMetadata = typeof issuer === 'string' && typeof authorizationEndpoint === 'string'
  if (answer.status !== 200 || !isMetadata) throw notUnderstood(answer)
  const tenantId = /\/([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})\//i.exec(`${issuer}/`)?.[1]
  return { tenantId: tenantId?.toLowerCase() ?? null, authorizationEndpoint }
}
