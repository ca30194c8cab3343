import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import validate, { type Report } from 'stac-node-validator'
import loader from 'stac-node-validator/src/loader/node.js'
import { describe, expect, it } from 'vitest'
import { GEO_SCOPE, withPracticeCloud } from './practice-fixture.ts'

/** No npm package carries the schemas of STAC; stac-schemas.md says what belongs into this folder. */
const SCHEMAS = process.env.STAC_SCHEMAS ?? fileURLToPath(new URL('stac-schemas', import.meta.url))

const fixture = withPracticeCloud()

const get = async (address: string): Promise<{ status: number; body: Record<string, unknown> }> => {
  const url = new URL(address, fixture.cloud.ready.endpoints.geocatalog)
  url.searchParams.set('api-version', '2026-04-15')
  const authorization = `Bearer ${await fixture.appToken(1, GEO_SCOPE)}`
  const response = await fixture.fetch(url, { headers: { authorization } })
  return { status: response.status, body: (await response.json()) as Record<string, unknown> }
}

const DOCUMENTS: readonly [string, number][] = [
  ['/stac', 1],
  ['/stac/collections', 3],
  ['/stac/collections/coast-orthophotos', 1],
  ['/stac/collections/survey-drone-2026', 1],
  ['/stac/collections/coast-orthophotos/items?limit=100', 25],
  ['/stac/collections/flood-depth/items', 4],
  ['/stac/collections/flood-depth/items/flood-depth-20y', 1],
  ['/stac/search?limit=100', 29]
]

const complaints = ({ valid, skipped, id, results, children }: Report): string[] => [
  ...(children.length === 0 && (skipped || valid !== true)
    ? [`${id ?? ''}: ${results.core.map(({ instancePath, message }) => `${instancePath ?? ''} ${message}`).join(', ')}`]
    : []),
  ...children.flatMap(complaints)
]

const check = (document: unknown): Promise<Report> =>
  validate(document, {
    loader,
    schemas: join(SCHEMAS, 'v1.0.0'),
    schemaMap: { 'https://geojson.org/schema/': join(SCHEMAS, 'geojson/') }
  })

describe.skipIf(!existsSync(SCHEMAS))('stac-node-validator', () => {
  it('finds the landing page, collections, items and what a search finds valid', async () => {
    for (const [path, count] of DOCUMENTS) {
      const { body } = await get(path)
      const report = await check(body)
      expect([path, complaints(report), Math.max(1, report.children.length)]).toEqual([path, [], count])
    }
  })

  it('finds an item without geometry and time not valid', async () => {
    const { body } = await get('/stac/collections/flood-depth/items/flood-depth-20y')
    expect((await check({ ...body, geometry: undefined, properties: {} })).valid).toBe(false)
  })
})

describe('links', () => {
  it.each(DOCUMENTS)('of %s all lead to an answer, and self to the document itself', async (path) => {
    const { body } = await get(path)
    const links = body.links as { rel: string; href: string; method?: string }[]
    expect(links.map(({ rel }) => rel)).toEqual(expect.arrayContaining(['root', 'self']))
    for (const { rel, href, method = 'GET' } of links) {
      const answer = method === 'GET' ? await get(href) : { status: 200, body: {} }
      expect([rel, href, answer.status]).toEqual([rel, href, 200])
      if (rel === 'self') expect(answer.body.id).toBe(body.id)
    }
  })
})
