import type { CloudContext } from '../../cloud-context.ts'
import type { JsonBody } from '../../http/json-body.ts'
import { openIdConfiguration } from '../metadata.ts'
import type { TenantChoice } from '../tenant-segment.ts'

const withoutVersion = (address: unknown): string => String(address).replace('/oauth2/v2.0/', '/oauth2/')

/** The OpenID configuration of the version 1 endpoints; its members are from general knowledge. */
export const versionOneConfiguration = (cloud: Pick<CloudContext, 'endpoints'>, choice: TenantChoice): JsonBody => {
  const newer = openIdConfiguration(cloud, choice)
  const { login } = cloud.endpoints
  const tenant = choice.kind === 'tenant' ? choice.tenant.tenantId : choice.kind
  return {
    ...newer,
    token_endpoint: withoutVersion(newer.token_endpoint),
    jwks_uri: `${login}/common/discovery/keys`,
    response_types_supported: ['code', 'id_token', 'code id_token', 'token id_token', 'token'],
    scopes_supported: ['openid'],
    issuer: `https://sts.windows.net/${choice.kind === 'tenant' ? tenant : '{tenantid}'}/`,
    microsoft_multi_refresh_token: true,
    authorization_endpoint: withoutVersion(newer.authorization_endpoint),
    device_authorization_endpoint: withoutVersion(newer.device_authorization_endpoint),
    end_session_endpoint: withoutVersion(newer.end_session_endpoint),
    check_session_iframe: `${login}/${tenant}/oauth2/checksession`,
    userinfo_endpoint: `${login}/${tenant}/openid/userinfo`
  }
}
