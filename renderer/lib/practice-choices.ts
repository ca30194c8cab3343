import type { PracticeWeatherParameter } from '#contract/model'

/** One value that a parameter of a weather may have. */
interface Choice {
  value: string
  label: string
}

const services: readonly Choice[] = [
  { value: 'login', label: 'Entra ID' },
  { value: 'arm', label: 'Azure Resource Manager' },
  { value: 'graph', label: 'Microsoft Graph' },
  { value: 'maps', label: 'Azure Maps' },
  { value: 'geocatalog', label: 'GeoCatalog' },
  { value: 'vault', label: 'Key Vault' },
  { value: 'blob', label: 'Blob storage' },
  { value: 'imds', label: 'Managed identity' }
]

const resources: readonly Choice[] = [
  { value: 'https://atlas.microsoft.com', label: 'Azure Maps' },
  { value: 'https://geocatalog.spatio.azure.com', label: 'GeoCatalog' },
  { value: 'https://management.azure.com', label: 'Azure Resource Manager' },
  { value: 'https://vault.azure.net', label: 'Key Vault' },
  { value: 'https://graph.microsoft.com', label: 'Microsoft Graph' }
]

const hosts: readonly Choice[] = [
  { value: 'login.microsoftonline.com', label: 'Entra ID' },
  { value: 'management.azure.com', label: 'Azure Resource Manager' },
  { value: 'graph.microsoft.com', label: 'Microsoft Graph' },
  { value: 'atlas.microsoft.com', label: 'Azure Maps' },
  { value: 'geocatalog:0', label: 'The first GeoCatalog' },
  { value: 'vault:0', label: 'The first Key Vault' },
  { value: 'blob:0', label: 'The first storage account' }
]

/** What a parameter is picked from; null where it is typed. */
export function choicesOf(kind: PracticeWeatherParameter['kind']): readonly Choice[] | null {
  const choices = { service: services, resource: resources, host: hosts, user: null, app: null, number: null }
  return choices[kind]
}

/** A service of the practice cloud in the portal's words. */
export function serviceName(service: string): string {
  return services.find(({ value }) => value === service)?.label ?? service
}

/** What counts where nothing is typed; nothing to say where something must be, or is picked. */
export function emptyMeans({ kind, preset, needed }: PracticeWeatherParameter): string | undefined {
  if (needed || preset !== null || choicesOf(kind) !== null) return undefined
  return kind === 'app' ? 'Left empty: every application.' : 'Left empty: everybody.'
}
