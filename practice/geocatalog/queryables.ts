import type { Context, Hono } from 'hono'
import * as v from 'valibot'
import type { JsonBody } from '../http/json-body.ts'
import type { PracticeEnv } from '../http/practice-env.ts'
import { apiVersion, type CatalogSite, requireCollection } from './catalog-site.ts'
import { badRequest, notFound, quoted } from './geocatalog-error.ts'
import { answer, answerEmpty } from './reply.ts'
import { readJson } from './read-json.ts'

const ITEM_SCHEMA = 'https://schemas.stacspec.org/v1.0.0/item-spec/json-schema/item.json'

/** What every item can be asked for. */
const PROPERTIES: JsonBody = {
  id: {
    $ref: `${ITEM_SCHEMA}#/definitions/core/allOf/2/properties/id`,
    title: 'Item ID',
    description: 'Item identifier'
  },
  datetime: {
    type: 'string',
    title: 'Acquired',
    format: 'date-time',
    pattern: String.raw`(\+00:00|Z)$`,
    description: 'Datetime'
  },
  geometry: {
    $ref: 'https://geojson.org/schema/Feature.json',
    title: 'Item Geometry',
    description: 'Item Geometry'
  }
}

const bodySchema = v.array(
  v.object({
    name: v.pipe(v.string(), v.nonEmpty()),
    definition: v.optional(v.record(v.string(), v.unknown()), {}),
    create_index: v.optional(v.boolean(), false),
    data_type: v.optional(v.string(), 'string')
  })
)

/** The routes for the names that a filter may use: those of every item, and those that a collection tells. */
export const addQueryableRoutes = (app: Hono<PracticeEnv>, site: CatalogSite): void => {
  const tell = (c: Context<PracticeEnv>, path: string, more: JsonBody): Response => {
    const $id = `${site.origin}${path}?api-version=${apiVersion(c)}`
    const head = { $id, type: 'object', title: 'STAC Queryables.', $schema: 'http://json-schema.org/draft-07/schema#' }
    const body = { ...head, properties: { ...PROPERTIES, ...more }, additionalProperties: true }
    return answer(c, body, 200, 'application/schema+json')
  }
  const path = '/stac/collections/:id/queryables' as const
  app.get('/stac/queryables', (c) => tell(c, '/stac/queryables', {}))
  app.get(path, (c) => {
    const { id, queryables } = requireCollection(site, c.req.param('id'))
    return tell(c, `/stac/collections/${id}/queryables`, queryables)
  })
  app.post(path, async (c) => {
    const collection = requireCollection(site, c.req.param('id'))
    const parsed = v.safeParse(bodySchema, await readJson(c))
    if (!parsed.success) throw badRequest('The queryables are not a list of objects with a name.')
    const added = parsed.output.map(({ name, definition }) => [name, definition] as const)
    collection.queryables = { ...collection.queryables, ...Object.fromEntries(added) }
    return answer(c, parsed.output, 201)
  })
  app.delete(`${path}/:name`, (c) => {
    const collection = requireCollection(site, c.req.param('id'))
    const name = c.req.param('name')
    if (!Object.hasOwn(collection.queryables, name))
      throw notFound(`Queryable ${quoted(name)} not found for collection ${quoted(collection.id)}`)
    collection.queryables = Object.fromEntries(Object.entries(collection.queryables).filter(([key]) => key !== name))
    return answerEmpty(c)
  })
}
