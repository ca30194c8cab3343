import { describe, expect, it } from 'vitest'
import { GEOCATALOG_ADMINISTRATOR, giveRole } from '../../clients/give-role.ts'
import { at, GEO_SCOPE, withPracticeCloud } from '../../clients/practice-fixture.ts'

const fixture = withPracticeCloud()
const VERSION = '2026-04-15'

interface Said {
  status: number
  headers: Headers
  body: Record<string, unknown> & {
    status?: string
    id?: string
    value?: { id: string }[]
    statusHistory?: { status: string }[]
    error?: { code: string; message: string }
  }
}

const ADMINISTRATOR = 2
const READER = 1
const tokenOf = (index: number): Promise<string> => {
  if (index === ADMINISTRATOR)
    giveRole(fixture, index, GEOCATALOG_ADMINISTRATOR, at(fixture.cloud.ready.geocatalogs, 0).resourceId)
  return fixture.appToken(index, GEO_SCOPE)
}

const ask = async (method: string, path: string, body?: unknown, index = ADMINISTRATOR): Promise<Said> => {
  const url = new URL(path, fixture.cloud.ready.endpoints.geocatalog)
  if (!url.searchParams.has('api-version')) url.searchParams.set('api-version', VERSION)
  const response = await fixture.fetch(url, {
    method,
    headers: { authorization: `Bearer ${await tokenOf(index)}`, 'content-type': 'application/json' },
    ...(body === undefined ? {} : { body: JSON.stringify(body) })
  })
  const text = await response.text()
  return {
    status: response.status,
    headers: response.headers,
    body: (text === '' ? {} : JSON.parse(text)) as Said['body']
  }
}

/** Asks an operation until it has ended. */
const ended = async (started: Said): Promise<Said['body']> => {
  expect(started.status).toBe(202)
  expect(started.headers.get('location')).toBe(started.headers.get('operation-location'))
  expect(started.body).toMatchObject({ status: 'Pending', statusHistory: [{ status: 'Pending' }] })
  for (;;) {
    const { body } = await ask('GET', started.headers.get('operation-location') ?? '')
    if (body.status !== 'Pending' && body.status !== 'Running') return body
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
}

const newCollection = (id: string) => ({
  id,
  type: 'Collection',
  stac_version: '1.0.0',
  title: 'Made in a test',
  description: 'Made in a test',
  license: 'proprietary',
  links: [],
  keywords: ['test'],
  extent: {
    spatial: { bbox: [[-10, -10, 10, 10]] },
    temporal: { interval: [['2020-01-01T00:00:00Z', null]] }
  }
})
const newItem = (id: string, collection?: string) => ({
  type: 'Feature',
  stac_version: '1.0.0',
  id,
  ...(collection === undefined ? {} : { collection }),
  bbox: [1, 2, 3, 4],
  geometry: { type: 'Point', coordinates: [2, 3] },
  properties: { datetime: '2026-01-01T00:00:00Z', gsd: 1 },
  links: [],
  assets: {}
})

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

describe('ingestion', () => {
  const SOURCE = '9f3c1a52-6f14-4f9e-9d3e-3f6f3a1c2b10'

  it('keeps its sources, and no signature', async () => {
    const sasToken = 'sp=r&se=2027-08-29T17:20:15Z&sv=2022-11-02&sr=c&sig=practice'
    const connectionInfo = { containerUrl: 'https://sample.blob.core.windows.net/sample', sasToken }
    const made = await ask('POST', '/inma/ingestion-sources', { id: SOURCE, kind: 'SasToken', connectionInfo })
    expect([made.status, made.headers.get('api-supported-versions')]).toEqual([201, '2025-04-30-preview, 2026-04-15'])
    expect(made.body.connectionInfo).toEqual({
      containerUrl: connectionInfo.containerUrl,
      expiration: '2027-08-29T17:20:15.000Z'
    })
    expect(JSON.stringify(fixture.cloud.world.geoCatalogs)).not.toContain('sig=practice')
    expect(
      (await ask('POST', '/inma/ingestion-sources', { id: SOURCE, kind: 'SasToken', connectionInfo })).status
    ).toBe(409)
    expect((await ask('GET', '/inma/ingestion-sources')).body.value).toMatchObject([{ id: SOURCE, kind: 'SasToken' }])
    expect((await ask('GET', `/inma/ingestion-sources/${SOURCE}`)).body.id).toBe(SOURCE)
    expect((await ask('DELETE', `/inma/ingestion-sources/${SOURCE}`)).status).toBe(204)
    expect((await ask('GET', `/inma/ingestion-sources/${SOURCE}`)).status).toBe(404)
    expect((await ask('POST', '/inma/ingestion-sources', { id: SOURCE, kind: 'Ftp' })).status).toBe(400)
  })

  it('has definitions and runs; a run says that nothing outside this machine is read', async () => {
    const path = '/inma/collections/flood-depth/ingestions'
    const sourceCatalogUrl = 'https://catalog.example/catalog.json'
    const made = await ask('POST', path, { importType: 'StaticCatalog', displayName: 'First', sourceCatalogUrl })
    expect([made.status, made.body.status]).toEqual([201, 'Ready'])
    const one = `${path}/${made.body.id ?? ''}`
    expect((await ask('PATCH', one, { displayName: 'Second' })).body.displayName).toBe('Second')
    const run = await ask('POST', `${one}/runs`)
    expect([run.status, run.body.operation]).toMatchObject([201, { status: 'Pending', totalItems: 0 }])
    const address = run.headers.get('location') ?? ''
    let said = await ask('GET', address)
    while (['Pending', 'Running'].includes((said.body.operation as { status: string }).status)) {
      await new Promise((resolve) => setTimeout(resolve, 50))
      said = await ask('GET', address)
    }
    expect(JSON.stringify(said.body)).toContain('SourceCatalogNotReachable')
    expect((await ask('GET', `${one}/runs`)).body.value).toHaveLength(1)
    expect(await ended(await ask('DELETE', one))).toMatchObject({
      type: 'DeleteIngestion',
      additionalInformation: { IngestionId: made.body.id }
    })
    expect((await ask('GET', path)).body.value).toEqual([])
  })

  it('calls operations off', async () => {
    const started = await ask('POST', '/stac/collections', newCollection('never'))
    expect((await ask('DELETE', '/inma/operations')).status).toBe(204)
    const { body } = await ask('GET', `/inma/operations/${started.body.id ?? ''}`)
    expect(body.status).toBe('Canceled')
    expect((await ask('GET', '/stac/collections/never')).status).toBe(404)
  })

  it('names the identities of the catalog', async () => {
    const { body } = await ask('GET', '/inma/ingestion-sources/managed-identities')
    const { objectId, resourceId } = at(fixture.cloud.ready.managedIdentities, 1)
    expect(body.value).toEqual([{ objectId, resourceId }])
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
