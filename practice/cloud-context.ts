import type { Grants } from './entra/grants.ts'
import type { TokenSigner } from './entra/token-signer.ts'
import type { Redactor } from './log/redact.ts'
import type { RequestLog } from './log/request-log.ts'
import type { ResolvedOptions } from './options.ts'
import type { Endpoints } from './services.ts'
import type { Weather } from './weather/weather.ts'
import type { World } from './world/model.ts'

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
  /** Where each of the world's vaults answers, in their order. */
  vaultOrigins: string[]
  /** What App Service wants as X-IDENTITY-HEADER. */
  identityHeader: string
}
