/** Where a host answers: the whole world, or one geography of https://learn.microsoft.com/azure/azure-maps/geographic-scope. */
export type Geography = 'global' | 'us' | 'eu'

/** Regions by the name that resources have, with the name that answers tell. */
const REGIONS: Readonly<Record<string, { name: string; geography: Geography }>> = {
  eastus: { name: 'East US', geography: 'us' },
  westus2: { name: 'West US 2', geography: 'us' },
  westcentralus: { name: 'West Central US', geography: 'us' },
  northeurope: { name: 'North Europe', geography: 'eu' },
  westeurope: { name: 'West Europe', geography: 'eu' }
}

/** What answers where neither the account nor the host says more; both names are recorded. */
const USUAL: Record<Geography, string> = { global: 'West Europe', us: 'West US 2', eu: 'West Europe' }

/** The geography of a site of the practice cloud. */
export const geographyOf = (siteKey: string): Geography =>
  siteKey === 'mapsUs' ? 'us' : siteKey === 'mapsEu' ? 'eu' : 'global'

/** The region that answers a call to a host for an account: the account's own where it lies in the host's geography. */
export const answeringRegion = (geography: Geography, accountLocation: string): string => {
  const own = REGIONS[accountLocation.toLowerCase()]
  return own !== undefined && (geography === 'global' || own.geography === geography) ? own.name : USUAL[geography]
}

/** Whether a SAS token for some regions may be used at a host; one that names none may be used everywhere. */
export const regionsCover = (regions: readonly string[], geography: Geography): boolean =>
  regions.length === 0 ||
  geography === 'global' ||
  regions.some((region) => region === 'global' || REGIONS[region.toLowerCase()]?.geography === geography)
