import { Hono } from 'hono'
import { bearerAuth } from 'hono/bearer-auth'
import { HTTPException } from 'hono/http-exception'
import type { CloudContext } from '../cloud-context.ts'
import { addKeyRoutes } from '../entra/keys-admin.ts'
import { addPeopleRoutes } from '../entra/people-admin.ts'
import { limitBody } from '../http/limit-body.ts'
import type { PracticeEnv } from '../http/practice-env.ts'
import { addWeatherRoutes } from './weather-routes.ts'
import { addWorldRoutes } from './world-routes.ts'

/** The listener that sets the weather and reads the log and the world; it wants the token of the ready line. */
export const makeAdminApp = (cloud: CloudContext, token: string, onStop: () => void): Hono<PracticeEnv> => {
  const app = new Hono<PracticeEnv>({ strict: false })
  app.onError((error, c) =>
    error instanceof HTTPException
      ? error.getResponse()
      : c.json({ error: 'The practice cloud could not do that.' }, 500)
  )
  app.notFound((c) => c.json({ error: 'There is no such admin route.' }, 404))
  app.use(bearerAuth({ token }))
  app.post('*', limitBody(1024 * 1024))
  addWeatherRoutes(app, cloud)
  addWorldRoutes(app, cloud)
  addPeopleRoutes(app, cloud)
  addKeyRoutes(app, cloud)
  app.get('/requests', (c) => {
    const after = c.req.query('after') ?? '0'
    if (!/^\d{1,15}$/.test(after)) return c.json({ error: '"after" is the number of a request.' }, 400)
    return c.json(cloud.log.list(Number(after)))
  })
  app.post('/stop', (c) => {
    // Once the answer is on its way.
    setTimeout(onStop, 50)
    return c.json({ stopping: true })
  })
  app.post('/device-codes/:userCode/expire', (c) => {
    const grant = cloud.grants.deviceByUserCode(c.req.param('userCode'))
    if (grant === undefined) return c.json({ error: 'No device code with this user code is known.' }, 404)
    grant.expiresAtMs = 0
    return c.json({ expired: true })
  })
  return app
}
