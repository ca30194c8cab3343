import type { Context } from 'hono'
import type { CloudContext } from '../../cloud-context.ts'
import type { PracticeEnv } from '../../http/practice-env.ts'
import type { Flow } from '../../weather/match.ts'
import { EntraError } from '../entra-error.ts'
import { readForm } from '../read-form.ts'
import { readTenantSegment } from '../tenant-segment.ts'
import { authenticateClient, requireApplication } from './client-authentication.ts'
import { readClientClaim } from './client-claim.ts'
import { redeemCode } from './grant-authorization-code.ts'
import { grantClientCredentials } from './grant-client-credentials.ts'
import { redeemDeviceCode } from './grant-device-code.ts'
import { grantOnBehalfOf } from './grant-on-behalf-of.ts'
import { grantPassword } from './grant-password.ts'
import { redeemRefreshToken } from './grant-refresh-token.ts'
import type { TokenAnswer, TokenRequest } from './token-request.ts'
import { requiredField } from '../required-field.ts'

type Grant = readonly [flow: Flow, run: (request: TokenRequest) => Promise<TokenAnswer>]

const DEVICE_CODE: Grant = ['device-code', redeemDeviceCode]

const GRANTS: Readonly<Record<string, Grant>> = {
  authorization_code: ['authorization-code', redeemCode],
  refresh_token: ['refresh-token', redeemRefreshToken],
  client_credentials: ['client-credentials', grantClientCredentials],
  'urn:ietf:params:oauth:grant-type:device_code': DEVICE_CODE,
  // As Microsoft's library for Node sends it.
  device_code: DEVICE_CODE,
  'urn:ietf:params:oauth:grant-type:jwt-bearer': ['on-behalf-of', grantOnBehalfOf],
  password: ['password', grantPassword]
}

const checkEndpoint = (request: TokenRequest): void => {
  const { application, choice } = request
  const names = { appId: application.appId, name: application.displayName }
  if (choice.kind === 'consumers') throw new EntraError(9002332, names)
  if (
    choice.kind !== 'tenant' &&
    application.signInAudience === 'AzureADMyOrg' &&
    request.form.get('grant_type') !== 'client_credentials'
  ) {
    throw new EntraError(50194, names)
  }
}

/** POST /{tenant}/oauth2/v2.0/token: each step may refuse, in the order in which Entra ID looks. A form that is given has been read elsewhere. */
export const answerTokenRequest = async (
  cloud: CloudContext,
  c: Context<PracticeEnv>,
  given?: ReadonlyMap<string, string>
): Promise<TokenAnswer> => {
  if (c.req.method !== 'POST') throw new EntraError(900561, { method: c.req.method })
  const segment = c.req.param('tenant') ?? ''
  const choice = readTenantSegment(cloud.world, segment)
  const form = given ?? (await readForm(c))
  const grantType = requiredField(form, 'grant_type')
  const grant = Object.hasOwn(GRANTS, grantType) ? GRANTS[grantType] : undefined
  if (grant === undefined) throw new EntraError(70003, { grantType })
  const [flow, run] = grant
  const claim = readClientClaim(form, c.req.header('authorization'))
  if (claim.clientId === undefined || claim.clientId === '') throw new EntraError(900144, { field: 'client_id' })
  const application = requireApplication(cloud.world, claim.clientId, choice, segment)
  const nowMs = c.get('nowMs')
  const proof = await authenticateClient(cloud, { choice, segment }, application, claim, nowMs)
  const request: TokenRequest = {
    cloud,
    c,
    flow,
    choice,
    segment,
    application,
    proof,
    form,
    nowMs
  }
  checkEndpoint(request)
  if (given === undefined && form.has('resource')) throw new EntraError(901002)
  return run(request)
}
