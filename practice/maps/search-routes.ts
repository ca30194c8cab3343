import type { Context, Hono } from 'hono'
import type { PracticeEnv } from '../http/practice-env.ts'
import { batchSchema, geocodeBatch, reverseGeocodeBatch } from './geocode-batch.ts'
import { boxOf, conflictIn, geocode, reverseGeocode, wordsOf } from './geocode.ts'
import type { RequireMapsAccess } from './maps-access.ts'
import { badRequest, MapsError } from './maps-error.ts'
import { requireBody, requirePoint, requireText, requireVersion, sendJson } from './maps-request.ts'
import { addressNear, batchItem, searchPlaces } from './old-search.ts'
import { placeNear } from './places.ts'

const VERSIONS = ['2023-06-01', '2025-01-01', '2026-01-01']
const OLD = ['1.0']

/** Sent as recorded: indented, with CRLF. */
const sendGeoJson = (c: Context<PracticeEnv>, body: unknown): Response =>
  c.body(JSON.stringify(body, null, 2).replaceAll('\n', '\r\n'), 200, { 'Content-Type': 'application/geo+json' })

/** Search, of today and of version 1.0. That batches need the batch action is a guess. */
export const addSearchRoutes = (app: Hono<PracticeEnv>, requireAccess: RequireMapsAccess): void => {
  app.get('/geocode', async (c) => {
    await requireAccess(c, 'services/search/read')
    const version = requireVersion(c, VERSIONS)
    const conflict = conflictIn(c.req.query())
    if (conflict !== undefined) throw badRequest(version, conflict)
    const words = wordsOf(c.req.query())
    if (words === '') throw badRequest(version, 'query is missing or empty')
    return sendGeoJson(c, geocode(words, version))
  })
  app.get('/reverseGeocode', async (c) => {
    await requireAccess(c, 'services/search/read')
    const version = requireVersion(c, VERSIONS)
    return sendGeoJson(c, reverseGeocode(requirePoint(c, 'coordinates', version), version))
  })
  app.post('/geocode:batch', async (c) => {
    await requireAccess(c, 'services/batch/action')
    const version = requireVersion(c, VERSIONS)
    const { batchItems } = await requireBody(c, version, batchSchema)
    return sendJson(c, geocodeBatch(batchItems, version))
  })
  app.post('/reverseGeocode:batch', async (c) => {
    await requireAccess(c, 'services/batch/action')
    const version = requireVersion(c, VERSIONS)
    const { batchItems } = await requireBody(c, version, batchSchema)
    return sendJson(c, reverseGeocodeBatch(batchItems, version))
  })
  app.get('/search/polygon', async (c) => {
    await requireAccess(c, 'services/search/read')
    const place = placeNear(requirePoint(c, 'coordinates', requireVersion(c, VERSIONS)))
    if (place === undefined)
      throw new MapsError(404, 'NotFound', 'No boundary was found for this point.', { guessed: true })
    const [west, south, east, north] = boxOf(place)
    const ring = [
      [west, south],
      [east, south],
      [east, north],
      [west, north],
      [west, south]
    ]
    const properties = { name: place.address.locality, copyright: 'Practice data', geometriesCopyright: [] }
    const geometry = { type: 'GeometryCollection', geometries: [{ type: 'Polygon', coordinates: [ring] }] }
    return sendGeoJson(c, { type: 'Feature', properties, geometry })
  })
  for (const path of ['/search/fuzzy/json', '/search/address/json']) {
    app.get(path, async (c) => {
      await requireAccess(c, 'services/search/read')
      return sendJson(c, searchPlaces(requireText(c, 'query', requireVersion(c, OLD))))
    })
  }
  app.get('/search/address/reverse/json', async (c) => {
    await requireAccess(c, 'services/search/read')
    return sendJson(c, addressNear(requirePoint(c, 'query', requireVersion(c, OLD))))
  })
  for (const path of ['/search/fuzzy/batch/sync/json', '/search/address/batch/sync/json']) {
    app.post(path, async (c) => {
      await requireAccess(c, 'services/batch/action')
      const { batchItems: asked } = await requireBody(c, requireVersion(c, OLD), batchSchema)
      const batchItems = asked.map(batchItem)
      const successfulRequests = batchItems.filter(({ statusCode }) => statusCode === 200).length
      return sendJson(c, { summary: { successfulRequests, totalRequests: asked.length }, batchItems })
    })
  }
}
