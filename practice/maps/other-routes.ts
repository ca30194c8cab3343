import type { Hono } from 'hono'
import { isIP } from 'node:net'
import type { PracticeEnv } from '../http/practice-env.ts'
import { batchSchema } from './geocode-batch.ts'
import type { RequireMapsAccess } from './maps-access.ts'
import { badRequest } from './maps-error.ts'
import { requireBody, requirePoint, requireText, requireVersion, sendJson } from './maps-request.ts'
import { timeZoneAt } from './time-zone.ts'

const OLD = ['1.0']

/** Time zones, where an address is, and what a batch of routes says to nonsense: there are no routes here. */
export const addOtherRoutes = (app: Hono<PracticeEnv>, requireAccess: RequireMapsAccess): void => {
  app.get('/timezone/byCoordinates/json', async (c) => {
    await requireAccess(c, 'services/timezone/read')
    const point = requirePoint(c, 'query', requireVersion(c, OLD))
    return sendJson(c, timeZoneAt(point, c.get('nowMs'), c.req.query('options') === 'all'))
  })
  app.get('/geolocation/ip/json', async (c) => {
    await requireAccess(c, 'services/geolocation/read')
    const version = requireVersion(c, OLD)
    const ipAddress = requireText(c, 'ip', version)
    if (isIP(ipAddress) === 0) throw badRequest(version, 'The provided value in ip is not an IP address')
    return sendJson(c, { countryRegion: { isoCode: 'US' }, ipAddress })
  })
  app.post('/route/directions/batch/sync/json', async (c) => {
    await requireAccess(c, 'services/batch/action')
    const { batchItems: asked } = await requireBody(c, requireVersion(c, OLD), batchSchema)
    const error = { code: 'Invalid or malformed query', message: 'The practice cloud knows no routes.' }
    const batchItems = asked.map(() => ({ statusCode: 400, response: { error } }))
    c.header('x-emulated-guess', '1')
    return sendJson(c, { summary: { successfulRequests: 0, totalRequests: asked.length }, batchItems })
  })
}
