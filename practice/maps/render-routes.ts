import type { Context, Hono } from 'hono'
import { etag } from 'hono/etag'
import type { PracticeEnv } from '../http/practice-env.ts'
import type { RequireMapsAccess } from './maps-access.ts'
import { badRequest } from './maps-error.ts'
import { requireText, requireVersion, requireWhole, sendJson } from './maps-request.ts'
import { tileOf } from './tiles.ts'

const VERSIONS = ['2022-08-01', '2024-04-01']
const WITH_OLD = ['1.0', ...VERSIONS]
const DEEPEST_ZOOM = 22
const DAY_SECONDS = 86_400

const attribution = (tilesetId: string): string =>
  `<a data-azure-maps-attribution-tileset="${tilesetId}">&copy;2022 TomTom</a>`

const requireTilesetId = (c: Context<PracticeEnv>, version: string): string => {
  const tilesetId = requireText(c, 'tilesetId', version)
  if (/^microsoft\.[\w.]+$/.test(tilesetId)) return tilesetId
  throw badRequest(version, 'The provided tilesetId is not valid')
}

const requireTile = (c: Context<PracticeEnv>, version: string): void => {
  const [zoom = 0, x = 0, y = 0] = ['zoom', 'x', 'y'].map((name) => requireWhole(c, name, version))
  if (zoom <= DEEPEST_ZOOM && x < 2 ** zoom && y < 2 ** zoom) return
  throw badRequest(version, 'The provided values in (x, y, zoom) do not constitute a valid tile')
}

const expires = (c: Context<PracticeEnv>): void => {
  c.header('Expires', new Date(c.get('nowMs') + DAY_SECONDS * 1000).toUTCString())
}

/** The newest version is recorded with a colon before the value. */
const cached = (c: Context<PracticeEnv>, version: string): void => {
  const isNewest = version === '2024-04-01'
  c.header('Cache-Control', `${isNewest ? ': ' : ''}max-age=${String(DAY_SECONDS)}`)
  if (isNewest) expires(c)
}

const COPYRIGHTS = { formatVersion: '0.0.1', generalCopyrights: ['©TomTom', 'Practice data'], regions: [] }

/** Tiles, and who is to be named on maps. */
export const addRenderRoutes = (app: Hono<PracticeEnv>, requireAccess: RequireMapsAccess): void => {
  app.use('/map/copyright/*', etag({ weak: true }))
  app.use('/map/tile', etag({ weak: true }))
  app.get('/map/copyright/caption/json', async (c) => {
    await requireAccess(c, 'services/render/read')
    cached(c, requireVersion(c, WITH_OLD))
    return sendJson(c, { formatVersion: '0.0.1', copyrightsCaption: '©TomTom' })
  })
  app.get('/map/copyright/:area{tile|world|bounding}/json', async (c) => {
    await requireAccess(c, 'services/render/read')
    const version = requireVersion(c, WITH_OLD)
    const area = c.req.param('area')
    if (area === 'tile') requireTile(c, version)
    if (area === 'bounding') for (const corner of ['mincoordinates', 'maxcoordinates']) requireText(c, corner, version)
    cached(c, version)
    return sendJson(c, COPYRIGHTS)
  })
  app.get('/map/attribution', async (c) => {
    await requireAccess(c, 'services/render/read')
    const version = requireVersion(c, VERSIONS)
    const tilesetId = requireTilesetId(c, version)
    requireText(c, 'zoom', version)
    requireText(c, 'bounds', version)
    return sendJson(c, { copyrights: [attribution(tilesetId)] })
  })
  app.get('/map/tileset', async (c) => {
    await requireAccess(c, 'services/render/read')
    const version = requireVersion(c, VERSIONS)
    const tilesetId = requireTilesetId(c, version)
    expires(c)
    const { origin } = new URL(c.req.url)
    return sendJson(c, {
      tilejson: '2.2.0',
      name: tilesetId,
      version: '1.0.0',
      attribution: attribution(tilesetId),
      scheme: 'xyz',
      tiles: [`${origin}/map/tile?api-version=${version}&tilesetId=${tilesetId}&zoom={z}&x={x}&y={y}`],
      grids: [],
      data: [],
      minzoom: 0,
      maxzoom: DEEPEST_ZOOM,
      bounds: [-180, -90, 180, 90]
    })
  })
  app.get('/map/tile', async (c) => {
    await requireAccess(c, 'services/render/read')
    const version = requireVersion(c, ['2.1', ...VERSIONS])
    const tile = tileOf(requireTilesetId(c, version), c.req.query('tileSize') ?? '256')
    if (tile === undefined) throw badRequest(version, 'The provided tilesetId or tileSize is not supported')
    requireTile(c, version)
    c.header('Cache-Control', `max-age=${String(DAY_SECONDS)}`)
    expires(c)
    return c.body(tile.bytes, 200, { 'Content-Type': tile.contentType })
  })
}
