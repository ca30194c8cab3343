import * as v from 'valibot'
import type { PromisedAnswer } from '../../knowledge/checks.ts'

const schemas = {
  'feature-collection': v.object({ type: v.literal('FeatureCollection'), features: v.array(v.unknown()) }),
  'time-zones': v.object({ timezones: v.array(v.unknown()) }),
  'copyrights-caption': v.object({ copyrightscaption: v.string() }),
  'stac-catalog': v.object({ type: v.literal('Catalog'), stac_version: v.string(), links: v.array(v.unknown()) }),
  'stac-collections': v.object({ collections: v.array(v.unknown()) })
} as const satisfies Record<PromisedAnswer, v.GenericSchema>

/** True where the body of a 200 is what the service promises; names count whatever their case. */
export function isAsPromised(promise: PromisedAnswer, body: Record<string, unknown> | null): boolean {
  if (body === null) return false
  // Azure Maps capitalises the same member names in some versions and not in others.
  const lowered = Object.fromEntries(Object.entries(body).map(([name, value]) => [name.toLowerCase(), value]))
  return v.is(schemas[promise], lowered)
}
