import type { Context } from 'hono'
import type { CloudContext } from '../cloud-context.ts'
import { claimsChallenge, type Interruption } from '../entra/continuous-access.ts'
import { bearerToken, type Caller, checkToken } from '../entra/verify-token.ts'
import type { PracticeEnv } from '../http/practice-env.ts'
import { ArmError } from './arm-error.ts'

const ARM_APP_ID = '797f4846-ba00-4fd7-ba43-dac1f8f63013'
const AUDIENCES =
  "'https://management.core.windows.net/','https://management.core.windows.net','https://management.azure.com/','https://management.azure.com'"

const unauthorized = (
  cloud: CloudContext,
  code: string,
  message: string,
  description = message,
  tenantId = ''
): ArmError =>
  new ArmError(401, code, message, {
    challenge: `Bearer authorization_uri="${cloud.endpoints.login}/${tenantId}", error="invalid_token", error_description="${description}"`
  })

/** Documented: whoever asks for a subscription without a token is told its tenant. */
const tenantOf = ({ world }: CloudContext, path: string): string => {
  const id = /^\/+subscriptions\/([^/]+)/i.exec(path)?.[1]?.toLowerCase()
  return world.subscriptions.find(({ subscriptionId }) => subscriptionId === id)?.tenantId ?? ''
}

/**
 * Who hears the 401 without claims. It was recorded in 2021 after a revocation; reports from 2022 on show the claims
 * challenge there, so that only those who are not known any more hear the recorded one.
 */
const WITHOUT_CLAIMS: readonly Interruption['reason'][] = ['gone']

const interrupted = (cloud: CloudContext, interruption: Interruption): ArmError =>
  WITHOUT_CLAIMS.includes(interruption.reason)
    ? unauthorized(cloud, 'AuthenticationFailed', 'Authentication failed.', 'Could not find identity for access token.')
    : new ArmError(401, 'AuthenticationFailed', 'Authentication failed.', {
        challenge: claimsChallenge(cloud, ARM_APP_ID, interruption)
      })

const armTime = (date: Date): string => date.toISOString().replace('T', ' ').slice(0, 19)

/** Checks the caller's token; every way in which it is wrong has its own 401. */
export const requireCaller = async (cloud: CloudContext, c: Context<PracticeEnv>): Promise<Caller> => {
  const authorization = c.req.header('authorization')
  if (authorization === undefined) {
    const description = "The authentication failed because of missing 'Authorization' header."
    throw unauthorized(
      cloud,
      'AuthenticationFailed',
      "Authentication failed. The 'Authorization' header is missing.",
      description,
      tenantOf(cloud, c.req.path)
    )
  }
  const token = bearerToken(authorization)
  if (token === undefined)
    throw unauthorized(
      cloud,
      'AuthenticationFailed',
      "Authentication failed. The 'Authorization' header is provided in an invalid format."
    )
  const nowMs = c.get('nowMs')
  const check = await checkToken(cloud, token, ARM_APP_ID, nowMs)
  if (check.ok) return check.caller
  if (check.reason === 'audience') {
    const message = `The access token has been obtained for wrong audience or resource '${(check.audience ?? '').replace(/[^\w:/.-]/g, '')}'. It should exactly match with one of the allowed audiences ${AUDIENCES}.`
    throw unauthorized(cloud, 'InvalidAuthenticationTokenAudience', message)
  }
  if (check.reason === 'expired') {
    const message = `The access token expiry UTC time '${armTime(check.expiredAt ?? new Date(0))}' is earlier than current UTC time '${armTime(new Date(nowMs))}'.`
    throw unauthorized(cloud, 'ExpiredAuthenticationToken', message)
  }
  if (check.interruption !== undefined) throw interrupted(cloud, check.interruption)
  throw unauthorized(cloud, 'InvalidAuthenticationToken', 'The access token is invalid.')
}
