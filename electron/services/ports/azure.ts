import type { Cloud } from '../../knowledge/clouds.ts'
import type { CloudName } from '#contract/model'

/** The clouds whose endpoints are known now; the practice cloud is one while its description is at hand. */
export interface Clouds {
  get: (cloud: CloudName) => Cloud | null
  list: () => Cloud[]
}

/** A tenant as Azure Resource Manager lists it. */
export interface ListedTenant {
  tenantId: string
  displayName: string
  defaultDomain: string | null
  isHome: boolean
}

/** Azure Resource Manager. */
export interface ResourceManager {
  /** All pages of the caller's tenants; throws a `ClaimsChallenge` where another token would do. */
  listTenants: (request: { cloud: Cloud; accessToken: string; signal: AbortSignal }) => Promise<ListedTenant[]>
}

/** How a probe of a service authenticates. */
export type ProbeCredential =
  | { kind: 'shared-key'; key: string }
  | { kind: 'bearer'; accessToken: string; mapsClientId: string | null }
  | { kind: 'none' }

/** What a service answered to one probe. */
export interface ProbeAnswer {
  status: number
  latencyMs: number
  /** True where a 200 holds what the service promises, not a proxy's page. */
  asPromised: boolean
  /** `error` of WWW-Authenticate, else `error.code` of the body. */
  errorCode: string | null
  errorMessage: string | null
  correlationId: string | null
  retryAfterSeconds: number | null
  /** The claims of a challenge: the service would take a token that Entra ID gives for them. */
  wantedClaims: string | null
}

/** Sends one of the listed checks to a service; throws an `AppFailure` only where no answer came. */
export interface ServiceProbe {
  send: (request: {
    cloud: Cloud
    service: 'maps' | 'geocatalog'
    endpoint: string
    checkId: string
    credential: ProbeCredential
    signal: AbortSignal
  }) => Promise<ProbeAnswer>
}
