import type { Hono } from 'hono'
import type { PracticeEnv } from '../http/practice-env.ts'
import { type CatalogSite, requireCollection } from './catalog-site.ts'
import { notFound, quoted } from './geocatalog-error.ts'
import { answer } from './reply.ts'

const TILE_SETTINGS = { minZoom: 6, maxItemsPerTile: 35, defaultLocation: null }

/** How collections are shown on a map; here it can only be read. */
export const addConfigurationRoutes = (app: Hono<PracticeEnv>, site: CatalogSite): void => {
  const base = '/stac/collections/:id/configurations'
  app.get(base, (c) => {
    const { mosaics, renderOptions } = requireCollection(site, c.req.param('id'))
    return answer(c, {
      tileSettings: TILE_SETTINGS,
      mosaicInfo: { mosaics, renderOptions, defaultLocation: null, defaultCustomQuery: null }
    })
  })
  app.get(`${base}/tile-settings`, (c) => {
    requireCollection(site, c.req.param('id'))
    return answer(c, TILE_SETTINGS)
  })
  app.get(`${base}/mosaics`, (c) => answer(c, requireCollection(site, c.req.param('id')).mosaics))
  app.get(`${base}/mosaics/:name`, (c) => {
    const { id, mosaics } = requireCollection(site, c.req.param('id'))
    const name = c.req.param('name')
    const found = mosaics.find((one) => one.id === name)
    if (found === undefined) throw notFound(`Mosaic ${quoted(name)} not found for collection ${quoted(id)}`, false)
    return answer(c, found)
  })
  app.get(`${base}/render-options`, (c) => answer(c, requireCollection(site, c.req.param('id')).renderOptions))
  app.get(`${base}/render-options/:name`, (c) => {
    const { id, renderOptions } = requireCollection(site, c.req.param('id'))
    const name = c.req.param('name')
    const found = renderOptions.find((one) => one.id === name)
    if (found === undefined) throw notFound(`Render option ${quoted(name)} not found for collection ${quoted(id)}`)
    return answer(c, found)
  })
}
