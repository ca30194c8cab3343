import { Hono } from 'hono'
import { randomUUID } from 'node:crypto'
import type { CloudContext } from '../cloud-context.ts'
import { answerUserInfo } from '../entra/user-info.ts'
import type { PracticeEnv } from '../http/practice-env.ts'
import { makeServiceApp } from '../http/service-app.ts'
import { addBatchRoute } from './batch-route.ts'
import { canonicalPath } from './canonical-path.ts'
import { graphTime } from './directory/entity.ts'
import { requireCaller } from './graph-caller.ts'
import type { GraphEnv } from './graph-env.ts'
import { badRequest, GraphError } from './graph-error.ts'
import { addMembershipRoutes } from './membership-routes.ts'
import { addReadRoutes } from './read-routes.ts'
import { unknownSegment } from './request.ts'
import { addAppRoleRoutes } from './write/app-role-routes.ts'
import { addApplicationRoutes } from './write/application-routes.ts'
import { addFederatedRoutes } from './write/federated-routes.ts'
import { addGrantRoutes } from './write/grant-routes.ts'
import { addPasswordRoutes } from './write/password-routes.ts'
import { addReferenceRoutes } from './write/reference-routes.ts'
import { addServicePrincipalRoutes } from './write/service-principal-routes.ts'
import { addUserRoutes } from './write/user-routes.ts'

const ROUTES = [
  addBatchRoute,
  addApplicationRoutes,
  addPasswordRoutes,
  addFederatedRoutes,
  addServicePrincipalRoutes,
  addGrantRoutes,
  addAppRoleRoutes,
  addUserRoutes,
  addReferenceRoutes,
  addMembershipRoutes,
  addReadRoutes
]

const VERSIONS = /^(v1\.0|beta|myorganization|[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12})$/
const CLIENT_REQUEST_ID = /^[\w-]{1,64}$/

const DIAGNOSTIC = JSON.stringify({
  ServerInfo: { DataCenter: 'Practice', Slice: 'E', Ring: '5', ScaleUnit: '001', RoleInstance: 'PRACTICE00000001' }
})

const errorAnswer = (error: GraphError, nowMs: number, requestId: string, clientRequestId: string): Response =>
  new Response(
    JSON.stringify({
      error: {
        code: error.code,
        message: error.message,
        innerError: {
          date: graphTime(nowMs).slice(0, -1),
          'request-id': requestId,
          'client-request-id': clientRequestId
        }
      }
    }),
    {
      status: error.status,
      headers: {
        'Content-Type': 'application/json',
        'x-ms-resource-unit': '2',
        ...(error.challenge === undefined ? {} : { 'WWW-Authenticate': error.challenge }),
        ...(error.guessed ? { 'x-emulated-guess': '1' } : {})
      }
    }
  )

const asGraphError = (error: unknown): GraphError =>
  error instanceof GraphError ? error : badRequest('The practice cloud could not answer this request.')

const makeRoutes = (cloud: CloudContext): Hono<GraphEnv> => {
  const routes = new Hono<GraphEnv>({ getPath: (request) => canonicalPath(new URL(request.url).pathname) })
  routes.use('/:version/*', async (c, next) => {
    const version = c.req.param('version')
    if (!VERSIONS.test(version)) throw badRequest(`Invalid version: ${version.slice(0, 50)}`)
    await next()
  })
  for (const add of ROUTES) add(routes, cloud)
  routes.notFound(async (c) => {
    await requireCaller(cloud, c)
    throw unknownSegment(c.req.path.split('/').at(-1) ?? '')
  })
  routes.onError((error, c) => {
    const id = c.req.header('client-request-id') ?? ''
    return errorAnswer(
      asGraphError(error),
      c.env.nowMs,
      c.env.requestId,
      CLIENT_REQUEST_ID.test(id) ? id : c.env.requestId
    )
  })
  return routes
}

/** Microsoft Graph, as much of it as the directory of the practice world has. */
export const makeGraphApp = (cloud: CloudContext): Hono<PracticeEnv> => {
  const app = makeServiceApp(cloud, 'graph')
  const routes = makeRoutes(cloud)
  const origin = cloud.endpoints.graph
  app.on(['GET', 'POST'], '/oidc/userinfo', (c) => answerUserInfo(cloud, c, c.get('nowMs')))
  app.all('*', async (c) => {
    const requestId = randomUUID()
    const answered = await routes.fetch(c.req.raw, { ...c.env, nowMs: c.get('nowMs'), requestId, origin })
    const response = new Response(answered.body, answered)
    const asked = c.req.header('client-request-id') ?? ''
    response.headers.set('request-id', requestId)
    response.headers.set('client-request-id', CLIENT_REQUEST_ID.test(asked) ? asked : requestId)
    response.headers.set('x-ms-ags-diagnostic', DIAGNOSTIC)
    response.headers.set('Cache-Control', 'no-cache')
    if (!response.headers.has('x-ms-resource-unit')) response.headers.set('x-ms-resource-unit', '1')
    return response
  })
  return app
}
