import type { JsonBody } from '../http/json-body.ts'
import type { StacCollection } from '../world/model.ts'
import { servedAssets } from './item-document.ts'
import type { CatalogSite } from './catalog-site.ts'
import { GEO_JSON_TYPE, link, QUERYABLES_REL } from './link.ts'

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

/** What the API can do, as the service lists it. */
export const conformance = (): JsonBody => ({ conformsTo: CONFORMS_TO })

const unlessEmpty = (name: string, value: JsonBody): JsonBody =>
  Object.keys(value).length === 0 ? {} : { [name]: value }

/** One collection as STAC 1.0.0. */
export const collection = ({ cloud, origin }: CatalogSite, one: StacCollection): JsonBody => {
  const self = `${origin}/stac/collections/${one.id}`
  return {
    ...one.more,
    id: one.id,
    type: 'Collection',
    links: [
      link('items', `${self}/items`, GEO_JSON_TYPE),
      link('parent', `${origin}/stac/`),
      link('root', `${origin}/stac/`),
      link('self', self),
      link(QUERYABLES_REL, `${self}/queryables`, 'application/schema+json')
    ],
    title: one.title,
    ...unlessEmpty('assets', servedAssets(cloud, one.assets)),
    extent: { spatial: { bbox: [one.bbox] }, temporal: { interval: [one.interval] } },
    license: one.license,
    description: one.description,
    ...unlessEmpty('item_assets', one.itemAssets),
    stac_version: '1.0.0',
    'msft:_created': one.createdOn,
    'msft:_updated': one.updatedOn
  }
}

/** All collections of a catalog. */
export const collections = (site: CatalogSite): JsonBody => ({
  collections: site.catalog.collections.map((one) => collection(site, one)),
  links: [
    link('root', `${site.origin}/stac/`),
    link('parent', `${site.origin}/stac/`),
    link('self', `${site.origin}/stac/collections`)
  ]
})

/** The landing page of a catalog. */
export const landingPage = ({ origin, catalog }: CatalogSite): JsonBody => ({
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
    { ...link('search', `${origin}/stac/search`, GEO_JSON_TYPE), method: 'GET' },
    { ...link('search', `${origin}/stac/search`, GEO_JSON_TYPE), method: 'POST' },
    link(QUERYABLES_REL, `${origin}/stac/queryables`, 'application/schema+json'),
    ...catalog.collections.map((one) => ({
      ...link('child', `${origin}/stac/collections/${one.id}`),
      title: one.title
    }))
  ]
})
