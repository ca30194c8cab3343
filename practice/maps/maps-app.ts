import type { Context, Hono } from 'hono'
import type { CloudContext } from '../cloud-context.ts'
import type { PracticeEnv } from '../http/practice-env.ts'
import { makeServiceApp } from '../http/service-app.ts'
import { makeMapsAccess } from './maps-access.ts'
import { badRequest, MapsError } from './maps-error.ts'
import { addOtherRoutes } from './other-routes.ts'
import { answeringRegion, geographyOf } from './regions.ts'
import { addRenderRoutes } from './render-routes.ts'
import { addSearchRoutes } from './search-routes.ts'

const refuse = (c: Context<PracticeEnv>, error: MapsError): Response => {
  for (const [name, value] of Object.entries(error.headers)) c.header(name, value)
  if (error.guessed) c.header('x-emulated-guess', '1')
  const more = error.status === 401 ? { target: null, details: [] } : {}
  c.header('Content-Type', 'application/json; charset=utf-8')
  return c.body(JSON.stringify({ error: { code: error.code, message: error.message, ...more } }), error.status)
}

/** Azure Maps: the cheap calls that show whether a credential works. One application serves all its hosts. */
export const makeMapsApp = (cloud: CloudContext): Hono<PracticeEnv> => {
  const app = makeServiceApp(cloud, 'maps')
  const requireAccess = makeMapsAccess(cloud)
  app.use(async (c, next) => {
    c.header('X-Cache', 'CONFIG_NOCACHE')
    c.header('x-ms-azuremaps-region', answeringRegion(geographyOf(c.env.site.key), ''))
    return next()
  })
  addSearchRoutes(app, requireAccess)
  addRenderRoutes(app, requireAccess)
  addOtherRoutes(app, requireAccess)
  app.notFound((c) =>
    refuse(c, new MapsError(404, 'NotFound', 'The requested resource was not found.', { guessed: true }))
  )
  app.onError((error, c) =>
    refuse(c, error instanceof MapsError ? error : badRequest('', 'The practice cloud could not answer this request'))
  )
  return app
}
