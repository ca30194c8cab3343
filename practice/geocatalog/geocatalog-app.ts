import type { Context, Hono, MiddlewareHandler } from 'hono'
import { randomUUID } from 'node:crypto'
import type { CloudContext } from '../cloud-context.ts'
import { bearerToken, checkToken } from '../entra/verify-token.ts'
import type { PracticeEnv } from '../http/practice-env.ts'
import { makeServiceApp } from '../http/service-app.ts'
import { hasRole } from '../world/authorization.ts'
import type { GeoCatalog } from '../world/model.ts'
import { GeoCatalogError } from './geocatalog-error.ts'
import { collection, collections, conformance, landingPage } from './stac.ts'

const GEOCATALOG_APP_ID = '6388acc4-795e-43a9-a320-33075c1eb83b'
const API_VERSIONS = ['2024-01-31-preview', '2025-04-30-preview', '2026-04-15', '2026-08-01-preview']
/** Documented: the subscription's Owner counts as GeoCatalog Administrator. */
const READERS = ['geoCatalogReader', 'geoCatalogAdministrator', 'owner'] as const

const unauthorized = (): GeoCatalogError =>
  new GeoCatalogError(401, 'Unauthorized', 'The access token is missing or not valid.', true)

/** Checks token, tenant and role, then the api-version; which of them the real service looks at first is not known. */
const requireReader = async (cloud: CloudContext, c: Context<PracticeEnv>, catalog: GeoCatalog): Promise<void> => {
  const token = bearerToken(c.req.header('authorization'))
  if (token === undefined) throw unauthorized()
  const check = await checkToken(cloud, token, GEOCATALOG_APP_ID, c.get('nowMs'))
  if (!check.ok || check.caller.tenantId !== catalog.tenantId) throw unauthorized()
  if (!hasRole(cloud.world, check.caller.objectId, catalog.resourceId, READERS)) {
    throw new GeoCatalogError(
      403,
      'Forbidden',
      'The caller has no role on this GeoCatalog that allows this request.',
      true
    )
  }
  if (!API_VERSIONS.includes(c.req.query('api-version') ?? '')) {
    throw new GeoCatalogError(404, 'ResourceNotFound', 'The requested resource was not found.', true)
  }
}

const answer = (c: Context<PracticeEnv>, body: unknown, status: 200 | GeoCatalogError['status'] = 200): Response => {
  c.header('X-Cache', 'CONFIG_NOCACHE')
  c.header('X-Request-ID', randomUUID().replaceAll('-', ''))
  c.header('Access-Control-Allow-Origin', '*')
  c.header('Content-Type', 'application/json')
  return c.body(JSON.stringify(body), status)
}

/** The STAC API of one GeoCatalog. */
export const makeGeoCatalogApp = (cloud: CloudContext, catalog: GeoCatalog): Hono<PracticeEnv> => {
  const app = makeServiceApp(cloud, 'geocatalog')
  const origin = cloud.endpoints.geocatalog
  const readersOnly: MiddlewareHandler<PracticeEnv> = async (c, next) => {
    await requireReader(cloud, c, catalog)
    return next()
  }
  app.use('/stac/*', readersOnly)
  app.get('/stac', (c) => answer(c, landingPage(origin, catalog)))
  app.get('/stac/conformance', (c) => answer(c, conformance()))
  app.get('/stac/collections', (c) => answer(c, collections(origin, catalog)))
  app.get('/stac/collections/:id', (c) => {
    const id = c.req.param('id')
    const found = catalog.collections.find((one) => one.id === id)
    if (found === undefined)
      throw new GeoCatalogError(404, 'ResourceNotFound', `Collection '${id.slice(0, 200)}' not found`, false)
    return answer(c, collection(origin, found))
  })
  app.notFound((c) =>
    refuse(c, new GeoCatalogError(404, 'ResourceNotFound', 'The requested resource was not found.', true))
  )
  app.onError((error, c) =>
    refuse(
      c,
      error instanceof GeoCatalogError
        ? error
        : new GeoCatalogError(400, 'BadRequestError', 'The practice cloud could not answer this request.', true)
    )
  )
  return app
}

const refuse = (c: Context<PracticeEnv>, error: GeoCatalogError): Response => {
  c.header('x-ms-error-code', error.code)
  if (error.status === 401) c.header('WWW-Authenticate', 'Bearer')
  if (error.guessed) c.header('x-emulated-guess', '1')
  return answer(c, { error: { code: error.code, message: error.message } }, error.status)
}
