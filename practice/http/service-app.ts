import { Hono } from 'hono'
import type { CloudContext } from '../cloud-context.ts'
import { recordRequests } from '../log/record-requests.ts'
import type { ServiceName } from '../services.ts'
import { applyWeather } from '../weather/apply-weather.ts'
import { limitBody } from './limit-body.ts'
import type { PracticeEnv } from './practice-env.ts'

/** Methods that change nothing. */
const READING = ['GET', 'HEAD', 'OPTIONS']
const BODY_LIMIT_BYTES = 256 * 1024

/** An empty application of one service with what all of them share: log, weather, size limit, and no way to crash. */
export const makeServiceApp = (
  cloud: CloudContext,
  service: ServiceName,
  bodyLimitBytes = BODY_LIMIT_BYTES
): Hono<PracticeEnv> => {
  const app = new Hono<PracticeEnv>({ strict: false })
  app.use(async (c, next) => {
    c.set('nowMs', Date.now())
    c.set('injected', [])
    await next()
    c.header('Date', new Date(c.get('nowMs')).toUTCString())
    c.header('X-Content-Type-Options', 'nosniff')
    c.header('x-practice-cloud', '1')
    if (!READING.includes(c.req.method)) cloud.noteChange()
  })
  app.use(recordRequests(cloud.log, cloud.redactor, service))
  app.use(applyWeather(cloud, service))
  // No other method's body is ever read.
  app.on(
    ['POST', 'PUT', 'PATCH'],
    '*',
    limitBody(bodyLimitBytes, (c) => c.text('The request is too large for the practice cloud.', 413))
  )
  return app
}
