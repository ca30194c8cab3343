import { decodeJwt, errors, jwtVerify } from 'jose'
import type { CloudContext } from '../cloud-context.ts'
import { RESOURCES } from '../world/resources.ts'
import { findInterruption, type Interruption } from './continuous-access.ts'

/** Who calls a service, read from a token that has been checked. */
export interface Caller {
  tenantId: string
  objectId: string
  kind: 'user' | 'app'
  /** User principal name, or the application's client id. */
  name: string
  /** Client id of the application that asked for the token. */
  appId: string
  /** Delegated permissions (scp) of a person's token, application permissions (roles) of an application's. */
  permissions: string[]
}

/** A checked token, or what is wrong with it. */
export type TokenCheck =
  | { ok: true; caller: Caller }
  | {
      ok: false
      reason: 'malformed' | 'audience' | 'expired'
      audience?: string
      expiredAt?: Date
      /** What happened to the person since; `claimsChallenge` makes the header of the 401 from it. */
      interruption?: Interruption
    }

const audiencesOf = (appId: string): string[] => {
  const resource = RESOURCES.find((one) => one.appId === appId)
  return resource === undefined ? [] : [appId, ...resource.identifierUris.flatMap((uri) => [uri, `${uri}/`])]
}

const text = (value: unknown): string => (typeof value === 'string' ? value : '')

const texts = (value: unknown): string[] => (Array.isArray(value) ? value.filter((one) => typeof one === 'string') : [])

/** The token of an Authorization header with the Bearer scheme. */
export const bearerToken = (authorization: string | undefined): string | undefined =>
  /^Bearer\s+(\S+)\s*$/i.exec(authorization ?? '')?.[1]

/** Checks signature, issuer, audience and times of a version 1 token for one resource. */
export const checkToken = async (
  cloud: CloudContext,
  token: string,
  resourceAppId: string,
  nowMs: number,
  furtherAudiences: readonly string[] = []
): Promise<TokenCheck> => {
  try {
    const { payload } = await jwtVerify(token, cloud.signer.keyOf, {
      algorithms: ['RS256'],
      audience: [...audiencesOf(resourceAppId), ...furtherAudiences],
      currentDate: new Date(nowMs)
    })
    const tenantId = text(payload.tid)
    if (payload.iss !== `https://sts.windows.net/${tenantId}/`) return { ok: false, reason: 'malformed' }
    const interruption = findInterruption(cloud, payload, resourceAppId)
    if (interruption !== undefined) return { ok: false, reason: 'malformed', interruption }
    const isUser = payload.scp !== undefined
    const name = text(isUser ? payload.unique_name : payload.appid)
    const caller: Caller = {
      tenantId,
      objectId: text(payload.oid),
      kind: isUser ? 'user' : 'app',
      name,
      appId: text(payload.appid),
      permissions: isUser ? text(payload.scp).split(' ') : texts(payload.roles)
    }
    return { ok: true, caller }
  } catch (error) {
    if (error instanceof errors.JWTExpired)
      return { ok: false, reason: 'expired', expiredAt: new Date((error.payload.exp ?? 0) * 1000) }
    if (error instanceof errors.JWTClaimValidationFailed && error.claim === 'aud') {
      return { ok: false, reason: 'audience', audience: text(decodeJwt(token).aud) }
    }
    return { ok: false, reason: 'malformed' }
  }
}
