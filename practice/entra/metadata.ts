import type { CloudContext } from '../cloud-context.ts'
import type { TenantChoice } from './tenant-segment.ts'
import type { JsonBody } from '../http/json-body.ts'

const CLAIMS = [
  'sub',
  'iss',
  'cloud_instance_name',
  'cloud_instance_host_name',
  'cloud_graph_host_name',
  'msgraph_host',
  'aud',
  'exp',
  'iat',
  'auth_time',
  'acr',
  'nonce',
  'preferred_username',
  'name',
  'tid',
  'ver',
  'at_hash',
  'c_hash',
  'email'
]

/** Entra ID's placeholder in the issuer of the metadata that belongs to no tenant. */
const ANY_TENANT = '{tenantid}'

/** The OpenID configuration of a tenant, its order of members as recorded. */
export const openIdConfiguration = (cloud: Pick<CloudContext, 'endpoints'>, choice: TenantChoice): JsonBody => {
  const { login, graph, signIn } = cloud.endpoints
  const segment = choice.kind === 'tenant' ? choice.tenant.tenantId : choice.kind
  const at = `${login}/${segment}`
  return {
    token_endpoint: `${at}/oauth2/v2.0/token`,
    token_endpoint_auth_methods_supported: ['client_secret_post', 'private_key_jwt', 'client_secret_basic'],
    jwks_uri: `${at}/discovery/v2.0/keys`,
    response_modes_supported: ['query', 'fragment', 'form_post'],
    subject_types_supported: ['pairwise'],
    id_token_signing_alg_values_supported: ['RS256'],
    response_types_supported: ['code', 'id_token', 'code id_token', 'id_token token'],
    scopes_supported: ['openid', 'profile', 'email', 'offline_access'],
    issuer: `${login}/${choice.kind === 'tenant' ? choice.tenant.tenantId : ANY_TENANT}/v2.0`,
    request_uri_parameter_supported: false,
    userinfo_endpoint: `${graph}/oidc/userinfo`,
    // People's browsers do not trust the throw-away CA: decision 0003.
    authorization_endpoint: `${signIn}/${segment}/oauth2/v2.0/authorize`,
    device_authorization_endpoint: `${at}/oauth2/v2.0/devicecode`,
    http_logout_supported: true,
    frontchannel_logout_supported: true,
    end_session_endpoint: `${signIn}/${segment}/oauth2/v2.0/logout`,
    claims_supported: CLAIMS,
    kerberos_endpoint: `${at}/kerberos`,
    tenant_region_scope: choice.kind === 'tenant' ? choice.tenant.regionScope : null,
    cloud_instance_name: new URL(login).host,
    cloud_graph_host_name: 'graph.windows.net',
    msgraph_host: 'graph.microsoft.com',
    rbac_url: 'https://pas.windows.net'
  }
}

/** The clouds of instance discovery, as recorded. */
const KNOWN_INSTANCES = [
  {
    preferred_network: 'login.microsoftonline.com',
    preferred_cache: 'login.windows.net',
    aliases: ['login.microsoftonline.com', 'login.windows.net', 'login.microsoft.com', 'sts.windows.net']
  },
  {
    preferred_network: 'login.partner.microsoftonline.cn',
    preferred_cache: 'login.partner.microsoftonline.cn',
    aliases: ['login.partner.microsoftonline.cn', 'login.chinacloudapi.cn']
  },
  {
    preferred_network: 'login.microsoftonline.de',
    preferred_cache: 'login.microsoftonline.de',
    aliases: ['login.microsoftonline.de']
  },
  {
    preferred_network: 'login.microsoftonline.us',
    preferred_cache: 'login.microsoftonline.us',
    aliases: ['login.microsoftonline.us', 'login.usgovcloudapi.net']
  },
  {
    preferred_network: 'login-us.microsoftonline.com',
    preferred_cache: 'login-us.microsoftonline.com',
    aliases: ['login-us.microsoftonline.com']
  }
]

/** Instance discovery for an authorize address, or undefined when its host is no known instance. */
export const instanceDiscovery = (
  cloud: Pick<CloudContext, 'endpoints'>,
  authorizationEndpoint: string
): JsonBody | undefined => {
  if (!URL.canParse(authorizationEndpoint)) return undefined
  const address = new URL(authorizationEndpoint)
  const { host, port } = new URL(cloud.endpoints.login)
  const own = { preferred_network: host, preferred_cache: host, aliases: [host, `127.0.0.1:${port}`] }
  // Under Azure's own names it is one of the known ones.
  const metadata = port === '' ? KNOWN_INSTANCES : [own, ...KNOWN_INSTANCES]
  if (address.protocol !== 'https:' || !metadata.some((entry) => entry.aliases.includes(address.host.toLowerCase())))
    return undefined
  const tenant = address.pathname.split('/')[1] ?? 'common'
  return {
    tenant_discovery_endpoint: `https://${address.host}/${tenant}/v2.0/.well-known/openid-configuration`,
    'api-version': '1.1',
    metadata
  }
}
