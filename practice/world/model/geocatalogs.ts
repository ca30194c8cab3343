import * as v from 'valibot'
import { guid, list, resourceId, words } from './common.ts'

/** Degrees east. */
export const longitude = v.pipe(v.number(), v.minValue(-180), v.maxValue(180))
/** Degrees north. */
export const latitude = v.pipe(v.number(), v.minValue(-90), v.maxValue(90))
const bbox = v.strictTuple([longitude, latitude, longitude, latitude])
const isoTime = v.pipe(v.string(), v.isoTimestamp('An ISO time is needed.'))
/** What the service keeps and tells without looking at it. */
const members = v.record(v.string(), v.unknown())
const now = (): string => new Date().toISOString()

/** A file of an item or a collection, kept in one of the world's storage accounts; other members are kept as they are. */
export const stacAssetSchema = v.objectWithRest(
  {
    href: v.pipe(v.string(), v.url('An address is needed.')),
    type: v.exactOptional(words),
    title: v.exactOptional(v.string()),
    roles: v.exactOptional(v.array(words))
  },
  v.unknown()
)

/** A STAC item of a collection; its outline is its bbox where no geometry is given. */
export const stacItemSchema = v.strictObject({
  id: words,
  bbox,
  geometry: v.exactOptional(members),
  /** Null for an item that covers properties.start_datetime to properties.end_datetime. */
  datetime: v.nullable(isoTime),
  properties: v.optional(members, {}),
  assets: v.optional(v.record(words, stacAssetSchema), {}),
  extensions: list(words),
  updatedOn: v.optional(v.string(), now)
})

/** A STAC collection of a GeoCatalog. */
export const stacCollectionSchema = v.strictObject({
  id: words,
  title: v.string(),
  description: v.string(),
  license: words,
  bbox,
  interval: v.strictTuple([v.nullable(v.string()), v.nullable(v.string())]),
  createdOn: v.string(),
  updatedOn: v.string(),
  assets: v.optional(v.record(words, stacAssetSchema), {}),
  itemAssets: v.optional(members, {}),
  /** Further members of the collection, such as keywords. */
  more: v.optional(members, {}),
  /** JSON schemas of further names that a filter may use. */
  queryables: v.optional(members, {}),
  mosaics: list(members),
  renderOptions: list(members),
  items: list(stacItemSchema)
})

/** Where a GeoCatalog may ingest from; a shared access signature itself is not kept, only its end. */
export const ingestionSourceSchema = v.strictObject({
  id: guid,
  kind: v.picklist(['BlobManagedIdentity', 'SasToken']),
  created: v.string(),
  connectionInfo: v.strictObject({
    containerUrl: words,
    objectId: v.exactOptional(guid),
    expiration: v.exactOptional(v.string())
  })
})

/** What is to be ingested into a collection. */
export const ingestionSchema = v.strictObject({
  id: guid,
  collectionId: words,
  creationTime: v.string(),
  importType: words,
  displayName: v.exactOptional(v.string()),
  sourceCatalogUrl: v.exactOptional(v.string()),
  skipExistingItems: v.optional(v.boolean(), false),
  keepOriginalAssets: v.optional(v.boolean(), false)
})

/** A GeoCatalog of Microsoft Planetary Computer Pro. */
export const geoCatalogSchema = v.strictObject({
  resourceId,
  name: words,
  tenantId: guid,
  location: v.optional(words, 'eastus'),
  tags: v.optional(v.record(v.string(), v.string()), {}),
  /** Resource ids of the user-assigned identities that it ingests with. */
  identities: list(resourceId),
  ingestionSources: list(ingestionSourceSchema),
  ingestions: list(ingestionSchema),
  collections: list(stacCollectionSchema)
})
