import { compactVerify, type JWTPayload } from 'jose'
import type { CloudContext } from '../../cloud-context.ts'
import type { Application, User, World } from '../../world/model.ts'
import { EntraError } from '../entra-error.ts'
import type { SignedIn } from '../grants.ts'
import { readAssertion } from './read-assertion.ts'
import type { TokenRequest } from './token-request.ts'

/** Whose token an API presents, and at which tenant it was made. */
export interface UserAssertion {
  signedIn: SignedIn
  tenantId: string
}

const text = (value: unknown): string => (typeof value === 'string' ? value : '')

const checkAudience = (application: Application, { aud }: JWTPayload): void => {
  const own = [application.appId, ...(application.api?.identifierUris ?? [])]
  const audience = text(aud)
  if (own.includes(audience.replace(/\/$/, ''))) return
  const { appId, displayName: name } = application
  throw new EntraError(500131, { audience, expected: own[1] ?? appId, appId, name })
}

const isTenantIssuer = ({ endpoints }: CloudContext, { iss, tid }: JWTPayload): boolean =>
  iss === `https://sts.windows.net/${text(tid)}/` || iss === `${endpoints.login}/${text(tid)}/v2.0`

const userOf = ({ users }: World, { oid, tid }: JWTPayload): User | undefined =>
  users.find(({ memberships }) => memberships.some((one) => one.objectId === oid && one.tenantId === tid))

const checkTimes = ({ exp = 0 }: JWTPayload, nowMs: number): void => {
  const shown = (ms: number): string => new Date(ms).toISOString().replace('Z', '0000Z')
  if (exp * 1000 <= nowMs) throw new EntraError(500133, { now: shown(nowMs), until: shown(exp * 1000) })
}

/** Checks the token that an API was called with: made here, for this API, for a person, and not expired. */
export const readUserAssertion = async (request: TokenRequest, token: string): Promise<UserAssertion> => {
  const { cloud, application, nowMs } = request
  const { claims } = readAssertion(token)
  const verified = await compactVerify(token, cloud.signer.keyOf, { algorithms: ['RS256'] }).catch(() => undefined)
  if (verified === undefined || !isTenantIssuer(cloud, claims)) throw new EntraError(50013)
  const isAccessToken = claims.appid !== undefined || claims.azp !== undefined
  if (!isAccessToken) throw new EntraError(240002)
  checkAudience(application, claims)
  checkTimes(claims, nowMs)
  if (claims.scp === undefined) throw new EntraError(7000114, { appId: application.appId })
  const user = userOf(cloud.world, claims)
  if (user === undefined) throw new EntraError(50034, { tenant: text(claims.tid) })
  const at = (claims.iat ?? 0) * 1000
  const signedIn = cloud.grants.signInBehind(text(claims.uti)) ?? { user, at, sessionId: text(claims.sid) }
  return { signedIn, tenantId: text(claims.tid) }
}
