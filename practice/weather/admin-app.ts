import { Hono } from 'hono'
import { bearerAuth } from 'hono/bearer-auth'
import { bodyLimit } from 'hono/body-limit'
import { HTTPException } from 'hono/http-exception'
import * as v from 'valibot'
import type { CloudContext } from '../cloud-context.ts'
import type { PracticeEnv } from '../http/practice-env.ts'
import { rulesSchema } from './rules.ts'

/** The listener that sets the weather and reads the log; it wants the token of the ready line. */
export const makeAdminApp = (cloud: CloudContext, token: string): Hono<PracticeEnv> => {
  const app = new Hono<PracticeEnv>({ strict: false })
  app.onError((error, c) =>
    error instanceof HTTPException
      ? error.getResponse()
      : c.json({ error: 'The practice cloud could not do that.' }, 500)
  )
  app.notFound((c) => c.json({ error: 'There is no such admin route.' }, 404))
  app.use(bearerAuth({ token }))
  app.post('*', bodyLimit({ maxSize: 1024 * 1024 }))
  app.post('/faults', async (c) => {
    const parsed = v.safeParse(rulesSchema, await c.req.json<unknown>().catch(() => undefined))
    if (!parsed.success) {
      const problems = parsed.issues.map((issue) => `${v.getDotPath(issue) ?? 'body'}: ${issue.message}`)
      return c.json({ error: 'The weather rules are not valid.', problems }, 400)
    }
    cloud.weather.replace(parsed.output)
    return c.json({ rules: parsed.output.length })
  })
  app.delete('/faults', (c) => {
    cloud.weather.replace([])
    return c.json({ rules: 0 })
  })
  app.get('/requests', (c) => c.json(cloud.log.list()))
  app.post('/device-codes/:userCode/expire', (c) => {
    const grant = cloud.grants.deviceByUserCode(c.req.param('userCode'))
    if (grant === undefined) return c.json({ error: 'No device code with this user code is known.' }, 404)
    grant.expiresAtMs = 0
    return c.json({ expired: true })
  })
  return app
}
