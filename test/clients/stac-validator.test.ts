import { fileURLToPath } from 'node:url'
import ts from 'typescript'
import { describe, expect, it } from 'vitest'
import { GEO_SCOPE, withPracticeCloud } from './practice-fixture.ts'

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

/** `stac-ts` holds types that were made from the official JSON schemas of STAC 1.0; the compiler is the validator. */
const TYPE_OF: Readonly<Record<string, string>> = {
  Catalog: 'StacCatalog',
  Collection: 'StacCollection',
  Feature: 'StacItem'
}

/** The single catalogs, collections and items of a document, which may be a list of them. */
const partsOf = (document: Record<string, unknown>): Record<string, unknown>[] =>
  ((document.collections ?? document.features) as Record<string, unknown>[] | undefined) ?? [document]

/** Which of the parts the types have something against, each part as the literal of a constant of its type. */
const refused = (parts: readonly Record<string, unknown>[]): Set<number> => {
  const lines = parts.map(
    (part, place) =>
      `export const part${String(place)}: ${TYPE_OF[String(part.type)] ?? 'never'} = ${JSON.stringify(part)}`
  )
  const name = fileURLToPath(new URL('stac-documents.ts', import.meta.url))
  const text = ["import type { StacCatalog, StacCollection, StacItem } from 'stac-ts'", ...lines].join('\n')
  const options: ts.CompilerOptions = {
    strict: true,
    noEmit: true,
    target: ts.ScriptTarget.ES2023,
    module: ts.ModuleKind.Preserve,
    moduleResolution: ts.ModuleResolutionKind.Bundler,
    types: []
  }
  const disk = ts.createCompilerHost(options)
  const host: ts.CompilerHost = {
    ...disk,
    fileExists: (file) => file === name || disk.fileExists(file),
    getSourceFile: (file, ...more) =>
      file === name ? ts.createSourceFile(file, text, ts.ScriptTarget.ES2023) : disk.getSourceFile(file, ...more)
  }
  const found = ts.getPreEmitDiagnostics(ts.createProgram([name], options, host))
  return new Set(found.map(({ file, start = 0 }) => (file?.getLineAndCharacterOfPosition(start).line ?? 0) - 1))
}

const BROKEN: readonly [string, Record<string, unknown>][] = [
  ['without a geometry', { geometry: undefined }],
  ['without links', { links: undefined }],
  ['with an asset that leads nowhere', { assets: { data: { title: 'no href' } } }],
  ['of another version', { stac_version: '0.9.0' }]
]

describe('stac-ts, the types made from the schemas of STAC', () => {
  it('finds the landing page, collections, items and what a search finds valid, and broken items not', async () => {
    const answers = await Promise.all(DOCUMENTS.map(async ([path, count]) => ({ count, body: (await get(path)).body })))
    for (const { count, body } of answers) expect(partsOf(body)).toHaveLength(count)
    const sound = answers.flatMap(({ body }) => partsOf(body))
    const broken = BROKEN.map(([, change]) => ({ ...sound.at(-1), ...change }))
    const wrong = refused([...sound, ...broken])
    expect([...wrong].filter((place) => place < sound.length).map((place) => sound[place])).toEqual([])
    expect(BROKEN.filter((_, place) => !wrong.has(sound.length + place)).map(([name]) => name)).toEqual([])
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
