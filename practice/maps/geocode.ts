import * as v from 'valibot'
import type { JsonBody } from '../http/json-body.ts'
import { findPlace, type Place, placeNear } from './places.ts'

const BOX_DEGREES = 0.0077

/** The outline of a place: a small box, for no real one is known. */
export const boxOf = ({ point: [lon, lat] }: Place): [number, number, number, number] => [
  lon - BOX_DEGREES,
  lat - BOX_DEGREES / 2,
  lon + BOX_DEGREES,
  lat + BOX_DEGREES / 2
]

const geocodePoint = (usage: 'Display' | 'Route', coordinates: [number, number]) => ({
  calculationMethod: 'Rooftop',
  usageTypes: [usage],
  geometry: { type: 'Point', coordinates }
})

const feature = (place: Place) => {
  const { point, address } = place
  const { country, districts, ...rest } = address
  return {
    type: 'Feature',
    geometry: { type: 'Point', coordinates: point },
    bbox: boxOf(place),
    properties: {
      type: address.addressLine === undefined ? 'PopulatedPlace' : 'Address',
      confidence: 'High',
      matchCodes: ['Good'],
      geocodePoints: [geocodePoint('Display', point), geocodePoint('Route', point)],
      address: {
        ...rest,
        countryRegion: { name: country[0], ISO: country[1] },
        adminDistricts: districts.map((shortName) => ({ shortName }))
      }
    }
  }
}

const collection = (place: Place | undefined): JsonBody => ({
  type: 'FeatureCollection',
  features: place === undefined ? [] : [feature(place)]
})

/** Finds one of the few places that the practice cloud knows; anything else has no result. */
export const geocode = (query: string): JsonBody => collection(findPlace(query))

/** What is near a point of longitude and latitude. */
export const reverseGeocode = (point: readonly [number, number]): JsonBody => collection(placeNear(point))

/** Longitude and latitude within the world. */
export const pointSchema = v.strictTuple([
  v.pipe(v.number(), v.minValue(-180), v.maxValue(180)),
  v.pipe(v.number(), v.minValue(-90), v.maxValue(90))
])

const ADDRESS_PARTS = ['addressLine', 'locality', 'adminDistrict', 'postalCode', 'countryRegion'] as const

/** The text to look for, out of `query` or of the parts of an address; empty where there is neither. */
export const wordsOf = (asked: Readonly<Record<string, unknown>>): string =>
  (typeof asked.query === 'string' ? [asked.query] : ADDRESS_PARTS.map((name) => asked[name]))
    .filter((one) => typeof one === 'string')
    .join(' ')
    .trim()

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
export const geocodeBatch = (items: readonly BatchItem[]): JsonBody =>
  answerBatch(items, (item) => {
    const words = wordsOf(item)
    return words === '' ? failedItem('query is missing or empty') : geocode(words)
  })

/** Looks for what is near each point of a batch. */
export const reverseGeocodeBatch = (items: readonly BatchItem[]): JsonBody =>
  answerBatch(items, ({ coordinates }) => {
    const point = v.safeParse(pointSchema, coordinates)
    return point.success
      ? reverseGeocode(point.output)
      : failedItem('The provided coordinates in coordinates are invalid, out of range, or not in the expected format')
  })
