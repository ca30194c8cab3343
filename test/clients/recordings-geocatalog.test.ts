import { describe, expect, it } from 'vitest'
import { compareAll, readRecording, type RecordedRow, tokenRequester } from './compare-with-recording.ts'
import { GEOCATALOG_ADMINISTRATOR, giveRole } from './give-role.ts'
import { at, GEO_SCOPE, withPracticeCloud } from './practice-fixture.ts'

const fixture = withPracticeCloud()
const endpoints = () => fixture.cloud.ready.endpoints
const withToken = tokenRequester(fixture)

const READER = 1
const ADMINISTRATOR = 2
const NEWEST = 'api-version=2026-04-15'
const PREVIEW = 'api-version=2025-04-30-preview'

const read = (path: string): Promise<Response> => withToken(endpoints().geocatalog, path, READER, GEO_SCOPE)

/** Repeats a recorded request as an application that was made an administrator for the test. */
const administer = async (method: string, path: string, body?: unknown): Promise<Response> => {
  giveRole(fixture, ADMINISTRATOR, GEOCATALOG_ADMINISTRATOR, at(fixture.cloud.ready.geocatalogs, 0).resourceId)
  const authorization = `Bearer ${await fixture.appToken(ADMINISTRATOR, GEO_SCOPE)}`
  return fixture.fetch(`${endpoints().geocatalog}${path}`, {
    method,
    headers: { authorization, 'content-type': 'application/json' },
    ...(body === undefined ? {} : { body: JSON.stringify(body) })
  })
}
const recordedBody = async (id: string): Promise<unknown> => (await readRecording(id)).request.body

const createCollection = async (id: string): Promise<Response> =>
  administer('POST', `/stac/collections?${PREVIEW}`, {
    ...((await recordedBody('geocatalog-collection-create-202')) as object),
    id
  })

const untilSucceeded = async (started: Response): Promise<Response> => {
  const { id } = (await started.json()) as { id: string }
  const answer = await administer('GET', `/inma/operations/${id}?${PREVIEW}`)
  const { status } = (await answer.clone().json()) as { status: string }
  if (status === 'Succeeded') return answer
  await new Promise((resolve) => setTimeout(resolve, 50))
  return untilSucceeded(new Response(JSON.stringify({ id })))
}

const OWN_NAMES = 'Named by the owner of the collection.'

const rows: RecordedRow[] = [
  { id: 'geocatalog-conformance-200', ask: () => read(`/stac/conformance?${NEWEST}`) },
  {
    id: 'geocatalog-collection-get-200',
    ask: () => read(`/stac/collections/coast-orthophotos?${NEWEST}`),
    known: { 'body.assets.test-asset is missing': OWN_NAMES }
  },
  {
    id: 'geocatalog-mosaic-get-404',
    ask: () => read(`/stac/collections/flood-depth/configurations/mosaics/none?${NEWEST}`)
  },
  {
    id: 'geocatalog-mosaic-create-201',
    ask: async () =>
      administer(
        'POST',
        `/stac/collections/flood-depth/configurations/mosaics?${NEWEST}`,
        await recordedBody('geocatalog-mosaic-create-201')
      )
  },
  {
    id: 'geocatalog-queryables-create-201',
    ask: async () =>
      administer(
        'POST',
        `/stac/collections/flood-depth/queryables?${NEWEST}`,
        await recordedBody('geocatalog-queryables-create-201')
      )
  },
  { id: 'geocatalog-sas-token-200', ask: () => read(`/sas/token/coast-orthophotos?${NEWEST}`) },
  { id: 'geocatalog-collection-create-202', ask: () => createCollection('recorded-create') },
  {
    id: 'geocatalog-operation-succeeded-200',
    ask: async () => untilSucceeded(await createCollection('recorded-operation'))
  },
  { id: 'geocatalog-operations-cancelall-204', ask: () => administer('DELETE', `/inma/operations?${NEWEST}`) },
  {
    id: 'geocatalog-ingestion-create-201',
    ask: async () =>
      administer(
        'POST',
        `/inma/collections/flood-depth/ingestions?${NEWEST}`,
        await recordedBody('geocatalog-ingestion-create-201')
      )
  },
  {
    id: 'geocatalog-ingestionsource-create-201',
    ask: async () =>
      administer(
        'POST',
        `/inma/ingestion-sources?${PREVIEW}`,
        await recordedBody('geocatalog-ingestionsource-create-201')
      )
  },
  {
    id: 'geocatalog-managedidentities-list-200',
    ask: () => administer('GET', `/inma/ingestion-sources/managed-identities?${PREVIEW}`)
  }
]

describe('a GeoCatalog answers as it was recorded', () => {
  compareAll(rows)

  it('word for word where the words are telling', async () => {
    const conformance = await readRecording('geocatalog-conformance-200')
    expect(await (await read(`/stac/conformance?${NEWEST}`)).json()).toEqual(conformance.response.body)
    const mosaic = (await readRecording('geocatalog-mosaic-get-404')).response.body as { error: { message: string } }
    const ours = await read(
      `/stac/collections/coast-orthophotos/configurations/mosaics/test-mosaic-to-be-deleted?${NEWEST}`
    )
    expect(((await ours.json()) as typeof mosaic).error.message).toBe(
      mosaic.error.message.replace(/naip[\w-]+/, 'coast-orthophotos')
    )
  })
})
