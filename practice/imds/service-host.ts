import type { Context } from 'hono'
import { randomUUID } from 'node:crypto'
import type { JsonBody } from '../http/json-body.ts'
import type { PracticeEnv } from '../http/practice-env.ts'
import {
  APP_SERVICE_SELECTORS,
  chooseIdentity,
  MACHINE_LEARNING_SELECTORS,
  SERVICE_FABRIC_SELECTORS,
  type Selectors
} from './choose-identity.ts'
import { type IdentitySite, tokenFor } from './identity-site.ts'
import { ImdsError } from './imds-error.ts'

/** A place that runs programs and gives them a secret to ask for tokens with. */
export interface ServiceHost {
  name: string
  secretHeader: string
  apiVersion: string
  selectors: Selectors
}

/** App Service, Functions and Container Apps. */
export const APP_SERVICE: ServiceHost = {
  name: 'app',
  secretHeader: 'X-IDENTITY-HEADER',
  apiVersion: '2019-08-01',
  selectors: APP_SERVICE_SELECTORS
}

/** Azure Machine Learning, which still speaks the oldest version. */
export const MACHINE_LEARNING: ServiceHost = {
  name: 'workspace',
  secretHeader: 'secret',
  apiVersion: '2017-09-01',
  selectors: MACHINE_LEARNING_SELECTORS
}

/** Service Fabric, over https with a certificate that programs know by its thumbprint. */
export const SERVICE_FABRIC: ServiceHost = {
  name: 'cluster',
  secretHeader: 'secret',
  apiVersion: '2019-07-01-preview',
  selectors: SERVICE_FABRIC_SELECTORS
}

const refusedBy = (statusCode: 400 | 401, message: string, guessed: boolean): ImdsError =>
  new ImdsError(statusCode, { statusCode, message, correlationId: randomUUID() }, guessed)

/** Gives a token to a program that knows the secret of its host. */
export const answerServiceHost = async (
  site: IdentitySite,
  c: Context<PracticeEnv>,
  { name, secretHeader, apiVersion, selectors }: ServiceHost
): Promise<JsonBody> => {
  const { world, identityHeader } = site.cloud
  if (c.req.header(secretHeader) !== identityHeader)
    throw refusedBy(401, `The header ${secretHeader} is missing or is not the one of this ${name}.`, true)
  if (c.req.query('api-version') !== apiVersion)
    throw refusedBy(400, `The api-version is missing or not supported. Use ${apiVersion}.`, true)
  const resource = c.req.query('resource')
  if (resource === undefined || resource === '') throw refusedBy(400, 'The resource is missing.', true)
  const choice = chooseIdentity(world.managedIdentities, selectors, (selector) => c.req.query(selector), false)
  if (choice === 'none' || choice === 'several')
    throw refusedBy(400, 'No Managed Identity found for specified ClientId/ResourceId/PrincipalId.', false)
  const token = await tokenFor(site, c, choice, resource)
  return {
    access_token: token.accessToken,
    expires_on: String(token.expiresOn),
    resource,
    token_type: 'Bearer',
    client_id: choice.clientId
  }
}
