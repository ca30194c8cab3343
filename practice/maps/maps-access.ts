import type { Context } from 'hono'
import type { CloudContext } from '../cloud-context.ts'
import { bearerToken, checkToken } from '../entra/verify-token.ts'
import type { PracticeEnv } from '../http/practice-env.ts'
import { mayDo } from '../world/authorization.ts'
import type { MapsAccount } from '../world/model.ts'
import { forbidden, unauthorized } from './maps-error.ts'

const MAPS_APP_ID = 'ba1ea022-5807-41d5-bbeb-292c7e1cf5f6'

const byKey = (cloud: CloudContext, key: string): MapsAccount => {
  const account = cloud.world.mapsAccounts.find((one) => one.primaryKey === key || one.secondaryKey === key)
  if (account === undefined) throw unauthorized('SharedKey', 'InvalidKey')
  if (account.disableLocalAuth) throw unauthorized('SharedKey', 'LocalAuthDisabled')
  return account
}

const byToken = async (
  cloud: CloudContext,
  c: Context<PracticeEnv>,
  authorization: string,
  dataAction: string
): Promise<MapsAccount> => {
  const check = await checkToken(cloud, bearerToken(authorization) ?? '', MAPS_APP_ID, c.get('nowMs'))
  if (!check.ok) throw unauthorized('Bearer', check.reason === 'audience' ? 'InvalidAudience' : 'InvalidToken')
  const clientId = c.req.header('x-ms-client-id')?.toLowerCase()
  const account = cloud.world.mapsAccounts.find((one) => one.clientId === clientId)
  if (account === undefined) throw unauthorized('Bearer', 'InvalidClientId')
  if (check.caller.tenantId !== account.tenantId) throw unauthorized('Bearer', 'InvalidToken')
  if (!mayDo(cloud.world, check.caller.objectId, account.resourceId, dataAction)) throw forbidden()
  return account
}

/** Finds the account that a request may use: by token and client id, or by shared key in header or query. */
export const requireMapsAccess = async (
  cloud: CloudContext,
  c: Context<PracticeEnv>,
  dataAction: string
): Promise<MapsAccount> => {
  const authorization = c.req.header('authorization')
  if (authorization !== undefined) return byToken(cloud, c, authorization, dataAction)
  const key = c.req.header('subscription-key') ?? c.req.query('subscription-key')
  if (key === undefined) throw unauthorized('SharedKey', 'MissingCredential')
  return byKey(cloud, key)
}
