import type { JsonBody } from '../http/json-body.ts'
import { boxOf } from './geocode.ts'
import { findPlace, type Place, placeNear, streetOf } from './places.ts'

/** The search of version 1.0. Its shapes are those of azure-rest-api-specs, `specification/maps/data-plane/Search`. */

const addressOf = (place: Place): JsonBody => {
  const { address } = place
  const [country, countryCode] = address.country
  return {
    ...streetOf(place),
    municipality: address.locality,
    countrySubdivision: address.districts[0],
    ...(address.postalCode === undefined ? {} : { postalCode: address.postalCode }),
    countryCode,
    country,
    freeformAddress: address.formattedAddress
  }
}

const latLon = ([lon, lat]: readonly [number, number]): JsonBody => ({ lat, lon })

const resultOf = (place: Place): JsonBody => {
  const [west, south, east, north] = boxOf(place)
  const isAddress = place.address.addressLine !== undefined
  return {
    type: isAddress ? 'Point Address' : 'Geography',
    id: `practice-${place.words.join('-')}`,
    score: 2.58,
    ...(isAddress ? {} : { entityType: 'Municipality' }),
    address: addressOf(place),
    position: latLon(place.point),
    viewport: { topLeftPoint: latLon([west, north]), btmRightPoint: latLon([east, south]) }
  }
}

/** What fuzzy search and address search answer. */
export const searchPlaces = (query: string): JsonBody => {
  const place = findPlace(query)
  const results = place === undefined ? [] : [resultOf(place)]
  return {
    summary: {
      query: query.toLowerCase(),
      queryType: 'NON_NEAR',
      queryTime: 1,
      numResults: results.length,
      offset: 0,
      totalResults: results.length,
      fuzzyLevel: 1
    },
    results
  }
}

/** The address near a point. */
export const addressNear = (point: readonly [number, number]): JsonBody => {
  const place = placeNear(point)
  const addresses =
    place === undefined
      ? []
      : [{ address: addressOf(place), position: `${String(place.point[1])},${String(place.point[0])}` }]
  return { summary: { queryTime: 1, numResults: addresses.length }, addresses }
}

/** One query of a batch, such as `?query=seattle&limit=1`. */
export const batchItem = (item: Readonly<Record<string, unknown>>): JsonBody => {
  const text = typeof item.query === 'string' ? item.query : ''
  const query = (new URLSearchParams(text).get('query') ?? '').trim()
  return query === ''
    ? {
        statusCode: 400,
        response: { error: { code: 'Invalid or malformed query', message: 'query is missing or empty' } }
      }
    : { statusCode: 200, response: searchPlaces(query) }
}
