import type { WorldInput } from './model.ts'

type Collection = NonNullable<NonNullable<WorldInput['geoCatalogs']>[number]['collections']>[number]
type Item = NonNullable<Collection['items']>[number]

/** The storage account that the files of the default catalog lie in, and its container. */
const IMAGERY = 'https://contosogisimagery.blob.core.windows.net/orthophotos'

const GEOTIFF = 'image/tiff; application=geotiff; profile=cloud-optimized'

const file = (path: string, type: string, title: string, role: string) => ({
  href: `${IMAGERY}/${path}`,
  type,
  roles: [role],
  title
})

const rounded = (degrees: number): number => Math.round(degrees * 1e6) / 1e6

const COAST_TILES = 25
const COAST_COLUMNS = 5

/** One tile of the coast; they lie in rows of five, and each was flown a month after the one before. */
const coastTile = (_: unknown, index: number): Item => {
  const [row, column] = [Math.floor(index / COAST_COLUMNS), index % COAST_COLUMNS]
  const [west, south] = [rounded(-124.8 + column * 0.5), rounded(45.5 + row * 0.6)]
  const month = new Date(Date.UTC(2021, 3 + index, 14, 18, 30)).toISOString()
  const id = `coast-r${String(row + 1)}-c${String(column + 1)}`
  return {
    id,
    bbox: [west, south, rounded(west + 0.5), rounded(south + 0.6)],
    datetime: month,
    properties: { gsd: 0.2, 'eo:cloud_cover': (index * 7) % 40, platform: index % 2 === 0 ? 'plane-a' : 'plane-b' },
    assets: {
      image: file(`coast/${id}.tif`, GEOTIFF, 'RGB orthophoto', 'data'),
      thumbnail: file(`coast/${id}.png`, 'image/png', 'Thumbnail', 'thumbnail')
    },
    updatedOn: '2025-10-02T08:12:00.000001Z'
  }
}

const floodGrid = (returnYears: number): Item => ({
  id: `flood-depth-${String(returnYears)}y`,
  bbox: [9.6, 56.9, 10.3, 57.2],
  datetime: '2024-01-01T00:00:00Z',
  properties: { gsd: 1, 'practice:return_years': returnYears },
  assets: {
    depth: file(
      `flood/flood-depth-${String(returnYears)}y.tif`,
      GEOTIFF,
      `Depth of a ${String(returnYears)}-year flood`,
      'data'
    )
  },
  updatedOn: '2026-02-01T07:30:00.000001Z'
})

const COLLECTIONS: Collection[] = [
  {
    id: 'coast-orthophotos',
    title: 'Coast orthophotos',
    description: 'Practice data: aerial photographs of the coast, 20 cm',
    license: 'proprietary',
    bbox: [-124.8, 45.5, -122.3, 48.5],
    interval: ['2021-04-01T00:00:00Z', '2025-09-30T23:59:59Z'],
    createdOn: '2025-10-02T08:11:42.1830049Z',
    updatedOn: '2026-01-15T10:04:05.178982Z',
    assets: { thumbnail: file('coast/collection.png', 'image/png', 'Collection thumbnail', 'thumbnail') },
    itemAssets: { image: { type: GEOTIFF, roles: ['data'], title: 'RGB orthophoto' } },
    mosaics: [
      { id: 'default', name: 'Most recent', description: 'The newest photograph of every place', cql: [] },
      {
        id: 'clear',
        name: 'Little cloud',
        description: 'Less than ten percent cloud',
        cql: [{ op: '<=', args: [{ property: 'eo:cloud_cover' }, 10] }]
      }
    ],
    renderOptions: [
      {
        id: 'natural-color',
        name: 'Natural color',
        description: 'RGB as photographed',
        type: 'raster-tile',
        options: 'assets=image&asset_bidx=image|1,2,3',
        vectorOptions: null,
        minZoom: 6,
        legend: null,
        conditions: null
      }
    ],
    items: Array.from({ length: COAST_TILES }, coastTile)
  },
  {
    id: 'flood-depth',
    title: 'Flood depth grids',
    description: 'Practice data: modelled flood depth',
    license: 'CC-BY-4.0',
    bbox: [9.6, 56.9, 10.3, 57.2],
    interval: ['2024-01-01T00:00:00Z', null],
    createdOn: '2025-11-12T13:45:10.5520017Z',
    updatedOn: '2026-02-01T07:30:00.000001Z',
    assets: { thumbnail: file('flood/collection.png', 'image/png', 'Collection thumbnail', 'thumbnail') },
    itemAssets: { depth: { type: GEOTIFF, roles: ['data'], title: 'Depth in metres' } },
    items: [20, 50, 100, 500].map(floodGrid)
  },
  {
    id: 'survey-drone-2026',
    title: 'Survey drone flights 2026',
    description: 'Practice data: drone mosaics of the field team; nothing is ingested yet',
    license: 'proprietary',
    bbox: [-123.2, 47.2, -121.9, 47.9],
    interval: ['2026-03-01T00:00:00Z', null],
    createdOn: '2026-03-03T16:20:31.9930021Z',
    updatedOn: '2026-03-04T09:12:55.100003Z'
  }
]

/** The collections of the default catalog: one with more than a page of items, one with a few, one with none. */
export const defaultCollections = (): Collection[] => structuredClone(COLLECTIONS)

/** The files of the default collections that lie in `orthophotos`, by name and type. */
export const defaultImagery = (): { name: string; contentType: string }[] =>
  COLLECTIONS.flatMap(({ assets = {}, items = [] }) => [assets, ...items.map((item) => item.assets ?? {})])
    .flatMap((assets) => Object.values(assets))
    .map(({ href, type = 'application/octet-stream' }) => ({ name: href.slice(IMAGERY.length + 1), contentType: type }))
