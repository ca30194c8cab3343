import type { Context } from 'hono'
import type { JsonBody } from '../http/json-body.ts'
import type { PracticeEnv } from '../http/practice-env.ts'
import type { ManagedIdentity } from '../world/model.ts'
import type { ArcKeys } from './arc-keys.ts'
import { chooseIdentity, MACHINE_SELECTORS } from './choose-identity.ts'
import type { IdentitySite } from './identity-site.ts'
import { ImdsError } from './imds-error.ts'
import { machineToken } from './machine.ts'
import { requireApiVersion, requireMetadataHeader, requireQuery } from './request-checks.ts'

/** What the agent says again of the identity that was asked for; without it the libraries take no token. */
const echoed = (c: Context<PracticeEnv>, { clientId, objectId, resourceId }: ManagedIdentity): JsonBody => ({
  ...(c.req.query('client_id') === undefined ? {} : { client_id: clientId }),
  ...(c.req.query('object_id') === undefined ? {} : { object_id: objectId }),
  ...(c.req.query('msi_res_id') === undefined ? {} : { msi_res_id: resourceId })
})

/** The agent of a server that Azure Arc looks after: it first wants to see that the caller can read a file. */
export const answerArc = async (site: IdentitySite, keys: ArcKeys, c: Context<PracticeEnv>): Promise<JsonBody> => {
  requireMetadataHeader(c)
  requireApiVersion(c, '2019-11-01')
  const resource = requireQuery(c, 'resource')
  const key = /^Basic\s+(\S+)\s*$/i.exec(c.req.header('authorization') ?? '')?.[1]
  const nowMs = c.get('nowMs')
  if (key === undefined || !keys.accepts(key, nowMs)) {
    c.header('WWW-Authenticate', `Basic realm=${await keys.write(nowMs)}`)
    const description = 'A key from the file in WWW-Authenticate is needed.'
    throw new ImdsError(401, { error: 'unauthorized_client', error_description: description }, true)
  }
  const { managedIdentities } = site.cloud.world
  const identity = chooseIdentity(managedIdentities, MACHINE_SELECTORS, (name) => c.req.query(name), false)
  if (identity === 'none' || identity === 'several')
    throw new ImdsError(404, { error: 'invalid_request', error_description: 'Identity not found' }, true)
  return { ...(await machineToken(site, c, identity, resource)), ...echoed(c, identity) }
}
