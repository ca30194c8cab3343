import type { Context } from 'hono'
import { randomUUID } from 'node:crypto'
import type { CloudContext } from '../cloud-context.ts'
import type { JsonBody } from '../http/json-body.ts'
import type { PracticeEnv } from '../http/practice-env.ts'
import { APP_SERVICE_SELECTORS, chooseIdentity } from './choose-identity.ts'
import { identityToken } from './identity-token.ts'
import { ImdsError } from './imds-error.ts'

const API_VERSION = '2019-08-01'

const refusedBy = (statusCode: 400 | 401, message: string, guessed: boolean): ImdsError =>
  new ImdsError(statusCode, { statusCode, message, correlationId: randomUUID() }, guessed)

/** App Service, Functions and Container Apps, with the header that only the app itself knows. */
export const answerAppService = async (cloud: CloudContext, c: Context<PracticeEnv>): Promise<JsonBody> => {
  if (c.req.header('x-identity-header') !== cloud.identityHeader)
    throw refusedBy(401, 'The X-IDENTITY-HEADER is missing or is not the one of this app.', true)
  if (c.req.query('api-version') !== API_VERSION)
    throw refusedBy(400, `The api-version is missing or not supported. Use ${API_VERSION}.`, true)
  const resource = c.req.query('resource')
  if (resource === undefined || resource === '') throw refusedBy(400, 'The resource is missing.', true)
  const choice = chooseIdentity(
    cloud.world.managedIdentities,
    APP_SERVICE_SELECTORS,
    (name) => c.req.query(name),
    false
  )
  if (choice === 'none' || choice === 'several')
    throw refusedBy(400, 'No Managed Identity found for specified ClientId/ResourceId/PrincipalId.', false)
  const token = await identityToken(cloud, choice, resource, c.get('nowMs'))
  return {
    access_token: token.accessToken,
    expires_on: String(token.expiresOn),
    resource,
    token_type: 'Bearer',
    client_id: choice.clientId
  }
}
