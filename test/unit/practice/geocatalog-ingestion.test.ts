import { afterEach, describe, expect, it, vi } from 'vitest'
import { at, withPracticeCloud } from '../../clients/practice-fixture.ts'
import { geocatalogAsker, newCollection } from './ask-geocatalog.ts'

const fixture = withPracticeCloud()
const { ask, ended } = geocatalogAsker(fixture)
afterEach(() => {
  vi.useRealTimers()
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
    // Until the time goes on the operation waits, however slow this computer is.
    vi.useFakeTimers({ toFake: ['Date'] })
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
