import type { Context } from 'hono'
import type { CloudContext } from '../cloud-context.ts'
import type { JsonBody } from '../http/json-body.ts'
import type { PracticeEnv } from '../http/practice-env.ts'
import { chooseIdentity, MACHINE_SELECTORS } from './choose-identity.ts'
import { identityToken } from './identity-token.ts'
import { refused } from './imds-error.ts'

const SEVERAL =
  'Multiple user assigned identities exist, please specify the clientId / resourceId of the identity in the token request'

/** The first thing that the metadata services look at; it keeps forged requests of other programs away. */
export const requireMetadataHeader = (c: Context<PracticeEnv>): void => {
  if (c.req.header('metadata')?.toLowerCase() !== 'true')
    throw refused('bad_request_102', 'Required metadata header not specified')
}

const required = (c: Context<PracticeEnv>, name: string): string => {
  const value = c.req.query(name)
  if (value === undefined || value === '')
    throw refused('invalid_request', `Required query variable '${name}' is missing`, true)
  return value
}

/** The instance metadata service of a virtual machine; all numbers are texts. */
export const answerMachine = async (cloud: CloudContext, c: Context<PracticeEnv>): Promise<JsonBody> => {
  requireMetadataHeader(c)
  required(c, 'api-version')
  const resource = required(c, 'resource')
  const identity = chooseIdentity(cloud.world.managedIdentities, MACHINE_SELECTORS, (name) => c.req.query(name), true)
  if (identity === 'none') throw refused('invalid_request', 'Identity not found')
  if (identity === 'several') throw refused('invalid_request', SEVERAL)
  const token = await identityToken(cloud, identity, resource, c.get('nowMs'))
  return {
    access_token: token.accessToken,
    refresh_token: '',
    client_id: identity.clientId,
    expires_in: String(token.lifeSeconds),
    expires_on: String(token.expiresOn),
    ext_expires_in: String(token.lifeSeconds),
    not_before: String(token.notBefore),
    resource,
    token_type: 'Bearer'
  }
}
