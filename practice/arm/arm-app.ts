import type { Context, Hono } from 'hono'
import { randomUUID } from 'node:crypto'
import type { CloudContext } from '../cloud-context.ts'
import type { PracticeEnv } from '../http/practice-env.ts'
import { makeServiceApp } from '../http/service-app.ts'
import { requireApiVersion } from './api-version.ts'
import { requireCaller } from './arm-caller.ts'
import { ArmError } from './arm-error.ts'
import { answerProvider } from './providers.ts'
import { readResourcePath } from './resource-path.ts'
import { listSubscriptions } from './subscriptions.ts'
import { listTenants } from './tenants.ts'

const answer = (
  c: Context<PracticeEnv>,
  body: unknown,
  status: 200 | ArmError['status'] = 200,
  headers: Readonly<Record<string, string>> = {}
): Response => {
  const id = randomUUID()
  c.header('Cache-Control', 'no-cache')
  c.header('Pragma', 'no-cache')
  c.header('Expires', '-1')
  c.header('x-ms-request-id', id)
  c.header('x-ms-correlation-request-id', id)
  for (const [name, value] of Object.entries(headers)) c.header(name, value)
  c.header('Content-Type', 'application/json; charset=utf-8')
  return c.body(JSON.stringify(body), status)
}

const TENANT_READS = { 'x-ms-ratelimit-remaining-tenant-reads': '249' }

/** Azure Resource Manager: the tenants and subscriptions of the caller, and the resources and roles in them. */
export const makeArmApp = (cloud: CloudContext): Hono<PracticeEnv> => {
  const app = makeServiceApp(cloud, 'arm')
  app.get('/tenants', async (c) => {
    const caller = await requireCaller(cloud, c)
    const version = requireApiVersion(c)
    return answer(c, listTenants(cloud, caller, version, c.req.query('$skiptoken')), 200, TENANT_READS)
  })
  app.get('/subscriptions', async (c) => {
    const caller = await requireCaller(cloud, c)
    requireApiVersion(c)
    return answer(c, listSubscriptions(cloud, caller), 200, TENANT_READS)
  })
  app.all('*', async (c, next) => {
    const path = readResourcePath(c.req.path)
    if (path === undefined) return next()
    const caller = await requireCaller(cloud, c)
    const reply = await answerProvider({ cloud, c, caller, path })
    return reply === undefined ? next() : answer(c, reply.body, 200, reply.headers)
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
  if (error.challenge !== undefined) c.header('WWW-Authenticate', error.challenge)
  if (error.status !== 400) c.header('x-ms-failure-cause', 'gateway')
  return answer(c, { error: { code: error.code, message: error.message } }, error.status)
}
