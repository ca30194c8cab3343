import type { Context } from 'hono'
import type { JsonBody } from '../http/json-body.ts'
import type { PracticeEnv } from '../http/practice-env.ts'
import type { ManagedIdentity } from '../world/model.ts'
import { chooseIdentity, MACHINE_SELECTORS } from './choose-identity.ts'
import { type IdentitySite, tokenFor } from './identity-site.ts'
import { refused } from './imds-error.ts'
import { requireApiVersion, requireMetadataHeader, requireQuery } from './request-checks.ts'

const SEVERAL =
  'Multiple user assigned identities exist, please specify the clientId / resourceId of the identity in the token request'

/** A token as the instance metadata service gives it; all numbers are texts. */
export const machineToken = async (
  site: IdentitySite,
  c: Context<PracticeEnv>,
  identity: ManagedIdentity,
  resource: string
): Promise<JsonBody> => {
  const token = await tokenFor(site, c, identity, resource)
  return {
    access_token: token.accessToken,
    refresh_token: '',
    client_id: identity.clientId,
    expires_in: String(token.secondsLeft),
    expires_on: String(token.expiresOn),
    ext_expires_in: String(token.secondsLeft),
    not_before: String(token.notBefore),
    resource,
    token_type: 'Bearer'
  }
}

/** The instance metadata service of a virtual machine. */
export const answerMachine = async (site: IdentitySite, c: Context<PracticeEnv>): Promise<JsonBody> => {
  requireMetadataHeader(c)
  requireApiVersion(c, '2018-02-01')
  const resource = requireQuery(c, 'resource')
  const { managedIdentities } = site.cloud.world
  const identity = chooseIdentity(managedIdentities, MACHINE_SELECTORS, (name) => c.req.query(name), true)
  if (identity === 'none') throw refused('invalid_request', 'Identity not found')
  if (identity === 'several') throw refused('invalid_request', SEVERAL)
  return machineToken(site, c, identity, resource)
}
