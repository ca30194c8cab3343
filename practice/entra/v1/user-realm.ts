import type { Context } from 'hono'
import type { CloudContext } from '../../cloud-context.ts'
import type { JsonBody } from '../../http/json-body.ts'
import type { PracticeEnv } from '../../http/practice-env.ts'
import { findTenant } from '../../world/directory.ts'
import { EntraError } from '../entra-error.ts'

const CLOUD_AUDIENCE = 'urn:federation:MicrosoftOnline'

/** GET /common/userrealm/{name}: whether Entra ID itself knows the password of a name; its members are from general knowledge. */
export const userRealm = (cloud: CloudContext, c: Context<PracticeEnv>): JsonBody => {
  const name = c.req.param('user') ?? c.req.query('user') ?? ''
  if (name === '') throw new EntraError(90014, { field: 'user' })
  const domain = name.slice(name.lastIndexOf('@') + 1)
  const tenant = findTenant(cloud.world, domain)
  const cloudName = new URL(cloud.endpoints.login).host
  c.header('x-emulated-guess', '1')
  if (c.req.query('api-version') === '2.1') {
    return {
      Login: name,
      NameSpaceType: tenant === undefined ? 'Unknown' : 'Managed',
      DomainName: domain,
      FederationBrandName: tenant?.displayName ?? null,
      CloudInstanceName: cloudName,
      CloudInstanceIssuerUri: CLOUD_AUDIENCE
    }
  }
  if (tenant === undefined) return { ver: '1.0', account_type: 'Unknown', cloud_instance_name: cloudName }
  return {
    ver: '1.0',
    account_type: 'Managed',
    domain_name: domain,
    cloud_instance_name: cloudName,
    cloud_audience_urn: CLOUD_AUDIENCE
  }
}
