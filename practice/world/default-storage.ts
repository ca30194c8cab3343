import { defaultImagery } from './default-collections.ts'
import type { WorldInput } from './model.ts'

type StorageAccount = NonNullable<WorldInput['storageAccounts']>[number]

/** 32 × 32 pixels of a slope in EPSG:25832 near Aalborg, "practice" in its description: a GeoTIFF that programs can read. */
const GEOTIFF =
  'SUkqAAgAAAAOAAABAwABAAAAIAAAAAEBAwABAAAAIAAAAAIBAwABAAAACAAAAAMBAwABAAAACAAAAAYBAwABAAAAAQAAAA4BAgAJAAAAtgAAABEBBAABAAAAMgEAABUBAwABAAAAAQAAABYBAwABAAAAIAAAABcBBAABAAAAggAAADEBAgAJAAAAwAAAAA6DDAADAAAAygAAAIKEDAAGAAAA4gAAAK+HAwAQAAAAEgEAAAAAAABwcmFjdGljZQAAcHJhY3RpY2UAAJqZmZmZmck/mpmZmZmZyT8AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAADA9yBBAAAAANQdWEEAAAAAAAAAAAEAAQAAAAMAAAQAAAEAAQABBAAAAQABAAAMAAABAOhkeNrtzx0bg2AYQOGDwzAMw/DFcDgMwzAMw2EYhmEYhsPhMAzDMDjUb1h8X8/H4RHFSZoFnq+irOqGd9cP4zTz+f7WbT/QyXVanUVHJ+g0OrOO82Q6tc6k435SnUpn1PE+iU6pM+j4H7FOodPr+D/25djXYt/Cpe/uv/v/sv8E3EayEA=='

/** One transparent pixel. */
const PNG = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg=='

const TWO_MEBIBYTES = 2 * 1024 * 1024

const PARCELS = JSON.stringify({
  type: 'FeatureCollection',
  features: [
    {
      type: 'Feature',
      properties: { parcel: 'practice-1' },
      geometry: { type: 'Point', coordinates: [9.9217, 57.0488] }
    }
  ]
})

/** The storage account of the imagery: photographs in one container, what goes to others in another. */
export const storageAccountsOf = (tenantId: string, resourceGroup: string): [StorageAccount] => [
  {
    resourceId: `${resourceGroup}/providers/Microsoft.Storage/storageAccounts/contosogisimagery`,
    name: 'contosogisimagery',
    tenantId,
    containers: [
      {
        name: 'orthophotos',
        blobs: [
          { name: 'coast/2025/coast-0001.tif', contentType: 'image/tiff', base64: GEOTIFF },
          {
            name: 'coast/2025/coast-0001.txt',
            contentType: 'text/plain',
            text: 'Practice photograph, 20 cm, EPSG:25832.\n'
          },
          { name: 'coast/2025/mosaic.bin', text: 'practice mosaic data\n', bytes: TWO_MEBIBYTES },
          { name: 'flood/Überblick 2026.txt', contentType: 'text/plain; charset=utf-8', text: 'Übungsdaten\n' },
          ...defaultImagery().map((blob) => ({ ...blob, base64: blob.contentType === 'image/png' ? PNG : GEOTIFF }))
        ]
      },
      {
        name: 'exports',
        blobs: [
          { name: 'parcels.geojson', contentType: 'application/geo+json', text: PARCELS },
          { name: 'flights-2026.csv', contentType: 'text/csv', text: 'flight,date\npractice-1,2026-03-01\n' }
        ]
      }
    ]
  }
]
