import type { Context, Hono } from 'hono'
import { randomUUID } from 'node:crypto'
import type { CloudContext } from '../cloud-context.ts'
import { bearerToken, type Caller, checkToken } from '../entra/verify-token.ts'
import type { PracticeEnv } from '../http/practice-env.ts'
import { makeServiceApp } from '../http/service-app.ts'
import { ArmError } from './arm-error.ts'
import { listSubscriptions } from './subscriptions.ts'
import { listTenants } from './tenants.ts'

const ARM_APP_ID = '797f4846-ba00-4fd7-ba43-dac1f8f63013'
const API_VERSIONS = [
  '2016-06-01',
  '2018-02-01',
  '2019-03-01',
  '2019-06-01',
  '2019-11-01',
  '2020-01-01',
  '2021-01-01',
  '2021-04-01',
  '2022-09-01',
  '2022-12-01'
]
const AUDIENCES =
  "'https://management.core.windows.net/','https://management.core.windows.net','https://management.azure.com/','https://management.azure.com'"

const unauthorized = (cloud: CloudContext, code: string, message: string, description = message): ArmError =>
  new ArmError(
    401,
    code,
    message,
    `Bearer authorization_uri="${cloud.endpoints.login}/", error="invalid_token", error_description="${description}"`
  )

const armTime = (date: Date): string => date.toISOString().replace('T', ' ').slice(0, 19)

/** Checks the caller's token; every way in which it is wrong has its own 401. */
const requireCaller = async (cloud: CloudContext, c: Context<PracticeEnv>): Promise<Caller> => {
  const authorization = c.req.header('authorization')
  if (authorization === undefined) {
    const description = "The authentication failed because of missing 'Authorization' header."
    throw unauthorized(
      cloud,
      'AuthenticationFailed',
      "Authentication failed. The 'Authorization' header is missing.",
      description
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
  throw unauthorized(cloud, 'InvalidAuthenticationToken', 'The access token is invalid.')
}

const requireApiVersion = (c: Context<PracticeEnv>): string => {
  const version = c.req.query('api-version')
  if (version === undefined || version === '') {
    throw new ArmError(
      400,
      'MissingApiVersionParameter',
      'The api-version query parameter (?api-version=) is required for all requests.'
    )
  }
  if (!API_VERSIONS.includes(version)) {
    throw new ArmError(
      400,
      'InvalidApiVersionParameter',
      `The api-version '${version.slice(0, 40)}' is invalid. The supported versions are '${API_VERSIONS.join(',')}'.`
    )
  }
  return version
}

const answer = (c: Context<PracticeEnv>, body: unknown, status: 200 | ArmError['status'] = 200): Response => {
  const id = randomUUID()
  c.header('Cache-Control', 'no-cache')
  c.header('Pragma', 'no-cache')
  c.header('Expires', '-1')
  c.header('x-ms-request-id', id)
  c.header('x-ms-correlation-request-id', id)
  if (status === 200) c.header('x-ms-ratelimit-remaining-tenant-reads', '249')
  c.header('Content-Type', 'application/json; charset=utf-8')
  return c.body(JSON.stringify(body), status)
}

/** Azure Resource Manager: the tenants and subscriptions of the caller. */
export const makeArmApp = (cloud: CloudContext): Hono<PracticeEnv> => {
  const app = makeServiceApp(cloud, 'arm')
  app.get('/tenants', async (c) => {
    const caller = await requireCaller(cloud, c)
    const version = requireApiVersion(c)
    return answer(c, listTenants(cloud, caller, version, c.req.query('$skiptoken')))
  })
  app.get('/subscriptions', async (c) => {
    const caller = await requireCaller(cloud, c)
    requireApiVersion(c)
    return answer(c, listSubscriptions(cloud, caller))
  })
  app.notFound(async (c) => {
    try {
      await requireCaller(cloud, c)
      return answer(
        c,
        { error: { code: 'InvalidResourceType', message: 'The practice cloud does not have this resource type yet.' } },
        404
      )
    } catch (error) {
      return refuse(c, error)
    }
  })
  app.onError((error, c) => refuse(c, error))
  return app
}

const refuse = (c: Context<PracticeEnv>, error: unknown): Response => {
  if (!(error instanceof ArmError))
    return answer(
      c,
      { error: { code: 'InvalidRequest', message: 'The practice cloud could not answer this request.' } },
      400
    )
  if (error.challenge !== undefined) {
    c.header('WWW-Authenticate', error.challenge)
    c.header('x-ms-failure-cause', 'gateway')
  }
  return answer(c, { error: { code: error.code, message: error.message } }, error.status)
}
