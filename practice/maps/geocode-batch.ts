import * as v from 'valibot'
import type { JsonBody } from '../http/json-body.ts'
import { conflictIn, geocode, pointSchema, reverseGeocode, wordsOf } from './geocode.ts'

/** What a batch holds: at least one query and at most a hundred. */
export const batchSchema = v.object({
  batchItems: v.pipe(v.array(v.record(v.string(), v.unknown())), v.minLength(1), v.maxLength(100))
})

type BatchItem = v.InferOutput<typeof batchSchema>['batchItems'][number]

/** The code is recorded, of batches of the older family. */
const failedItem = (message: string): JsonBody => ({ error: { code: 'Invalid or malformed query', message } })

const answerBatch = (items: readonly BatchItem[], answer: (item: BatchItem) => JsonBody): JsonBody => {
  const batchItems = items.map((item) => ({
    ...(typeof item.optionalId === 'string' ? { optionalId: item.optionalId } : {}),
    ...answer(item)
  }))
  const successfulRequests = batchItems.filter((one) => !('error' in one)).length
  return { summary: { successfulRequests, totalRequests: items.length }, batchItems }
}

/** Geocodes each query of a batch. */
export const geocodeBatch = (items: readonly BatchItem[], version: string): JsonBody =>
  answerBatch(items, (item) => {
    const conflict = conflictIn(item)
    if (conflict !== undefined) return { error: { code: 'Conflicting Parameters', message: conflict } }
    const words = wordsOf(item)
    return words === '' ? failedItem('query is missing or empty') : geocode(words, version)
  })

/** Looks for what is near each point of a batch. */
export const reverseGeocodeBatch = (items: readonly BatchItem[], version: string): JsonBody =>
  answerBatch(items, ({ coordinates }) => {
    const point = v.safeParse(pointSchema, coordinates)
    return point.success
      ? reverseGeocode(point.output, version)
      : failedItem('The provided coordinates in coordinates are invalid, out of range, or not in the expected format')
  })
