import type { Context, Hono, MiddlewareHandler } from 'hono'
import type { CloudContext } from '../cloud-context.ts'
import type { PracticeEnv } from '../http/practice-env.ts'
import { makeServiceApp } from '../http/service-app.ts'
import type { GeoCatalog } from '../world/model.ts'
import { type Access, requireAccess } from './access.ts'
import { type CatalogSite, requireCollection } from './catalog-site.ts'
import { addConfigurationRoutes } from './configuration-routes.ts'
import { addEditRoutes } from './edit/edit-routes.ts'
import { badRequest, GeoCatalogError, notFound } from './geocatalog-error.ts'
import { addIngestionRoutes } from './inma/ingestion-routes.ts'
import { addIngestionSourceRoutes } from './inma/ingestion-source-routes.ts'
import { addOperationRoutes } from './inma/operation-routes.ts'
import { Operations } from './operations.ts'
import { addQueryableRoutes } from './queryables.ts'
import { answer, answerPreflight } from './reply.ts'
import { addSasRoutes } from './sas-routes.ts'
import { addSearchRoutes } from './search/search-routes.ts'
import { collection, collections, conformance, landingPage } from './stac.ts'

/** Readers read and search and get signatures; everything else, and all of /inma, is for administrators. */
const neededAccess = (method: string, path: string): Access => {
  if (path.startsWith('/inma')) return 'administrator'
  if (method === 'GET' || (method === 'POST' && path === '/stac/search')) return 'reader'
  return 'administrator'
}

const addCatalogRoutes = (app: Hono<PracticeEnv>, site: CatalogSite): void => {
  app.get('/stac', (c) => answer(c, landingPage(site)))
  app.get('/stac/conformance', (c) => answer(c, conformance()))
  app.get('/stac/collections', (c) => answer(c, collections(site)))
  app.get('/stac/collections/:id', (c) => answer(c, collection(site, requireCollection(site, c.req.param('id')))))
}

/** The STAC API of one GeoCatalog, with its signatures and its ingestion. */
export const makeGeoCatalogApp = (cloud: CloudContext, catalog: GeoCatalog): Hono<PracticeEnv> => {
  const app = makeServiceApp(cloud, 'geocatalog')
  const index = cloud.world.geoCatalogs.indexOf(catalog)
  const origin = cloud.origins.geoCatalogs[index] ?? cloud.endpoints.geocatalog
  const site: CatalogSite = { cloud, catalog, origin, operations: new Operations() }
  const guard: MiddlewareHandler<PracticeEnv> = async (c, next) => {
    if (c.req.method === 'OPTIONS') return answerPreflight(c)
    await requireAccess(cloud, c, catalog, neededAccess(c.req.method, c.req.path.replace(/\/+$/, '')))
    if (site.operations.settle()) cloud.noteChange()
    return next()
  }
  for (const part of ['/stac/*', '/sas/*', '/inma/*']) app.use(part, guard)
  addCatalogRoutes(app, site)
  addSearchRoutes(app, site)
  addEditRoutes(app, site)
  addQueryableRoutes(app, site)
  addConfigurationRoutes(app, site)
  addSasRoutes(app, site)
  addIngestionSourceRoutes(app, site)
  addIngestionRoutes(app, site)
  addOperationRoutes(app, site)
  app.notFound((c) => refuse(c, notFound('The requested resource was not found.')))
  app.onError((error, c) =>
    refuse(
      c,
      error instanceof GeoCatalogError ? error : badRequest('The practice cloud could not answer this request.')
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
