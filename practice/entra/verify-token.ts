import { decodeJwt, errors, jwtVerify } from 'jose'
import type { CloudContext } from '../cloud-context.ts'
import { RESOURCES } from '../world/resources.ts'

/** Who calls a service, read from a token that has been checked. */
export interface Caller {
  tenantId: string
  objectId: string
  kind: 'user' | 'app'
  /** User principal name, or the application's client id. */
  name: string
  /** Client id of the application that asked for the token. */
  appId: string
}

/** A checked token, or what is wrong with it. */
export type TokenCheck =
  | { ok: true; caller: Caller }
  | { ok: false; reason: 'malformed' | 'audience' | 'expired'; audience?: string; expiredAt?: Date }

const audiencesOf = (appId: string): string[] => {
  const resource = RESOURCES.find((one) => one.appId === appId)
  return resource === undefined ? [] : [appId, ...resource.identifierUris.flatMap((uri) => [uri, `${uri}/`])]
}

const text = (value: unknown): string => (typeof value === 'string' ? value : '')

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
    const { payload } = await jwtVerify(token, await cloud.signer.verificationKey(), {
      algorithms: ['RS256'],
      audience: [...audiencesOf(resourceAppId), ...furtherAudiences],
      currentDate: new Date(nowMs)
    })
    const tenantId = text(payload.tid)
    if (payload.iss !== `https://sts.windows.net/${tenantId}/`) return { ok: false, reason: 'malformed' }
    const isUser = payload.scp !== undefined
    const name = text(isUser ? payload.unique_name : payload.appid)
    const caller: Caller = {
      tenantId,
      objectId: text(payload.oid),
      kind: isUser ? 'user' : 'app',
      name,
      appId: text(payload.appid)
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
