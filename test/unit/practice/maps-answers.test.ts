import { describe, expect, it } from 'vitest'
import { at, withPracticeCloud } from '../../clients/practice-fixture.ts'

const fixture = withPracticeCloud()
const withKey = (path: string, { headers, ...init }: RequestInit = {}): Promise<Response> =>
  fixture.fetch(`${fixture.cloud.ready.endpoints.maps}${path}`, {
    ...init,
    headers: { 'subscription-key': at(fixture.cloud.world.mapsAccounts, 0).primaryKey, ...(headers as object) }
  })

describe('tiles', () => {
  const tile = (query: string): Promise<Response> => withKey(`/map/tile?api-version=2024-04-01&${query}`)

  it.each([256, 512])('of %d pixels are pictures', async (size) => {
    const answer = await tile(`tilesetId=microsoft.base.road&zoom=6&x=10&y=22&tileSize=${String(size)}`)
    expect(answer.headers.get('content-type')).toBe('image/png')
    const bytes = Buffer.from(await answer.arrayBuffer())
    expect(bytes.subarray(1, 4).toString()).toBe('PNG')
    expect([bytes.readUInt32BE(16), bytes.readUInt32BE(20)]).toEqual([size, size])
  })

  it('of a vector tileset have their own type, and say practice', async () => {
    const answer = await tile('tilesetId=microsoft.base&zoom=0&x=0&y=0')
    expect(answer.headers.get('content-type')).toBe('application/vnd.mapbox-vector-tile')
    expect(Buffer.from(await answer.arrayBuffer()).toString()).toContain('practice')
  })

  it('are kept for a day and not sent twice', async () => {
    const query = 'tilesetId=microsoft.base.road&zoom=6&x=10&y=22'
    const etag = (await tile(query)).headers.get('etag') ?? ''
    const again = await withKey(`/map/tile?api-version=2024-04-01&${query}`)
    expect(again.headers.get('cache-control')).toBe('max-age=86400')
    const headers = { 'if-none-match': etag }
    expect((await withKey(`/map/tile?api-version=2024-04-01&${query}`, { headers })).status).toBe(304)
  })

  it.each([
    'tilesetId=microsoft.base.road&zoom=6&x=64&y=0',
    'tilesetId=microsoft.base.road&zoom=23&x=0&y=0',
    'tilesetId=microsoft.base.road&zoom=6&x=-1&y=0',
    'tilesetId=microsoft.base.road&zoom=6&x=1&y=0&tileSize=100',
    'tilesetId=microsoft.unknown&zoom=6&x=1&y=0',
    'tilesetId=constructor&zoom=6&x=1&y=0',
    'zoom=6&x=1&y=0'
  ])('%s: refused', async (query) => {
    expect((await tile(query)).status).toBe(400)
  })
})

describe('geocoding', () => {
  const address = async (version: string): Promise<unknown> => {
    const answer = await withKey(`/geocode?api-version=${version}&addressLine=15127+NE+24th+Street&locality=Redmond`)
    const { features } = (await answer.json()) as { features: { properties: { address: unknown } }[] }
    return features[0]?.properties.address
  }

  it('tells street and number apart in newer versions', async () => {
    const street = { streetNumber: '15127', streetName: 'NE 24th St' }
    expect(await address('2026-01-01')).toMatchObject(street)
    expect(await address('2023-06-01')).not.toMatchObject(street)
  })

  it('takes a query or parts of an address, not both', async () => {
    const path = '/geocode?api-version=2026-01-01'
    expect((await withKey(path)).status).toBe(400)
    const both = await withKey(`${path}&query=Pike+Pl&locality=Seattle`)
    expect(await both.json()).toMatchObject({ error: { message: expect.stringContaining("'locality' was passed") } })
  })
})

describe('answers of the older search', () => {
  it('have results with a position', async () => {
    const answer = await withKey('/search/fuzzy/json?api-version=1.0&query=seattle')
    expect(await answer.json()).toMatchObject({
      summary: { query: 'seattle', numResults: 1, fuzzyLevel: 1 },
      results: [{ type: 'Geography', entityType: 'Municipality', position: { lat: 47.6, lon: -122.33 } }]
    })
    const reverse = await withKey('/search/address/reverse/json?api-version=1.0&query=57.05,9.92')
    expect(await reverse.json()).toMatchObject({ addresses: [{ address: { municipality: 'Aalborg' } }] })
  })

  it('come in batches', async () => {
    const body = JSON.stringify({ batchItems: [{ query: '?query=seattle&limit=1' }, { query: '?limit=1' }, {}] })
    const answer = await withKey('/search/fuzzy/batch/sync/json?api-version=1.0', { method: 'POST', body })
    expect(await answer.json()).toMatchObject({
      summary: { successfulRequests: 1, totalRequests: 3 },
      batchItems: [{ statusCode: 200 }, { statusCode: 400 }, { statusCode: 400 }]
    })
  })
})
