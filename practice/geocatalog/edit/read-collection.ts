import * as v from 'valibot'
import { latitude, longitude, stacAssetSchema } from '../../world/model/geocatalogs.ts'
import type { StacCollection } from '../../world/model.ts'
import { badRequest } from '../geocatalog-error.ts'

const members = v.record(v.string(), v.unknown())

const collectionSchema = v.objectWithRest(
  {
    id: v.pipe(v.string(), v.regex(/^[\w.-]{1,100}$/, 'Letters, digits, hyphens, dots and underscores are needed.')),
    type: v.literal('Collection'),
    stac_version: v.string(),
    title: v.optional(v.string(), ''),
    description: v.pipe(v.string(), v.nonEmpty()),
    license: v.pipe(v.string(), v.nonEmpty()),
    extent: v.object({
      spatial: v.object({ bbox: v.tupleWithRest([v.tuple([longitude, latitude, longitude, latitude])], v.unknown()) }),
      temporal: v.object({
        interval: v.tupleWithRest([v.tuple([v.nullable(v.string()), v.nullable(v.string())])], v.unknown())
      })
    }),
    links: v.optional(v.array(v.unknown()), []),
    assets: v.optional(v.record(v.string(), stacAssetSchema), {}),
    item_assets: v.optional(members, {})
  },
  v.unknown()
)

/** Reads a collection to be kept; the service's own members and links are left out. */
export const readCollection = (body: unknown, now: string, known?: StacCollection): StacCollection => {
  const parsed = v.safeParse(collectionSchema, body)
  if (!parsed.success) {
    const [issue] = parsed.issues
    throw badRequest(`The collection is not valid: ${v.getDotPath(issue) ?? 'body'}: ${issue.message}`)
  }
  const { id, title, description, license, extent, assets, item_assets: itemAssets, ...rest } = parsed.output
  const own = ['type', 'stac_version', 'links']
  const more = Object.entries(rest).filter(([name]) => !own.includes(name) && !name.startsWith('msft:_'))
  return {
    id,
    title,
    description,
    license,
    bbox: extent.spatial.bbox[0],
    interval: extent.temporal.interval[0],
    createdOn: known?.createdOn ?? now,
    updatedOn: now,
    assets,
    itemAssets,
    more: Object.fromEntries(more),
    queryables: known?.queryables ?? {},
    mosaics: known?.mosaics ?? [],
    renderOptions: known?.renderOptions ?? [],
    items: known?.items ?? []
  }
}
