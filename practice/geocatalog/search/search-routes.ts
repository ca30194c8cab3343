import type { Context, Hono } from 'hono'
import type { JsonBody } from '../../http/json-body.ts'
import type { PracticeEnv } from '../../http/practice-env.ts'
import { type CatalogSite, requireCollection, requireItem } from '../catalog-site.ts'
import { badRequest } from '../geocatalog-error.ts'
import { itemDocument } from '../item-document.ts'
import { GEO_JSON_TYPE, link } from '../link.ts'
import { answer } from '../reply.ts'
import { cutFields } from './fields.ts'
import { findItems } from './find-items.ts'
import { type ItemPage, pageOfItems } from './page-of-items.ts'
import { readSearch, readSearchQuery, type Search } from './read-search.ts'
import { readJson } from '../read-json.ts'

type PageLink = (rel: 'next' | 'previous', token: string) => JsonBody

const pageLinks = ({ next, previous }: ItemPage, make: PageLink): JsonBody[] => [
  ...(next === undefined ? [] : [make('next', next)]),
  ...(previous === undefined ? [] : [make('previous', previous)])
]

const byGet =
  (address: string, query: URLSearchParams): PageLink =>
  (rel, token) => {
    const asked = new URLSearchParams(query)
    asked.set('token', token)
    return { ...link(rel, `${address}?${asked.toString()}`, GEO_JSON_TYPE), method: 'GET' }
  }

const byPost =
  (address: string, body: unknown): PageLink =>
  (rel, token) => ({
    ...link(rel, address, GEO_JSON_TYPE),
    method: 'POST',
    body: { ...(typeof body === 'object' ? body : {}), token }
  })

/** The routes that find items. */
export const addSearchRoutes = (app: Hono<PracticeEnv>, site: CatalogSite): void => {
  const { cloud, catalog, origin } = site
  const root = link('root', `${origin}/stac/`)
  const features = (page: ItemPage, search: Search, links: readonly JsonBody[]): JsonBody => ({
    type: 'FeatureCollection',
    features: page.entries.map(({ collection, item }) =>
      cutFields(itemDocument(cloud, origin, collection, item), search.fields)
    ),
    links
  })
  const answerSearch = (c: Context<PracticeEnv>, search: Search, make: PageLink): Response => {
    const page = pageOfItems(findItems(catalog.collections, search), search.limit, search.token)
    const self = link('self', `${origin}/stac/search`, GEO_JSON_TYPE)
    return answer(c, features(page, search, [root, self, ...pageLinks(page, make)]), 200, GEO_JSON_TYPE)
  }
  const queryOf = (c: Context<PracticeEnv>): URLSearchParams => new URL(c.req.url).searchParams

  app.get('/stac/collections/:id/items', (c) => {
    const collection = requireCollection(site, c.req.param('id'))
    const search = { ...readSearchQuery(queryOf(c)), collections: undefined }
    const page = pageOfItems(findItems([collection], search), search.limit, search.token)
    const parent = `${origin}/stac/collections/${collection.id}`
    const links = [
      link('collection', parent),
      link('parent', parent),
      root,
      link('self', `${parent}/items`, GEO_JSON_TYPE),
      ...pageLinks(page, byGet(`${parent}/items`, queryOf(c)))
    ]
    return answer(c, features(page, search, links), 200, GEO_JSON_TYPE)
  })
  app.get('/stac/collections/:id/items/:item', (c) => {
    const collection = requireCollection(site, c.req.param('id'))
    const item = requireItem(collection, c.req.param('item'))
    return answer(c, itemDocument(cloud, origin, collection, item), 200, GEO_JSON_TYPE)
  })
  app.get('/stac/search', (c) =>
    answerSearch(c, readSearchQuery(queryOf(c)), byGet(`${origin}/stac/search`, queryOf(c)))
  )
  app.post('/stac/search', async (c) => {
    const body = await readJson(c)
    // Recorded for a body that is no JSON.
    if (body === undefined) throw badRequest('Expecting Value: Line 1 Column 1 (Char 0)')
    const address = `${origin}/stac/search?${new URLSearchParams({ 'api-version': c.req.query('api-version') ?? '' }).toString()}`
    return answerSearch(c, readSearch(body), byPost(address, body))
  })
}
