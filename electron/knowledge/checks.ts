/** What a healthy answer holds, so that a proxy's page with status 200 is not taken for one. */
export type PromisedAnswer =
  'feature-collection' | 'time-zones' | 'copyrights-caption' | 'stac-catalog' | 'stac-collections'

/** One cheap request that shows whether a credential opens a service. */
export interface ServiceCheck {
  checkId: string
  service: 'maps' | 'geocatalog'
  label: string
  path: string
  /** Query parameters in the order in which they are sent; never a credential. */
  parameters: Readonly<Record<string, string>>
  promises: PromisedAnswer
}

/**
 * The checks of the access test, the first of each service the most telling. Source: azure-rest-api-specs,
 * `specification/maps/data-plane` and `specification/orbital/Microsoft.PlanetaryComputer`.
 */
export const checks: readonly ServiceCheck[] = [
  {
    checkId: 'maps-geocode',
    service: 'maps',
    label: 'Geocode an address',
    path: '/geocode',
    parameters: { 'api-version': '2026-01-01', query: '15127 NE 24th Street Redmond WA' },
    promises: 'feature-collection'
  },
  {
    checkId: 'maps-timezone',
    service: 'maps',
    label: 'Time zone of a place',
    path: '/timezone/byCoordinates/json',
    parameters: { 'api-version': '1.0', query: '47.0,-122' },
    promises: 'time-zones'
  },
  {
    checkId: 'maps-copyright',
    service: 'maps',
    label: 'Copyright caption',
    path: '/map/copyright/caption/json',
    parameters: { 'api-version': '2024-04-01' },
    promises: 'copyrights-caption'
  },
  {
    checkId: 'geocatalog-landing',
    service: 'geocatalog',
    label: 'STAC landing page',
    path: '/stac',
    parameters: { 'api-version': '2026-04-15' },
    promises: 'stac-catalog'
  },
  {
    checkId: 'geocatalog-collections',
    service: 'geocatalog',
    label: 'STAC collections',
    path: '/stac/collections',
    parameters: { 'api-version': '2026-04-15' },
    promises: 'stac-collections'
  }
]
