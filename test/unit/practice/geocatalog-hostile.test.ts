import { describe, expect, it } from 'vitest'
import { isLike } from '../../../practice/geocatalog/search/like.ts'
import { GEOCATALOG_ADMINISTRATOR, giveRole } from '../../clients/give-role.ts'
import { at, GEO_SCOPE, withPracticeCloud } from '../../clients/practice-fixture.ts'

const fixture = withPracticeCloud()
const ADMINISTRATOR = 2
const UNANSWERED = 'The practice cloud could not answer this request.'

const ask = async (method: string, path: string, body?: unknown) => {
  giveRole(fixture, ADMINISTRATOR, GEOCATALOG_ADMINISTRATOR, at(fixture.cloud.ready.geocatalogs, 0).resourceId)
  const url = new URL(path, fixture.cloud.ready.endpoints.geocatalog)
  url.searchParams.set('api-version', '2026-04-15')
  const answer = await fixture.fetch(url, {
    method,
    headers: { authorization: `Bearer ${await fixture.appToken(ADMINISTRATOR, GEO_SCOPE)}` },
    ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) })
  })
  const text = await answer.text()
  const read = (text === '' ? {} : JSON.parse(text)) as {
    error?: { message?: string }
    features?: unknown[]
    id?: string
    status?: string
  }
  const { error, features, id: operation, status: ended } = read
  return { status: answer.status, message: error?.message, features, operation, ended }
}

describe('a search', () => {
  it.each(['__proto__', 'constructor', '__defineGetter__', 'toString'])('passes over a parameter %s', async (name) => {
    const answer = await ask('GET', `/stac/search?${name}=1&limit=1`)
    expect([answer.status, answer.features?.length]).toEqual([200, 1])
  })

  it.each(['__proto__', 'constructor', 'toString', 'hasOwnProperty'])('knows no operator %s', async (op) => {
    const filter = await ask('POST', '/stac/search', { filter: { op, args: [{ property: 'id' }, 'x'] } })
    expect([filter.status, filter.message]).toEqual([400, expect.stringContaining(op)])
    if (op === '__proto__' || op === 'constructor') return
    const query = await ask('POST', '/stac/search', { query: { id: { [op]: 'x' } } })
    expect([query.status, query.message]).toEqual([400, expect.stringContaining(op)])
  })

  it.each([[[1e308, 2, 3, 4]], [[1, 2, -1e21, 4]], [[1, -91, 3, 4]], [[181, 2, 3, 4]]])(
    'wants a bbox on the globe, not %j',
    async (bbox) => {
      const answers = [
        await ask('POST', '/stac/search', { bbox }),
        await ask('GET', `/stac/search?bbox=${bbox.join(',')}`)
      ]
      for (const { status, message } of answers)
        expect([status, message]).toEqual([400, expect.stringMatching(/^The search is not valid: bbox/)])
    }
  )
})

it.each([
  ['%', '', true],
  ['', '', true],
  ['', 'a', false],
  ['a%', 'abc', true],
  ['%c', 'abc', true],
  ['a_c', 'abc', true],
  ['a_c', 'ac', false],
  ['%b%', 'abc', true],
  ['%b%b%', 'abc', false],
  ['a%b_d%', 'axbybcd', true],
  ['a.c', 'abc', false],
  ['%aa', 'aaa', true],
  ['a%%%', 'a', true],
  ['_%_', 'a', false]
])('like %j takes of %j: %j', (pattern, text, expected) => {
  expect(isLike(pattern, text)).toBe(expected)
})

it('a pattern of many percent signs over a long text has an end', () => {
  expect(isLike(`${'%a'.repeat(50)}b`, 'a'.repeat(50_000))).toBe(false)
})

describe('a body that goes too deep to be sent again', () => {
  const deep = (text: string): string => text.replace('"DEEP"', `${'['.repeat(20_000)}${']'.repeat(20_000)}`)
  const item = {
    type: 'Feature',
    stac_version: '1.0.0',
    id: 'deep',
    bbox: [1, 2, 3, 4],
    properties: { datetime: '2026-01-01T00:00:00Z', deep: 'DEEP' },
    assets: {}
  }

  it.each([
    ['POST', '/stac/collections/flood-depth/items', item],
    ['PATCH', '/stac/collections/flood-depth/items/flood-depth-20y', { properties: { deep: 'DEEP' } }],
    ['POST', '/stac/collections/flood-depth/queryables', [{ name: 'deep', definition: { deep: 'DEEP' } }]],
    ['POST', '/stac/collections/flood-depth/configurations/mosaics', { id: 'x', name: 'x', cql: ['DEEP'] }],
    ['POST', '/stac/search', { filter: { op: '=', args: ['DEEP', 1] } }]
  ])('is refused by %s %s', async (method, path, body) => {
    const { status, message } = await ask(method, path, deep(JSON.stringify(body)))
    expect([status, message]).toEqual([400, 'The body goes deeper than 100 levels.'])
  })
})

describe('a signature', () => {
  it('is made for containers of the catalog alone', async () => {
    const sign = (container: string) =>
      ask(
        'GET',
        `/sas/sign?href=${encodeURIComponent(`https://contosogisimagery.blob.core.windows.net/${container}/a`)}`
      )
    expect((await sign('orthophotos')).status).toBe(200)
    expect(await sign('somewhere-else')).toMatchObject({
      status: 400,
      message: 'The href is not in a container with files of this GeoCatalog.'
    })
  })
})

it('a collection and an item are made once, though they are asked for twice', async () => {
  const { geoCatalogs } = fixture.cloud.world
  const collection = {
    id: 'twice',
    type: 'Collection',
    stac_version: '1.0.0',
    description: 'd',
    license: 'x',
    extent: { spatial: { bbox: [[1, 2, 3, 4]] }, temporal: { interval: [[null, null]] } }
  }
  const both = await Promise.all([1, 2].map(() => ask('POST', '/stac/collections', collection)))
  expect(both.map(({ status }) => status)).toEqual([202, 202])
  const made = () => at(geoCatalogs, 0).collections.filter(({ id }) => id === 'twice')
  await expect.poll(async () => (await ask('GET', '/stac/collections/twice')).status).toBe(200)
  expect(made()).toHaveLength(1)
  const features = [1, 2].map(() => ({
    type: 'Feature',
    stac_version: '1.0.0',
    id: 'same',
    bbox: [1, 2, 3, 4],
    properties: { datetime: '2026-01-01T00:00:00Z' },
    assets: {}
  }))
  const items = await ask('POST', '/stac/collections/twice/items', { type: 'FeatureCollection', features })
  expect(items).toMatchObject({ status: 202, operation: expect.any(String) as string })
  await expect.poll(async () => (await ask('GET', `/inma/operations/${String(items.operation)}`)).ended).toBe('Failed')
  expect(at(made(), 0).items).toEqual([])
})

it('names that every object has are no names of anything', async () => {
  const { maps, imds } = fixture.cloud.ready.endpoints
  const key = { 'subscription-key': at(fixture.cloud.ready.maps, 0).primaryKey }
  for (const name of ['__proto__', 'constructor', 'toString']) {
    const tile = `${maps}/map/tile?api-version=2024-04-01&tilesetId=microsoft.base&zoom=1&x=0&y=0&tileSize=${name}`
    const answer = await fixture.fetch(tile, { headers: key })
    expect(await answer.json()).toMatchObject({ error: { message: expect.stringContaining('tileSize') as string } })
    const found = await fetch(`${imds}/metadata/instance/compute/${name}?api-version=2021-02-01`, {
      headers: { metadata: 'true' }
    })
    expect(found.status).toBe(404)
  }
  expect((await ask('GET', '/stac/search?__proto__=x')).message).not.toBe(UNANSWERED)
})
