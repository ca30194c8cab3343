import type { Context } from 'hono'
import type { CloudContext } from '../cloud-context.ts'
import type { JsonBody } from '../http/json-body.ts'
import type { PracticeEnv } from '../http/practice-env.ts'
import { cloudShellToken } from './identity-token.ts'
import { refused } from './imds-error.ts'
import { requireMetadataHeader } from './request-checks.ts'

/** Cloud Shell, which speaks for the person in it and knows no selector. */
export const answerCloudShell = async (cloud: CloudContext, c: Context<PracticeEnv>): Promise<JsonBody> => {
  requireMetadataHeader(c)
  const resource = new URLSearchParams(await c.req.text()).get('resource')
  if (resource === null || resource === '')
    throw refused('invalid_request', "Required parameter 'resource' is missing", true)
  const token = await cloudShellToken(cloud, resource, c.get('nowMs'))
  return {
    access_token: token.accessToken,
    refresh_token: '',
    expires_in: String(token.lifeSeconds),
    expires_on: String(token.expiresOn),
    not_before: String(token.notBefore),
    resource,
    token_type: 'Bearer'
  }
}
