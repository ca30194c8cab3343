import type { CloudName } from '#contract/model'

/** The endpoint that Azure Maps has in most accounts of a cloud; empty where there is none to offer. */
export const mapsEndpoints: Record<CloudName, string> = {
  public: 'https://atlas.microsoft.com',
  usgov: 'https://atlas.azure.us',
  china: '',
  practice: ''
}
