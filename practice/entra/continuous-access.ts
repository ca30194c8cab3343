import type { JWTPayload } from 'jose'
import { randomBytes } from 'node:crypto'
import type { CloudContext } from '../cloud-context.ts'
import { GRAPH_APP_ID, RESOURCES } from '../world/resources.ts'
import { BACKDATED_SECONDS } from './token/claims.ts'

/** Why a service that evaluates access continuously refuses a token that is good otherwise. */
export interface Interruption {
  /** `gone`: the person is disabled or no more; `revoked`: the sessions were ended; `stale`: a newer token is wanted. */
  reason: 'gone' | 'revoked' | 'stale'
  /** Epoch milliseconds from which on tokens would be taken. */
  sinceMs: number
}

const knowsChallenges = (capabilities: unknown): boolean =>
  Array.isArray(capabilities) && capabilities.some((one) => String(one).toLowerCase() === 'cp1')

/** What has happened to the person of a token since it was made; only clients that declared CP1 hear of it before the token expires. */
export const findInterruption = (
  { world, grants }: Pick<CloudContext, 'world' | 'grants'>,
  payload: JWTPayload,
  resourceAppId: string
): Interruption | undefined => {
  const resource = RESOURCES.find((one) => one.appId === resourceAppId)
  if (resource?.evaluatesContinuously !== true || payload.scp === undefined || !knowsChallenges(payload.xms_cc))
    return undefined
  const user = world.users.find(({ memberships }) =>
    memberships.some(({ tenantId, objectId }) => tenantId === payload.tid && objectId === payload.oid)
  )
  const madeAt = grants.tokenMadeAt(String(payload.uti)) ?? ((payload.iat ?? 0) + BACKDATED_SECONDS) * 1000
  if (user?.enabled !== true) return { reason: 'gone', sinceMs: madeAt }
  const { sessionsRevokedAt = 0, tokensChallengedAt = 0 } = user
  if (madeAt < sessionsRevokedAt) return { reason: 'revoked', sinceMs: sessionsRevokedAt }
  return madeAt < tokensChallengedAt ? { reason: 'stale', sinceMs: tokensChallengedAt } : undefined
}

/** The codes that Microsoft Graph names; the recorded one is that of a change of network, the others come from reports. */
const GRAPH_CODES: Readonly<Record<Interruption['reason'], string>> = {
  gone: 'TokenIssuedBeforeRevocationTimestamp',
  revoked: 'TokenIssuedBeforeRevocationTimestamp',
  stale: 'LocationConditionEvaluationSatisfied'
}

/** What Microsoft Graph says about a token that a claims challenge refuses. */
export const interruptionMessage = ({ reason }: Interruption): string =>
  `Continuous access evaluation resulted in challenge with result: InteractionRequired and code: ${GRAPH_CODES[reason]}`

const encodedClaims = ({ sinceMs }: Interruption): string =>
  Buffer.from(`{"access_token":{"nbf":{"essential":true, "value":"${String(Math.ceil(sinceMs / 1000))}"}}}`).toString(
    'base64'
  )

/**
 * The WWW-Authenticate header that asks a client for another token: with a second challenge at Microsoft Graph, as
 * recorded; the documented one everywhere else.
 */
export const claimsChallenge = (
  { endpoints }: Pick<CloudContext, 'endpoints'>,
  resourceAppId: string,
  interruption: Interruption
): string => {
  const authorize = `${endpoints.login}/common/oauth2/authorize`
  const claims = encodedClaims(interruption)
  if (resourceAppId !== GRAPH_APP_ID)
    return `Bearer realm="", authorization_uri="${authorize}", error="insufficient_claims", claims="${claims}"`
  const from = `realm="", authorization_uri="${authorize}", client_id="${GRAPH_APP_ID}"`
  const nonce = randomBytes(24).toString('base64url')
  return `Bearer ${from}, error_description="${interruptionMessage(interruption)}", error="insufficient_claims", claims="${claims}", PoP ${from}, nonce="${nonce}"`
}
