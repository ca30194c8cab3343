import type { Context } from 'hono'
import type { CloudContext } from '../cloud-context.ts'
import type { PracticeEnv } from '../http/practice-env.ts'
import { EntraError } from './entra-error.ts'
import { readForm } from './read-form.ts'
import { parseScopes } from './scopes.ts'
import { readTenantSegment } from './tenant-segment.ts'
import { requireApplication } from './token/client-authentication.ts'
import type { JsonBody } from '../http/json-body.ts'
import { requiredField } from './required-field.ts'

/** POST /{tenant}/oauth2/v2.0/devicecode: starts a device flow; a form that is given has been read elsewhere. */
export const startDeviceCode = async (
  cloud: CloudContext,
  c: Context<PracticeEnv>,
  given?: ReadonlyMap<string, string>
): Promise<JsonBody> => {
  if (given === undefined && c.req.method !== 'POST') throw new EntraError(900561, { method: c.req.method })
  const segment = c.req.param('tenant') ?? ''
  const choice = readTenantSegment(cloud.world, segment)
  const form = given ?? (await readForm(c))
  const clientId = requiredField(form, 'client_id')
  const application = requireApplication(cloud.world, clientId, choice, segment)
  const names = { appId: application.appId, name: application.displayName }
  if (choice.kind === 'consumers') throw new EntraError(9002332, names)
  if (choice.kind !== 'tenant' && application.signInAudience === 'AzureADMyOrg') throw new EntraError(50194, names)
  const scope = requiredField(form, 'scope')
  parseScopes(cloud.world, scope, { choice, segment })
  const { deviceCodeSeconds, deviceCodeIntervalSeconds } = cloud.options
  const device = cloud.grants.addDevice({
    application,
    tenantSegment: choice.kind === 'tenant' ? choice.tenant.tenantId : choice.kind,
    scope,
    expiresAtMs: c.get('nowMs') + deviceCodeSeconds * 1000
  })
  const page = `${cloud.origins.devicePage}/devicelogin`
  return {
    user_code: device.userCode,
    device_code: device.deviceCode,
    verification_uri: page,
    expires_in: deviceCodeSeconds,
    interval: deviceCodeIntervalSeconds,
    message: `To sign in, use a web browser to open the page ${page} and enter the code ${device.userCode} to authenticate.`
  }
}
