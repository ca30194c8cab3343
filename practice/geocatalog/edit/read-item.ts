import * as v from 'valibot'
import { stacItemSchema } from '../../world/model/geocatalogs.ts'
import type { StacItem } from '../../world/model.ts'
import { badRequest } from '../geocatalog-error.ts'

const members = v.record(v.string(), v.unknown())

const featureSchema = v.object({
  type: v.literal('Feature'),
  stac_version: v.string(),
  id: v.pipe(v.string(), v.nonEmpty()),
  collection: v.optional(v.string()),
  bbox: stacItemSchema.entries.bbox,
  geometry: v.optional(members),
  properties: v.objectWithRest({ datetime: stacItemSchema.entries.datetime }, v.unknown()),
  assets: stacItemSchema.entries.assets,
  stac_extensions: stacItemSchema.entries.extensions
})
const listSchema = v.object({ type: v.literal('FeatureCollection'), features: v.array(featureSchema) })

const refuse = (issues: [v.BaseIssue<unknown>, ...v.BaseIssue<unknown>[]]): never => {
  const [issue] = issues
  throw badRequest(`The item is not valid: ${v.getDotPath(issue) ?? 'body'}: ${issue.message}`)
}

const kept = (feature: v.InferOutput<typeof featureSchema>, collectionId: string, now: string): StacItem => {
  const { id, bbox, geometry, collection, assets, stac_extensions: extensions } = feature
  if (collection !== undefined && collection !== collectionId)
    throw badRequest(`The item says that it is in another collection than '${collectionId}'.`)
  const { datetime, ...properties } = feature.properties
  return {
    id,
    bbox,
    ...(geometry === undefined ? {} : { geometry }),
    datetime,
    properties,
    assets,
    extensions,
    updatedOn: now
  }
}

/** Reads one item, or a list of them. */
export const readItems = (body: unknown, collectionId: string, now: string): StacItem[] => {
  const list = v.safeParse(listSchema, body)
  if (list.success) return list.output.features.map((one) => kept(one, collectionId, now))
  const one = v.safeParse(featureSchema, body)
  return one.success ? [kept(one.output, collectionId, now)] : refuse(one.issues)
}

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** A document with the changes of a JSON merge patch in it (RFC 7396). */
export const merged = (document: unknown, patch: unknown): unknown => {
  if (!isObject(patch)) return patch
  const changed = new Map(isObject(document) ? Object.entries(document) : [])
  for (const [name, value] of Object.entries(patch)) {
    if (value === null) changed.delete(name)
    else changed.set(name, merged(changed.get(name), value))
  }
  return Object.fromEntries(changed)
}
