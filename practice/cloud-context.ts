import type { Grants } from './entra/grants.ts'
import type { TokenSigner } from './entra/token-signer.ts'
import type { Redactor } from './log/redact.ts'
import type { RequestLog } from './log/request-log.ts'
import type { ResolvedOptions } from './options.ts'
import type { Endpoints } from './services.ts'
import type { Weather } from './weather/weather.ts'
import type { World } from './world/model.ts'

/** Where the rest answers; lists are in the world's order. */
export interface Origins {
  mapsUs: string
  mapsEu: string
  /** The identity endpoint of a server that Azure Arc looks after; plain http. */
  arc: string
  /** The identity endpoint of a Service Fabric cluster; https. */
  serviceFabric: string
  /** Where the page is on which people type the code of another device. */
  devicePage: string
  geoCatalogs: string[]
  vaults: string[]
  storageAccounts: string[]
}

/** What every service of one running practice cloud shares. */
export interface CloudContext {
  options: ResolvedOptions
  world: World
  endpoints: Endpoints
  signer: TokenSigner
  grants: Grants
  weather: Weather
  log: RequestLog
  redactor: Redactor
  origins: Origins
  /** What App Service wants as X-IDENTITY-HEADER. */
  identityHeader: string
  /** Says that the world may have changed, so that it is kept where a folder keeps it. */
  noteChange: () => void
}
