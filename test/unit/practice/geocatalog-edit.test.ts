import { describe, expect, it } from 'vitest'
import { withPracticeCloud } from '../../clients/practice-fixture.ts'
import { geocatalogAsker, newCollection, newItem, READER } from './ask-geocatalog.ts'

const fixture = withPracticeCloud()
const { ask, ended } = geocatalogAsker(fixture)

describe('collections', () => {
  it('are made, changed and deleted by an administrator, as operations that end', async () => {
    const done = await ended(await ask('POST', '/stac/collections', newCollection('made')))
    expect(done).toMatchObject({ status: 'Succeeded', type: 'AddCollection', collectionId: 'made' })
    expect(done.statusHistory?.map(({ status }) => status)).toEqual(['Pending', 'Running', 'Finished'])
    expect((await ask('GET', '/stac/collections/made')).body).toMatchObject({
      keywords: ['test'],
      license: 'proprietary'
    })
    const twice = await ask('POST', '/stac/collections', newCollection('made'))
    expect([twice.status, twice.body.error?.code]).toEqual([409, 'Conflict'])
    const put = await ask('PUT', '/stac/collections/made', { ...newCollection('made'), title: 'Renamed' })
    expect([put.status, put.body.title]).toEqual([200, 'Renamed'])
    expect(await ended(await ask('DELETE', '/stac/collections/made'))).toMatchObject({ type: 'DeleteCollection' })
    expect((await ask('GET', '/stac/collections/made')).status).toBe(404)
  })

  it('hold items that are made, found, changed and deleted; a second one of the same name fails', async () => {
    await ended(await ask('POST', '/stac/collections', newCollection('items')))
    const path = '/stac/collections/items/items'
    expect(await ended(await ask('POST', path, newItem('one', 'items')))).toMatchObject({
      status: 'Succeeded',
      type: 'AddItem',
      additionalInformation: { TotalItems: '1', TotalSuccessfulItems: '1' }
    })
    const failed = await ended(await ask('POST', path, newItem('one')))
    expect(failed).toMatchObject({ status: 'Failed', error: { error: { code: 'ItemAlreadyExistsInCollection' } } })
    await ended(await ask('POST', path, { type: 'FeatureCollection', features: [newItem('two'), newItem('three')] }))
    await ended(await ask('PATCH', `${path}/one`, { properties: { gsd: null, platform: 'kite' } }))
    expect((await ask('GET', `${path}/one`)).body.properties).toEqual({
      datetime: '2026-01-01T00:00:00Z',
      platform: 'kite'
    })
    await ended(await ask('PUT', `${path}/two`, { ...newItem('two'), bbox: [5, 5, 6, 6] }))
    await ended(await ask('DELETE', `${path}/three`))
    const found = await ask('POST', '/stac/search', { collections: ['items'], bbox: [0, 0, 4, 4] })
    expect((found.body.features as { id: string }[]).map(({ id }) => id)).toEqual(['one'])
  })

  it.each([
    ['a collection without an extent', 'POST', '/stac/collections', { ...newCollection('bad'), extent: undefined }],
    ['a collection with a slash in its id', 'POST', '/stac/collections', newCollection('a/b')],
    ['no JSON', 'POST', '/stac/collections', undefined],
    ['another id than the address', 'PUT', '/stac/collections/flood-depth', newCollection('other')],
    ['an item without a time', 'POST', '/stac/collections/flood-depth/items', { ...newItem('x'), properties: {} }],
    ['an item of another collection', 'POST', '/stac/collections/flood-depth/items', newItem('x', 'other')]
  ])('refuse %s', async (_name, method, path, body) => {
    const said = await ask(method, path, body)
    expect([said.status, said.body.error?.code]).toEqual([400, 'BadRequestError'])
  })

  it.each([
    ['POST', '/stac/collections'],
    ['PUT', '/stac/collections/flood-depth'],
    ['DELETE', '/stac/collections/flood-depth'],
    ['POST', '/stac/collections/flood-depth/items'],
    ['DELETE', '/stac/collections/flood-depth/items/flood-depth-20y'],
    ['POST', '/sas/token/revoke'],
    ['GET', '/inma/ingestion-sources'],
    ['GET', '/inma/operations'],
    ['GET', '/inma/collections/flood-depth/ingestions']
  ])('a reader may not %s %s', async (method, path) => {
    const said = await ask(method, path, ['GET', 'DELETE'].includes(method) ? undefined : {}, READER)
    expect([said.status, said.body.error?.code, said.headers.get('x-emulated-guess')]).toEqual([403, 'Forbidden', '1'])
  })
})

describe('configurations', () => {
  it('of a collection can be read', async () => {
    const base = '/stac/collections/coast-orthophotos/configurations'
    expect((await ask('GET', base, undefined, READER)).body).toMatchObject({
      tileSettings: { minZoom: 6 },
      mosaicInfo: { mosaics: [{ id: 'default' }, { id: 'clear' }] }
    })
    expect((await ask('GET', `${base}/mosaics/clear`)).body.name).toBe('Little cloud')
    expect((await ask('GET', `${base}/render-options/natural-color`)).body.type).toBe('raster-tile')
    expect((await ask('GET', `${base}/mosaics/none`)).body.error?.message).toBe(
      "Mosaic 'none' not found for collection 'coast-orthophotos'"
    )
    expect((await ask('GET', '/stac/collections/coast-orthophotos/queryables')).body.type).toBe('object')
  })
})

describe('mosaics and queryables', () => {
  it('are added and deleted at once', async () => {
    const mosaics = '/stac/collections/flood-depth/configurations/mosaics'
    const mosaic = { id: 'deep', name: 'Deep water' }
    expect(await ask('POST', mosaics, mosaic)).toMatchObject({ status: 201, body: { description: null, cql: [] } })
    expect((await ask('POST', mosaics, mosaic)).status).toBe(409)
    expect((await ask('POST', mosaics, { id: 'x' })).status).toBe(400)
    const gone = await ask('DELETE', `${mosaics}/deep`)
    expect([gone.status, gone.body, (await ask('GET', `${mosaics}/deep`)).status]).toEqual([200, {}, 404])
    const queryables = '/stac/collections/flood-depth/queryables'
    const definition = { description: 'How often' }
    expect((await ask('POST', queryables, [{ name: 'test:years', data_type: 'number', definition }])).status).toBe(201)
    const told = await ask('GET', queryables, undefined, READER)
    expect([told.headers.get('content-type'), (told.body.properties as Record<string, unknown>)['test:years']]).toEqual(
      ['application/schema+json', definition]
    )
    expect((await ask('DELETE', `${queryables}/test%3Ayears`)).status).toBe(200)
    expect((await ask('DELETE', `${queryables}/test%3Ayears`)).status).toBe(404)
    expect((await ask('POST', queryables, {}, READER)).status).toBe(403)
  })
})

it('a browser may ask from anywhere', async () => {
  const response = await fixture.fetch(`${fixture.cloud.ready.endpoints.geocatalog}/stac`, {
    method: 'OPTIONS',
    headers: { origin: 'https://map.example', 'access-control-request-method': 'GET' }
  })
  expect([response.status, response.headers.get('access-control-allow-origin')]).toEqual([204, '*'])
})
