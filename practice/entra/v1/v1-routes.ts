import type { Context, Hono } from 'hono'
import type { CloudContext } from '../../cloud-context.ts'
import type { JsonBody } from '../../http/json-body.ts'
import type { PracticeEnv } from '../../http/practice-env.ts'
import { startDeviceCode } from '../device-code-endpoint.ts'
import { EntraError } from '../entra-error.ts'
import { readForm } from '../read-form.ts'
import { readTenantSegment } from '../tenant-segment.ts'
import { answerTokenRequest } from '../token/token-endpoint.ts'
import { versionOneConfiguration } from './metadata.ts'
import { asVersion2Form } from './resource-form.ts'
import { asVersion1Answer } from './token-answer.ts'
import { userRealm } from './user-realm.ts'

type Send = (c: Context<PracticeEnv>, body: JsonBody) => Response

const versionOneDeviceCode = async (cloud: CloudContext, c: Context<PracticeEnv>): Promise<JsonBody> => {
  // Old clients send it as a query, too.
  const form = c.req.method === 'POST' ? await readForm(c) : new Map(new URL(c.req.url).searchParams)
  if (!form.has('resource')) throw new EntraError(900144, { field: 'resource' })
  const {
    verification_uri: page,
    expires_in: life,
    interval,
    ...rest
  } = await startDeviceCode(cloud, c, asVersion2Form(form))
  return { ...rest, verification_url: page, expires_in: String(life), interval: String(interval) }
}

const versionOneToken = async (cloud: CloudContext, c: Context<PracticeEnv>): Promise<JsonBody> => {
  const form = await readForm(c)
  const resource = form.get('resource')
  if (resource === undefined && form.get('grant_type') === 'client_credentials')
    throw new EntraError(900144, { field: 'resource' })
  return asVersion1Answer(cloud, await answerTokenRequest(cloud, c, asVersion2Form(form)), resource)
}

/** Adds the routes that clients from before version 2 ask: a `resource` in place of scopes. */
export const addVersionOneRoutes = (
  app: Hono<PracticeEnv>,
  cloud: CloudContext,
  send: { metadata: Send; token: Send }
): void => {
  app.get('/:tenant/.well-known/openid-configuration', (c) =>
    send.metadata(c, versionOneConfiguration(cloud, readTenantSegment(cloud.world, c.req.param('tenant'))))
  )
  app.all('/:tenant/oauth2/token', async (c) => send.token(c, await versionOneToken(cloud, c)))
  app.on(['GET', 'POST'], '/:tenant/oauth2/devicecode', async (c) =>
    send.token(c, await versionOneDeviceCode(cloud, c))
  )
  for (const name of ['userrealm', 'UserRealm']) {
    app.get(`/common/${name}`, (c) => send.metadata(c, userRealm(cloud, c)))
    app.get(`/common/${name}/:user`, (c) => send.metadata(c, userRealm(cloud, c)))
  }
}
