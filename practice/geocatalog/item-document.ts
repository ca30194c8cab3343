import type { CloudContext } from '../cloud-context.ts'
import type { JsonBody } from '../http/json-body.ts'
import type { StacCollection, StacItem } from '../world/model.ts'
import { stableId } from '../world/stable-id.ts'
import { servedHref } from './asset-href.ts'
import { GEO_JSON_TYPE, link } from './link.ts'

/** Assets with the addresses at which their files answer here. */
export const servedAssets = (cloud: CloudContext, assets: StacItem['assets']): JsonBody =>
  Object.fromEntries(
    Object.entries(assets).map(([name, asset]) => [name, { ...asset, href: servedHref(cloud, asset.href) }])
  )

const rectangle = ([west, south, east, north]: StacItem['bbox']): JsonBody => ({
  type: 'Polygon',
  coordinates: [
    [
      [west, south],
      [east, south],
      [east, north],
      [west, north],
      [west, south]
    ]
  ]
})

/** The outline of an item. */
export const geometryOf = (item: StacItem): JsonBody => item.geometry ?? rectangle(item.bbox)

/** One item as STAC 1.0.0. */
export const itemDocument = (
  cloud: CloudContext,
  origin: string,
  { id: collectionId }: StacCollection,
  item: StacItem
): JsonBody => {
  const parent = `${origin}/stac/collections/${collectionId}`
  return {
    id: item.id,
    bbox: item.bbox,
    type: 'Feature',
    links: [
      link('collection', parent),
      link('parent', parent),
      link('root', `${origin}/stac/`),
      link('self', `${parent}/items/${encodeURIComponent(item.id)}`, GEO_JSON_TYPE)
    ],
    assets: servedAssets(cloud, item.assets),
    '_msft:ts': item.updatedOn,
    geometry: geometryOf(item),
    '_msft:etag': stableId(`item:${collectionId}:${item.id}:${item.updatedOn}`),
    collection: collectionId,
    properties: { ...item.properties, datetime: item.datetime },
    stac_extensions: item.extensions,
    stac_version: '1.0.0'
  }
}
