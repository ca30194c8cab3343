import { describe, expect, it } from 'vitest'
import { compareAll, readRecording, type RecordedRow, tokenRequester } from './compare-with-recording.ts'
import { at, GEO_SCOPE, MAPS_SCOPE, withPracticeCloud } from './practice-fixture.ts'

const fixture = withPracticeCloud()
const endpoints = () => fixture.cloud.ready.endpoints
const maps = () => at(fixture.cloud.ready.maps, 0)
const withToken = tokenRequester(fixture)

const withKey = (path: string, key = maps().primaryKey, init: RequestInit = {}): Promise<Response> =>
  fixture.fetch(`${endpoints().maps}${path}`, { ...init, headers: { 'subscription-key': key } })
const CAPTION = '/map/copyright/caption/json'
const ROUTE_BATCH = '/route/directions/batch/sync/json?api-version=1.0'
const EMPTY_POST = { method: 'POST', body: '{}' }
const A_TIME = { 'header expires is other': 'It is a time of day.' }

const rows: RecordedRow[] = [
  {
    id: 'maps-geocode-key-200',
    ask: () => withKey('/geocode?query=1+Microsoft+Way%2C+Redmond%2C+WA+98052&api-version=2023-06-01')
  },
  {
    id: 'maps-timezone-bycoordinates-200',
    ask: () => withKey('/timezone/byCoordinates/json?api-version=1.0&query=25.0338053,121.5640089')
  },
  {
    id: 'maps-attribution-key-200',
    ask: () =>
      withKey(
        '/map/attribution?tilesetId=microsoft.base&zoom=6&bounds=-122.414162%2C47.57949%2C-122.247157%2C47.668372&api-version=2022-08-01'
      )
  },
  { id: 'maps-copyright-caption-key-200', ask: () => withKey(`${CAPTION}?api-version=2022-08-01`) },
  {
    id: 'maps-copyright-caption-bearer-200',
    ask: () => withToken(endpoints().maps, `${CAPTION}?api-version=2024-04-01`, 1, MAPS_SCOPE),
    known: A_TIME
  },
  {
    id: 'maps-tileset-key-200',
    ask: () => withKey('/map/tileset?tilesetId=microsoft.base&api-version=2022-08-01'),
    known: A_TIME
  },
  {
    id: 'maps-copyright-tile-invalid-400',
    ask: () =>
      withToken(
        endpoints().maps,
        '/map/copyright/tile/json?api-version=1.0&zoom=4&x=9999&y=9999&text=yes',
        1,
        MAPS_SCOPE
      )
  },
  {
    id: 'maps-geolocation-ip-bearer-200',
    ask: () =>
      withToken(
        endpoints().maps,
        '/geolocation/ip/json?ip=2001%3A4898%3A80e8%3Ab%3A%3A189&api-version=1.0',
        1,
        MAPS_SCOPE
      )
  },
  {
    id: 'maps-reversegeocode-badcoord-400',
    ask: () => withKey('/reverseGeocode?coordinates=121%2C-100&api-version=2023-06-01')
  },
  { id: 'maps-route-batch-sync-emptybody-400', ask: () => withKey(ROUTE_BATCH, maps().primaryKey, EMPTY_POST) },
  {
    id: 'maps-search-fuzzy-emptyquery-400',
    ask: () => withKey('/search/fuzzy/json?query=&lat=25&lon=121&api-version=1.0')
  },
  { id: 'maps-key-unknown-401', ask: () => withKey('/geocode?api-version=2026-01-01&query=x', 'wrong') },
  {
    id: 'maps-nocredential-401',
    ask: () => fixture.fetch(`${endpoints().maps}/geocode?api-version=2026-01-01&query=x`)
  },
  {
    id: 'maps-bearer-rejected-401',
    ask: () => withToken(endpoints().maps, '/geocode?api-version=2026-01-01&query=x', 1, GEO_SCOPE)
  },
  {
    id: 'maps-forbidden-403',
    ask: () => withToken(endpoints().maps, '/geocode?api-version=2026-01-01&query=x', 0, MAPS_SCOPE)
  }
]

describe('Azure Maps answers as it was recorded', () => {
  compareAll(rows)

  it('word for word where the words are telling', async () => {
    const forbidden = await readRecording('maps-forbidden-403')
    expect(
      await (await withToken(endpoints().maps, '/geocode?api-version=2026-01-01&query=x', 0, MAPS_SCOPE)).json()
    ).toEqual(forbidden.response.body)
    const badRequests = [
      ['maps-reversegeocode-badcoord-400', '/reverseGeocode?coordinates=121%2C-100&api-version=2023-06-01', {}],
      ['maps-search-fuzzy-emptyquery-400', '/search/fuzzy/json?query=&lat=25&lon=121&api-version=1.0', {}],
      ['maps-copyright-tile-invalid-400', '/map/copyright/tile/json?api-version=1.0&zoom=4&x=9999&y=9999', {}],
      ['maps-route-batch-sync-emptybody-400', ROUTE_BATCH, EMPTY_POST]
    ] as const
    for (const [id, path, init] of badRequests) {
      const answer = await withKey(path, maps().primaryKey, init)
      expect(await answer.json()).toEqual((await readRecording(id)).response.body)
    }
    const message = (body: unknown): string => (body as { error: { message: string } }).error.message
    const unauthorized = await readRecording('maps-nocredential-401')
    expect(message(await (await fixture.fetch(`${endpoints().maps}/geocode`)).json())).toBe(
      message(unauthorized.response.body)
    )
  })
})
