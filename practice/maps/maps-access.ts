import type { Context } from 'hono'
import type { CloudContext } from '../cloud-context.ts'
import { bearerToken, checkToken } from '../entra/verify-token.ts'
import type { PracticeEnv } from '../http/practice-env.ts'
import { mayDo } from '../world/authorization.ts'
import type { MapsAccount } from '../world/model.ts'
import { forbidden, tooManyRequests, unauthorized } from './maps-error.ts'
import { RateLimits } from './rate-limits.ts'
import { answeringRegion, geographyOf, regionsCover } from './regions.ts'
import { type MapsSasCheck, readMapsSas } from './sas-token.ts'

const MAPS_APP_ID = 'ba1ea022-5807-41d5-bbeb-292c7e1cf5f6'

/** What a route asks for; from the role definitions of Azure Maps, [K] where these do not name it. */
export type MapsDataAction =
  | 'services/search/read'
  | 'services/render/read'
  | 'services/timezone/read'
  | 'services/geolocation/read'
  | 'services/batch/action'

type Request = Context<PracticeEnv>

const clientIdOf = (c: Request): string | undefined => c.req.header('x-ms-client-id')?.toLowerCase()

const mayUse = (cloud: CloudContext, objectId: string, account: MapsAccount, action: MapsDataAction): boolean =>
  mayDo(cloud.world, objectId, account.resourceId, `Microsoft.Maps/accounts/${action}`)

const byKey = (cloud: CloudContext, key: string): MapsAccount => {
  const account = cloud.world.mapsAccounts.find((one) => one.primaryKey === key || one.secondaryKey === key)
  if (account === undefined) throw unauthorized('SharedKey', 'InvalidKey')
  if (account.disableLocalAuth) throw unauthorized('SharedKey', 'LocalAuthDisabled')
  return account
}

const byToken = async (
  cloud: CloudContext,
  c: Request,
  authorization: string,
  action: MapsDataAction
): Promise<MapsAccount> => {
  const check = await checkToken(cloud, bearerToken(authorization) ?? '', MAPS_APP_ID, c.get('nowMs'))
  if (!check.ok) throw unauthorized('Bearer', check.reason === 'audience' ? 'InvalidAudience' : 'InvalidToken')
  const clientId = clientIdOf(c)
  const account = cloud.world.mapsAccounts.find((one) => one.clientId.toLowerCase() === clientId)
  if (account === undefined) throw unauthorized('Bearer', 'InvalidClientId')
  if (check.caller.tenantId !== account.tenantId) throw unauthorized('Bearer', 'InvalidToken')
  if (!mayUse(cloud, check.caller.objectId, account, action)) throw forbidden()
  return account
}

const SAS_REASONS = {
  malformed: 'InvalidToken',
  'unknown-account': 'InvalidClientId',
  'wrong-key': 'InvalidKey',
  'not-yet': 'InvalidToken',
  expired: 'InvalidToken'
} as const satisfies Record<(MapsSasCheck & { ok: false })['reason'], string>

const bySas = async (
  cloud: CloudContext,
  limits: RateLimits,
  c: Request,
  token: string,
  action: MapsDataAction
): Promise<MapsAccount> => {
  const check = await readMapsSas(cloud.world, token, c.get('nowMs'))
  if (!check.ok) throw unauthorized('jwt-sas', SAS_REASONS[check.reason])
  const { account, terms, tokenId } = check
  const clientId = clientIdOf(c)
  if (clientId !== undefined && clientId !== account.clientId.toLowerCase())
    throw unauthorized('jwt-sas', 'InvalidClientId')
  if (account.disableLocalAuth) throw unauthorized('jwt-sas', 'LocalAuthDisabled')
  if (!regionsCover(terms.regions, geographyOf(c.env.site.key))) throw forbidden(true)
  if (!mayUse(cloud, terms.principalId, account, action)) throw forbidden()
  if (!limits.take(`sas ${tokenId}`, terms.maxRatePerSecond, Date.now())) throw tooManyRequests()
  return account
}

const findAccount = (
  cloud: CloudContext,
  limits: RateLimits,
  c: Request,
  action: MapsDataAction
): MapsAccount | Promise<MapsAccount> => {
  const authorization = c.req.header('authorization')
  if (authorization !== undefined) {
    const sas = /^jwt-sas\s+(\S+)\s*$/i.exec(authorization)?.[1]
    return sas === undefined ? byToken(cloud, c, authorization, action) : bySas(cloud, limits, c, sas, action)
  }
  const key = c.req.header('subscription-key') ?? c.req.query('subscription-key')
  if (key === undefined) throw unauthorized('SharedKey', 'MissingCredential')
  return byKey(cloud, key)
}

/** Lets a request to Azure Maps pass or throws; the answer's region is told from here on. */
export type RequireMapsAccess = (c: Request, action: MapsDataAction) => Promise<void>

/**
 * Finds the account that a request may use: by token and client id, by SAS token, or by shared key in header or query. A key
 * beside an Authorization header does not count, which is a guess.
 */
export const makeMapsAccess = (cloud: CloudContext): RequireMapsAccess => {
  const limits = new RateLimits()
  return async (c, action) => {
    const account = await findAccount(cloud, limits, c, action)
    c.header('x-ms-azuremaps-region', answeringRegion(geographyOf(c.env.site.key), account.location))
    const { queriesPerSecond, clientId } = account
    if (queriesPerSecond !== undefined && !limits.take(`account ${clientId}`, queriesPerSecond, Date.now()))
      throw tooManyRequests()
  }
}
