import type { Hono } from 'hono'
import * as v from 'valibot'
import type { PracticeEnv } from '../http/practice-env.ts'
import { type CatalogSite, requireCollection } from './catalog-site.ts'
import { badRequest, conflict, notFound, quoted } from './geocatalog-error.ts'
import { answer, answerEmpty } from './reply.ts'
import { readJson } from './read-json.ts'

const TILE_SETTINGS = { minZoom: 6, maxItemsPerTile: 35, defaultLocation: null }

const mosaicSchema = v.object({
  id: v.pipe(v.string(), v.nonEmpty()),
  name: v.pipe(v.string(), v.nonEmpty()),
  description: v.optional(v.nullable(v.string()), null),
  cql: v.optional(v.array(v.unknown()), [])
})

const addMosaicChanges = (app: Hono<PracticeEnv>, site: CatalogSite): void => {
  const path = '/stac/collections/:id/configurations/mosaics' as const
  app.post(path, async (c) => {
    const collection = requireCollection(site, c.req.param('id'))
    const parsed = v.safeParse(mosaicSchema, await readJson(c))
    if (!parsed.success) throw badRequest('The mosaic is not valid: an id and a name are needed.')
    if (collection.mosaics.some(({ id }) => id === parsed.output.id))
      throw conflict(`Mosaic ${quoted(parsed.output.id)} already exists for collection ${quoted(collection.id)}`)
    collection.mosaics.push(parsed.output)
    return answer(c, parsed.output, 201)
  })
  app.delete(`${path}/:name`, (c) => {
    const collection = requireCollection(site, c.req.param('id'))
    const name = c.req.param('name')
    if (!collection.mosaics.some(({ id }) => id === name))
      throw notFound(`Mosaic ${quoted(name)} not found for collection ${quoted(collection.id)}`, false)
    collection.mosaics = collection.mosaics.filter(({ id }) => id !== name)
    return answerEmpty(c)
  })
}

/** How collections are shown on a map; of that, only mosaics can be changed here. */
export const addConfigurationRoutes = (app: Hono<PracticeEnv>, site: CatalogSite): void => {
  addMosaicChanges(app, site)
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
