import type { JsonBody } from '../http/json-body.ts'

const region = (
  name: string,
  displayName: string,
  group: string,
  physicalLocation: string,
  [latitude, longitude]: readonly [number, number]
) => ({
  name,
  displayName,
  regionalDisplayName: `(${group}) ${displayName}`,
  metadata: {
    regionType: 'Physical',
    regionCategory: 'Recommended',
    geographyGroup: group,
    longitude: String(longitude),
    latitude: String(latitude),
    physicalLocation,
    pairedRegion: [] as JsonBody[]
  }
})

/** The regions that the practice cloud tells of: those that have GeoCatalogs, and the other end of Europe. */
export const LOCATIONS = [
  region('eastus', 'East US', 'US', 'Virginia', [37.3719, -79.8164]),
  region('northcentralus', 'North Central US', 'US', 'Illinois', [41.8819, -87.6278]),
  region('westus2', 'West US 2', 'US', 'Washington', [47.233, -119.852]),
  region('canadacentral', 'Canada Central', 'Canada', 'Toronto', [43.653, -79.383]),
  region('westeurope', 'West Europe', 'Europe', 'Netherlands', [52.3667, 4.9]),
  region('northeurope', 'North Europe', 'Europe', 'Ireland', [53.3478, -6.2597]),
  region('uksouth', 'UK South', 'UK', 'London', [50.941, -0.799])
] as const
