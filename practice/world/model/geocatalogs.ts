import * as v from 'valibot'
import { guid, list, resourceId, words } from './common.ts'

const longitude = v.pipe(v.number(), v.minValue(-180), v.maxValue(180))
const latitude = v.pipe(v.number(), v.minValue(-90), v.maxValue(90))
const bbox = v.strictTuple([longitude, latitude, longitude, latitude])

/** A file of an item, kept in one of the world's storage accounts. */
export const stacAssetSchema = v.strictObject({
  href: v.pipe(v.string(), v.url('An address is needed.')),
  type: words,
  title: v.optional(v.string(), ''),
  roles: v.optional(v.array(words), ['data'])
})

/** A STAC item of a collection; its outline is its bbox. */
export const stacItemSchema = v.strictObject({
  id: words,
  bbox,
  datetime: v.pipe(v.string(), v.isoTimestamp('An ISO time is needed.')),
  properties: v.optional(v.record(v.string(), v.unknown()), {}),
  assets: v.optional(v.record(words, stacAssetSchema), {})
})

/** A STAC collection of a GeoCatalog. */
export const stacCollectionSchema = v.strictObject({
  id: words,
  title: v.string(),
  description: v.string(),
  license: words,
  bbox,
  interval: v.strictTuple([v.string(), v.nullable(v.string())]),
  createdOn: v.string(),
  updatedOn: v.string(),
  items: list(stacItemSchema)
})

/** A GeoCatalog of Microsoft Planetary Computer Pro. */
export const geoCatalogSchema = v.strictObject({
  resourceId,
  name: words,
  tenantId: guid,
  location: v.optional(words, 'eastus'),
  collections: list(stacCollectionSchema)
})
