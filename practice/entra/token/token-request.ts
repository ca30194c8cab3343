import type { Context } from 'hono'
import type { CloudContext } from '../../cloud-context.ts'
import type { PracticeEnv } from '../../http/practice-env.ts'
import type { Flow } from '../../weather/match.ts'
import type { Application } from '../../world/model.ts'
import type { TenantChoice } from '../tenant-segment.ts'
import type { ClientProof } from './client-authentication.ts'

/** A token request whose client has been recognised; the grants read their own fields from it. */
export interface TokenRequest {
  cloud: CloudContext
  /** For the weather, which may end the request. */
  c: Context<PracticeEnv>
  flow: Flow
  choice: TenantChoice
  /** The tenant part of the path as it was sent. */
  segment: string
  application: Application
  proof: ClientProof
  form: ReadonlyMap<string, string>
  nowMs: number
}

/** A token answer, in the order of members that Entra ID sends. */
export interface TokenAnswer {
  token_type: 'Bearer'
  scope?: string
  expires_in: number
  ext_expires_in: number
  refresh_in?: number
  access_token: string
  refresh_token?: string
  refresh_token_expires_in?: number
  foci?: '1'
  id_token?: string
  client_info?: string
}

/** The name of the directory, as errors tell it. */
export const tenantName = ({ choice, segment }: Pick<TokenRequest, 'choice' | 'segment'>): string =>
  choice.kind === 'tenant' ? choice.tenant.displayName : segment
