import type { GeoCatalog, StacCollection } from '../world/model.ts'
import type { JsonBody } from '../http/json-body.ts'

const CONFORMS_TO = [
  'http://www.opengis.net/spec/cql2/1.0/conf/basic-cql2',
  'http://www.opengis.net/spec/cql2/1.0/conf/cql2-json',
  'http://www.opengis.net/spec/cql2/1.0/conf/cql2-text',
  'http://www.opengis.net/spec/ogcapi-features-1/1.0/conf/core',
  'http://www.opengis.net/spec/ogcapi-features-1/1.0/conf/geojson',
  'http://www.opengis.net/spec/ogcapi-features-1/1.0/conf/oas30',
  'http://www.opengis.net/spec/ogcapi-features-3/1.0/conf/filter',
  'https://api.stacspec.org/v1.0.0-rc.2/item-search#filter',
  'https://api.stacspec.org/v1.0.0/collections',
  'https://api.stacspec.org/v1.0.0/core',
  'https://api.stacspec.org/v1.0.0/item-search',
  'https://api.stacspec.org/v1.0.0/item-search#fields',
  'https://api.stacspec.org/v1.0.0/item-search#query',
  'https://api.stacspec.org/v1.0.0/item-search#sort',
  'https://api.stacspec.org/v1.0.0/ogcapi-features'
]

const JSON_TYPE = 'application/json'
const GEO_JSON_TYPE = 'application/geo+json'

const link = (rel: string, href: string, type = JSON_TYPE) => ({ rel, type, href })

/** What the API can do, as the service lists it. */
export const conformance = (): JsonBody => ({ conformsTo: CONFORMS_TO })

/** One collection as STAC 1.0.0. */
export const collection = (origin: string, one: StacCollection): JsonBody => {
  const self = `${origin}/stac/collections/${one.id}`
  return {
    id: one.id,
    type: 'Collection',
    links: [
      link('items', `${self}/items`, GEO_JSON_TYPE),
      link('parent', `${origin}/stac/`),
      link('root', `${origin}/stac/`),
      link('self', self)
    ],
    title: one.title,
    assets: {},
    extent: { spatial: { bbox: [one.bbox] }, temporal: { interval: [one.interval] } },
    license: one.license,
    description: one.description,
    item_assets: {},
    stac_version: '1.0.0',
    'msft:_created': one.createdOn,
    'msft:_updated': one.updatedOn
  }
}

/** All collections of a catalog. */
export const collections = (origin: string, catalog: GeoCatalog): JsonBody => ({
  collections: catalog.collections.map((one) => collection(origin, one)),
  links: [
    link('root', `${origin}/stac/`),
    link('parent', `${origin}/stac/`),
    link('self', `${origin}/stac/collections`)
  ]
})

/** The landing page of a catalog. */
export const landingPage = (origin: string, catalog: GeoCatalog): JsonBody => ({
  type: 'Catalog',
  id: 'spatio-stac',
  title: 'Azure Spatio (Preview)',
  description: `Practice cloud STAC API of ${catalog.name}`,
  stac_version: '1.0.0',
  stac_extensions: [],
  conformsTo: CONFORMS_TO,
  links: [
    link('self', `${origin}/stac/`),
    link('root', `${origin}/stac/`),
    link('data', `${origin}/stac/collections`),
    link('conformance', `${origin}/stac/conformance`),
    ...catalog.collections.map((one) => ({
      ...link('child', `${origin}/stac/collections/${one.id}`),
      title: one.title
    }))
  ]
})
