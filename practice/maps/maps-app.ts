import type { Context, Hono } from 'hono'
import type { CloudContext } from '../cloud-context.ts'
import type { PracticeEnv } from '../http/practice-env.ts'
import { makeServiceApp } from '../http/service-app.ts'
import { geocode } from './geocode.ts'
import { requireMapsAccess } from './maps-access.ts'
import { MapsError } from './maps-error.ts'
import { timeZoneAt } from './time-zone.ts'

const SEARCH = 'Microsoft.Maps/accounts/services/search/read'
const RENDER = 'Microsoft.Maps/accounts/services/render/read'
const TIME_ZONE = 'Microsoft.Maps/accounts/services/timezone/read'

/** The old family of routes words a bad request otherwise than the new one. */
const badRequest = (version: string, message: string): MapsError =>
  new MapsError(400, version === '1.0' ? '400 BadRequest' : 'BadRequest', message)

const requireVersion = (c: Context<PracticeEnv>, known: readonly string[]): string => {
  const version = c.req.query('api-version') ?? ''
  if (known.includes(version)) return version
  throw badRequest(
    known.includes('1.0') ? '1.0' : version,
    version === '' ? 'api-version is missing or empty' : 'The provided api-version is not supported'
  )
}

const requireText = (c: Context<PracticeEnv>, name: string, version: string): string => {
  const value = c.req.query(name)
  if (value === undefined || value.trim() === '') throw badRequest(version, `${name} is missing or empty`)
  return value
}

const serviceHeaders = (c: Context<PracticeEnv>): void => {
  c.header('X-Cache', 'CONFIG_NOCACHE')
  c.header('x-ms-azuremaps-region', 'West Europe')
}

const send = (c: Context<PracticeEnv>, text: string, type = 'application/json; charset=utf-8'): Response => {
  serviceHeaders(c)
  return c.body(text, 200, { 'Content-Type': type })
}

/** Azure Maps: the cheap calls that show whether a credential works. */
export const makeMapsApp = (cloud: CloudContext): Hono<PracticeEnv> => {
  const app = makeServiceApp(cloud, 'maps')
  app.get('/geocode', async (c) => {
    await requireMapsAccess(cloud, c, SEARCH)
    const version = requireVersion(c, ['2023-06-01', '2025-01-01', '2026-01-01'])
    const found = geocode(requireText(c, 'query', version))
    // Sent as recorded: indented, with CRLF.
    return send(c, JSON.stringify(found, null, 2).replaceAll('\n', '\r\n'), 'application/geo+json')
  })
  app.get('/timezone/byCoordinates/json', async (c) => {
    await requireMapsAccess(cloud, c, TIME_ZONE)
    const version = requireVersion(c, ['1.0'])
    const zone = timeZoneAt(requireText(c, 'query', version), c.get('nowMs'))
    if (zone === undefined)
      throw badRequest(
        version,
        'The provided coordinates in query are invalid, out of range, or not in the expected format'
      )
    return send(c, JSON.stringify(zone))
  })
  app.get('/map/copyright/caption/json', async (c) => {
    await requireMapsAccess(cloud, c, RENDER)
    const version = requireVersion(c, ['1.0', '2022-08-01', '2024-04-01'])
    c.header('Cache-Control', version === '2024-04-01' ? ': max-age=86400' : 'max-age=86400')
    return send(c, JSON.stringify({ formatVersion: '0.0.1', copyrightsCaption: '©TomTom' }))
  })
  app.get('/map/attribution', async (c) => {
    await requireMapsAccess(cloud, c, RENDER)
    const version = requireVersion(c, ['2022-08-01', '2024-04-01'])
    const tilesetId = requireText(c, 'tilesetId', version)
    if (!/^microsoft\.[\w.]+$/.test(tilesetId)) throw badRequest(version, 'The provided tilesetId is not valid')
    requireText(c, 'zoom', version)
    requireText(c, 'bounds', version)
    return send(
      c,
      JSON.stringify({ copyrights: [`<a data-azure-maps-attribution-tileset="${tilesetId}">&copy;2022 TomTom</a>`] })
    )
  })
  app.notFound((c) =>
    refuse(c, new MapsError(404, 'NotFound', 'The requested resource was not found.', { guessed: true }))
  )
  app.onError((error, c) =>
    refuse(c, error instanceof MapsError ? error : badRequest('', 'The practice cloud could not answer this request'))
  )
  return app
}

const refuse = (c: Context<PracticeEnv>, error: MapsError): Response => {
  serviceHeaders(c)
  if (error.challenge !== undefined) c.header('WWW-Authenticate', error.challenge)
  if (error.guessed) c.header('x-emulated-guess', '1')
  const more = error.status === 401 ? { target: null, details: [] } : {}
  c.header('Content-Type', 'application/json; charset=utf-8')
  return c.body(JSON.stringify({ error: { code: error.code, message: error.message, ...more } }), error.status)
}
