import { describe, expect, it } from 'vitest'
import { compareAll, readRecording, type RecordedRow, tokenRequester } from './compare-with-recording.ts'
import { GEO_SCOPE, withPracticeCloud } from './practice-fixture.ts'

const fixture = withPracticeCloud()
const endpoints = () => fixture.cloud.ready.endpoints
const withToken = tokenRequester(fixture)

const rows: RecordedRow[] = [
  {
    id: 'geocatalog-conformance-200',
    ask: () => withToken(endpoints().geocatalog, '/stac/conformance?api-version=2026-04-15', 1, GEO_SCOPE)
  },
  {
    id: 'geocatalog-collection-get-200',
    ask: () => withToken(endpoints().geocatalog, '/stac/collections/flood-depth?api-version=2026-04-15', 1, GEO_SCOPE),
    known: {
      'body.assets.thumbnail is missing':
        'Assets are named by the owner of a collection; the practice collections have none.',
      'body.assets.test-asset is missing':
        'Assets are named by the owner of a collection; the practice collections have none.',
      'body.item_assets.image is missing':
        'Item assets are named by the owner of a collection; the practice collections have none.'
    }
  },
  {
    id: 'geocatalog-mosaic-get-404',
    ask: () => withToken(endpoints().geocatalog, '/stac/collections/none?api-version=2026-04-15', 1, GEO_SCOPE)
  }
]

describe('a GeoCatalog answers as it was recorded', () => {
  compareAll(rows)

  it('word for word where the words are telling', async () => {
    const conformance = await readRecording('geocatalog-conformance-200')
    expect(
      await (await withToken(endpoints().geocatalog, '/stac/conformance?api-version=2026-04-15', 1, GEO_SCOPE)).json()
    ).toEqual(conformance.response.body)
  })
})
