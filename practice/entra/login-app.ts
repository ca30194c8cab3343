import type { Context, Hono } from 'hono'
import { cors } from 'hono/cors'
import { HTTPException } from 'hono/http-exception'
import type { CloudContext } from '../cloud-context.ts'
import type { PracticeEnv } from '../http/practice-env.ts'
import { makeServiceApp } from '../http/service-app.ts'
import { startDeviceCode } from './device-code-endpoint.ts'
import { errorBody, makeTrace } from './error-body.ts'
import { ERROR_TABLE } from './error-table.ts'
import { EntraError } from './entra-error.ts'
import { instanceDiscovery, openIdConfiguration } from './metadata.ts'
import { errorPage } from './pages/end-pages.ts'
import { showPage } from './pages/show-page.ts'
import { addSignInRoutes, type SignInState } from './sign-in-routes.ts'
import { readTenantSegment } from './tenant-segment.ts'
import { workloadConfiguration, workloadKeys } from './workload-issuer.ts'
import { answerUserInfo } from './user-info.ts'
import { addVersionOneRoutes } from './v1/v1-routes.ts'
import { answerTokenRequest } from './token/token-endpoint.ts'

const JSON_PATHS = /\/(token|devicecode|discovery\/instance|keys|openid-configuration|userrealm(\/[^/]*)?)\/?$/i

const UNCACHED_PATHS = /\/(token|devicecode)\/?$/i

const requestId = (c: Context<PracticeEnv>): string | undefined =>
  c.req.header('client-request-id') ?? c.req.query('client-request-id') ?? c.req.header('x-ms-client-request-id')

const serverHeaders = (c: Context<PracticeEnv>, traceId: string): void => {
  c.header('x-ms-request-id', traceId)
  c.header('x-ms-ests-server', '2.1.0.0 - PRACTICE ProdSlices')
  c.header('X-XSS-Protection', '0')
  c.header('P3P', 'CP="DSP CUR OTPi IND OTRi ONL FIN"')
}

const uncached = (c: Context<PracticeEnv>, code: number): void => {
  c.header('Cache-Control', 'no-store, no-cache')
  c.header('Pragma', 'no-cache')
  c.header('Expires', '-1')
  c.header('x-ms-clitelem', `1,${String(code)},0,,`)
}

const metadataHeaders = (c: Context<PracticeEnv>, cacheable: boolean): void => {
  c.header('Cache-Control', cacheable ? 'max-age=86400, private' : 'private')
  c.header('Access-Control-Allow-Origin', '*')
  c.header('Access-Control-Allow-Methods', 'GET, OPTIONS')
}

const asEntraError = (error: Error): EntraError =>
  error instanceof EntraError
    ? error
    : new EntraError(90013, {}, { error: 'server_error', text: 'The practice cloud could not answer this request.' })

const jsonError = (cloud: CloudContext, c: Context<PracticeEnv>, error: EntraError): Response => {
  const trace = makeTrace(c.get('nowMs'), requestId(c))
  serverHeaders(c, trace.traceId)
  if (UNCACHED_PATHS.test(c.req.path)) uncached(c, error.code)
  else metadataHeaders(c, false)
  if (error.entry.guessed === true) c.header('x-emulated-guess', '1')
  c.header('Content-Type', 'application/json; charset=utf-8')
  return c.body(JSON.stringify(errorBody(error, trace, cloud.endpoints.login)), error.entry.status ?? 400)
}

const handleErrors = (app: Hono<PracticeEnv>, cloud: CloudContext): void => {
  app.onError((thrown, c) => {
    // The weather's own answer.
    if (thrown instanceof HTTPException) return thrown.getResponse()
    const error = asEntraError(thrown)
    if (JSON_PATHS.test(c.req.path)) return jsonError(cloud, c, error)
    return showPage(c, errorPage(error.message, makeTrace(c.get('nowMs'), requestId(c))), 400)
  })
  app.notFound((c) => c.text('The practice cloud has nothing at this address.', 404))
}

const json = (c: Context<PracticeEnv>, body: unknown): Response =>
  c.body(JSON.stringify(body), 200, { 'Content-Type': 'application/json; charset=utf-8' })

/** The pages alone, for the plain-http origin that people's browsers can open. */
export const makeSignInApp = (cloud: CloudContext, state: SignInState): Hono<PracticeEnv> => {
  const app = makeServiceApp(cloud, 'login')
  addSignInRoutes(app, cloud, state)
  handleErrors(app, cloud)
  return app
}

/** Entra ID: metadata, keys, token and device code endpoints, and the pages. */
export const makeLoginApp = (cloud: CloudContext, state: SignInState): Hono<PracticeEnv> => {
  const app = makeSignInApp(cloud, state)
  app.get('/common/discovery/instance', (c) => {
    const found = instanceDiscovery(cloud, c.req.query('authorization_endpoint') ?? '')
    if (found === undefined) throw new EntraError(50049)
    metadataHeaders(c, true)
    serverHeaders(c, makeTrace(c.get('nowMs'), undefined).traceId)
    return json(c, found)
  })
  app.get('/practice-workload/.well-known/openid-configuration', (c) => json(c, workloadConfiguration(cloud)))
  app.get('/practice-workload/openid/v1/jwks', async (c) => json(c, await workloadKeys(cloud)))
  app.get('/:tenant/v2.0/.well-known/openid-configuration', (c) => {
    let choice
    try {
      choice = readTenantSegment(cloud.world, c.req.param('tenant'))
    } catch (error) {
      // The metadata route has another `error` value for an unknown tenant than the token route, as recorded.
      throw error instanceof EntraError && error.code === 90002
        ? new EntraError(90002, { tenant: c.req.param('tenant') }, { error: 'invalid_tenant' })
        : error
    }
    metadataHeaders(c, true)
    serverHeaders(c, makeTrace(c.get('nowMs'), undefined).traceId)
    return json(c, openIdConfiguration(cloud, choice))
  })
  app.on('GET', ['/:tenant/discovery/v2.0/keys', '/:tenant/discovery/keys'], async (c) => {
    const choice = readTenantSegment(cloud.world, c.req.param('tenant'))
    metadataHeaders(c, true)
    const issuer = `${cloud.endpoints.login}/${choice.kind === 'tenant' ? choice.tenant.tenantId : '{tenantid}'}/v2.0`
    const cloudInstance = { cloud_instance_name: new URL(cloud.endpoints.login).host, issuer }
    return json(c, { keys: (await cloud.signer.publicJwks()).map((key) => ({ ...key, ...cloudInstance })) })
  })
  // Pages in a browser redeem their codes themselves; others send no Origin.
  app.use('/:tenant/oauth2/v2.0/token', cors({ origin: (origin) => origin, allowMethods: ['POST', 'OPTIONS'] }))
  app.all('/:tenant/oauth2/v2.0/token', async (c) => {
    const answer = await answerTokenRequest(cloud, c)
    uncached(c, 0)
    serverHeaders(c, makeTrace(c.get('nowMs'), requestId(c)).traceId)
    return json(c, answer)
  })
  app.all('/:tenant/oauth2/v2.0/devicecode', async (c) => {
    const answer = await startDeviceCode(cloud, c)
    uncached(c, 0)
    return json(c, answer)
  })
  app.on(['GET', 'POST'], '/:tenant/openid/userinfo', (c) => answerUserInfo(cloud, c, c.get('nowMs')))
  addVersionOneRoutes(app, cloud, {
    metadata: (c, body) => {
      metadataHeaders(c, true)
      return json(c, body)
    },
    token: (c, body) => {
      uncached(c, 0)
      serverHeaders(c, makeTrace(c.get('nowMs'), requestId(c)).traceId)
      return json(c, body)
    }
  })
  app.get('/error', (c) => {
    const entry = ERROR_TABLE[Number(c.req.query('code'))]
    return c.text(
      entry === undefined
        ? 'The practice cloud does not know this code.'
        : `AADSTS${String(Number(c.req.query('code')))}: ${entry.text}`
    )
  })
  return app
}
