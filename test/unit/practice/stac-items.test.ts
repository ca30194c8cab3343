import { describe, expect, it } from 'vitest'
import { at, GEO_SCOPE, withPracticeCloud } from '../../clients/practice-fixture.ts'

const fixture = withPracticeCloud()
const VERSION = '2026-04-15'

interface Page {
  features: { id: string; properties: Record<string, unknown>; assets: Record<string, { href: string }> }[]
  links: { rel: string; href: string; method?: string; body?: unknown }[]
  error?: { code: string; message: string }
}

const ask = async (path: string, init: RequestInit = {}): Promise<{ status: number; headers: Headers; body: Page }> => {
  const origin = fixture.cloud.ready.endpoints.geocatalog
  const url = new URL(path, origin)
  if (!url.searchParams.has('api-version')) url.searchParams.set('api-version', VERSION)
  const authorization = `Bearer ${await fixture.appToken(1, GEO_SCOPE)}`
  const response = await fixture.fetch(url, { ...init, headers: { authorization, 'content-type': 'application/json' } })
  return { status: response.status, headers: response.headers, body: (await response.json()) as Page }
}
const post = (body: unknown) => ask('/stac/search', { method: 'POST', body: JSON.stringify(body) })
const ids = ({ body }: { body: Page }): string[] => body.features.map(({ id }) => id)
const linkTo = ({ body }: { body: Page }, rel: string) => body.links.find((one) => one.rel === rel)

/** Follows the links of one relation to the end. */
const walk = async (first: { body: Page }, rel: 'next' | 'previous'): Promise<string[][]> => {
  const pages = [ids(first)]
  let link = linkTo(first, rel)
  while (link !== undefined && pages.length < 20) {
    const page = await ask(link.href, link.method === 'POST' ? { method: 'POST', body: JSON.stringify(link.body) } : {})
    expect(page.status).toBe(200)
    pages.push(ids(page))
    link = linkTo(page, rel)
  }
  return pages
}

describe('items of a collection', () => {
  it('come in pages of ten, the newest first, and the links lead there and back', async () => {
    const first = await ask('/stac/collections/coast-orthophotos/items')
    expect(first.headers.get('content-type')).toBe('application/geo+json')
    const pages = await walk(first, 'next')
    expect(pages.map((page) => page.length)).toEqual([10, 10, 5])
    const times = pages.flat()
    expect([times[0], times.at(-1), new Set(times).size]).toEqual(['coast-r5-c5', 'coast-r1-c1', 25])
    const last = await ask(linkTo(await ask('/stac/collections/coast-orthophotos/items?limit=20'), 'next')?.href ?? '')
    expect((await walk(last, 'previous')).flat().slice(5)).toEqual(times.slice(0, 20))
  })

  it('are none in a collection into which nothing is ingested', async () => {
    const empty = await ask('/stac/collections/survey-drone-2026/items')
    expect([empty.status, empty.body.features, linkTo(empty, 'next')]).toEqual([200, [], undefined])
  })

  it('are found alone, with files at the storage account that answers here', async () => {
    const one = await ask('/stac/collections/flood-depth/items/flood-depth-100y')
    expect(one.body).toMatchObject({ id: 'flood-depth-100y', collection: 'flood-depth', type: 'Feature' })
    const { assets } = one.body as unknown as Page['features'][number]
    expect(assets.depth?.href).toBe(`${fixture.cloud.ready.endpoints.blob}/orthophotos/flood/flood-depth-100y.tif`)
    const none = await ask('/stac/collections/flood-depth/items/none')
    expect([none.status, none.body.error?.code]).toEqual([404, 'ResourceNotFound'])
    expect((await ask('/stac/collections/none/items')).body.error?.message).toBe(
      "Collection 'none' not found. Please verify the collection ID and try again."
    )
  })
})

describe('a search', () => {
  it('by POST comes in pages whose links carry the body', async () => {
    const first = await post({ collections: ['coast-orthophotos'], limit: 12 })
    expect(linkTo(first, 'next')).toMatchObject({ method: 'POST', body: { limit: 12 } })
    expect((await walk(first, 'next')).map((page) => page.length)).toEqual([12, 12, 1])
  })

  it.each([
    ['everything', {}, 29],
    ['one collection', { collections: ['flood-depth'] }, 4],
    ['an unknown collection', { collections: ['none'] }, 0],
    ['ids', { ids: ['coast-r1-c1', 'flood-depth-20y', 'none'] }, 2],
    ['a box', { bbox: [9, 56, 10, 57] }, 4],
    ['a box with heights', { bbox: [9, 56, 0, 10, 57, 100] }, 4],
    ['a box around the back of the globe', { bbox: [170, -90, -123.31, 90] }, 15],
    ['one time', { datetime: '2024-01-01T00:00:00Z' }, 4],
    ['an interval', { datetime: '2021-04-01T00:00:00Z/2021-06-30T00:00:00Z' }, 3],
    ['an open interval', { collections: ['coast-orthophotos'], datetime: '2023-03-01T00:00:00Z/..' }, 2],
    ['dates', { datetime: '2024-01-01/2024-01-01' }, 4],
    ['a point', { intersects: { type: 'Point', coordinates: [10, 57] } }, 4],
    [
      'a line through a row of tiles',
      {
        intersects: {
          type: 'LineString',
          coordinates: [
            [-130, 45.7],
            [-120, 45.7]
          ]
        }
      },
      5
    ],
    ['a query', { query: { 'eo:cloud_cover': { lt: 10 }, platform: { eq: 'plane-a' } } }, 5],
    ['a filter', { filter: { op: '>=', args: [{ property: 'practice:return_years' }, 100] } }, 2],
    [
      'a filter with and, not, in, between, like and time',
      {
        'filter-lang': 'cql2-json',
        filter: {
          op: 'and',
          args: [
            { op: 'like', args: [{ property: 'id' }, 'coast-r_-c1'] },
            { op: 'not', args: [{ op: 'in', args: [{ property: 'id' }, ['coast-r1-c1']] }] },
            { op: 'between', args: [{ property: 'properties.gsd' }, 0.1, 0.3] },
            { op: '<', args: [{ property: 'datetime' }, { timestamp: '2022-09-01T00:00:00Z' }] },
            { op: 'isNull', args: [{ property: 'none' }] }
          ]
        }
      },
      3
    ],
    [
      'a filter by place',
      {
        filter: {
          op: 's_intersects',
          args: [
            { property: 'geometry' },
            {
              type: 'Polygon',
              coordinates: [
                [
                  [9.9, 57],
                  [9.95, 57],
                  [9.95, 57.01],
                  [9.9, 57]
                ]
              ]
            }
          ]
        }
      },
      4
    ]
  ])('finds %s', async (_name, body, count) => {
    const page = await post({ limit: 100, ...body })
    expect([page.status, page.body.features.length]).toEqual([200, count])
  })

  it('by GET reads the same from the address', async () => {
    const found = await ask(
      '/stac/search?collections=flood-depth,coast-orthophotos&bbox=9,56,11,58&sortby=-practice:return_years,id&limit=2'
    )
    expect(ids(found)).toEqual(['flood-depth-500y', 'flood-depth-100y'])
    const pages = await walk(found, 'next')
    expect(pages[1]).toEqual(['flood-depth-50y', 'flood-depth-20y'])
    const filter = encodeURIComponent(JSON.stringify({ op: '=', args: [{ property: 'id' }, 'flood-depth-20y'] }))
    expect(ids(await ask(`/stac/search?filter-lang=cql2-json&filter=${filter}`))).toEqual(['flood-depth-20y'])
  })

  it('sorts upwards too, and leaves out fields that are not wanted', async () => {
    const found = await post({
      collections: ['coast-orthophotos'],
      sortby: [{ field: 'eo:cloud_cover', direction: 'asc' }],
      limit: 2,
      fields: { include: ['properties.gsd'], exclude: ['properties.datetime'] }
    })
    expect(ids(found)).toEqual(['coast-r1-c1', 'coast-r5-c4'])
    expect(Object.keys(at(found.body.features, 0)).sort()).toEqual(
      ['collection', 'id', 'links', 'properties', 'stac_version', 'type'].sort()
    )
    expect(at(found.body.features, 0).properties).toEqual({ gsd: 0.2 })
    const without = await post({ ids: ['coast-r1-c1'], fields: { exclude: ['assets', 'properties.gsd'] } })
    expect(at(without.body.features, 0)).not.toHaveProperty('assets')
    expect(at(without.body.features, 0).properties).not.toHaveProperty('gsd')
    expect(at(without.body.features, 0).properties).toHaveProperty('platform')
  })

  it.each([
    ['a limit of nothing', { limit: 0 }],
    ['a limit above ten thousand', { limit: 10_001 }],
    ['a box of three numbers', { bbox: [1, 2, 3] }],
    ['a time that is none', { datetime: 'yesterday' }],
    ['an interval that ends before it begins', { datetime: '2025-01-01/2024-01-01' }],
    ['an interval without ends', { datetime: '../..' }],
    ['bbox and intersects', { bbox: [1, 2, 3, 4], intersects: { type: 'Point', coordinates: [1, 2] } }],
    ['a shape that is none', { intersects: { type: 'Blob' } }],
    ['an operator that is not known', { filter: { op: 't_after', args: [] } }],
    ['a filter language that is not understood', { 'filter-lang': 'cql2-text', filter: "id = 'x'" }],
    ['a token that leads nowhere', { token: 'next:coast-orthophotos:none' }],
    ['a list', []],
    [
      'a filter without end',
      { filter: JSON.parse(`${'{"op":"not","args":['.repeat(200)}1${']}'.repeat(200)}`) as unknown }
    ]
  ])('refuses %s', async (_name, body) => {
    const { status, body: said, headers } = await post(body)
    expect([status, said.error?.code, headers.get('x-emulated-guess')]).toEqual([400, 'BadRequestError', '1'])
    expect(said.error?.message).not.toBe('The practice cloud could not answer this request.')
  })

  it('refuses a body that is no JSON, in the recorded words', async () => {
    const { status, body } = await ask('/stac/search', { method: 'POST', body: 'x' })
    expect([status, body.error?.message]).toEqual([400, 'Expecting Value: Line 1 Column 1 (Char 0)'])
  })
})
