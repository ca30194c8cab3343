import * as v from 'valibot'
import type { JsonBody } from '../http/json-body.ts'
import { findPlace, type Place, placeNear, streetOf } from './places.ts'

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

/** The first version whose addresses have street and number apart. */
const WITH_STREETS = '2025-01-01'

const feature = (place: Place, version: string) => {
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
        ...(version >= WITH_STREETS ? streetOf(place) : {}),
        countryRegion: { name: country[0], ISO: country[1] },
        adminDistricts: districts.map((shortName) => ({ shortName }))
      }
    }
  }
}

const collection = (place: Place | undefined, version: string): JsonBody => ({
  type: 'FeatureCollection',
  features: place === undefined ? [] : [feature(place, version)]
})

/** Finds one of the few places that the practice cloud knows; anything else has no result. */
export const geocode = (query: string, version: string): JsonBody => collection(findPlace(query), version)

/** What is near a point of longitude and latitude. */
export const reverseGeocode = (point: readonly [number, number], version: string): JsonBody =>
  collection(placeNear(point), version)

/** Longitude and latitude within the world. */
export const pointSchema = v.strictTuple([
  v.pipe(v.number(), v.minValue(-180), v.maxValue(180)),
  v.pipe(v.number(), v.minValue(-90), v.maxValue(90))
])

const ADDRESS_PARTS = [
  'addressLine',
  'locality',
  'adminDistrict',
  'adminDistrict2',
  'adminDistrict3',
  'postalCode',
  'countryRegion'
] as const

/** The text to look for, out of `query` or of the parts of an address; empty where there is neither. */
export const wordsOf = (asked: Readonly<Record<string, unknown>>): string =>
  (typeof asked.query === 'string' ? [asked.query] : ADDRESS_PARTS.map((name) => asked[name]))
    .filter((one) => typeof one === 'string')
    .join(' ')
    .trim()

/** What is wrong with naming a query and parts of an address at once; undefined where nothing is. */
export const conflictIn = (asked: Readonly<Record<string, unknown>>): string | undefined => {
  const part = ADDRESS_PARTS.find((name) => asked[name] !== undefined)
  return typeof asked.query === 'string' && part !== undefined
    ? `When 'query' is present, only the following parameters are valid: 'bbox, location, view, top'. '${part}' was passed`
    : undefined
}
