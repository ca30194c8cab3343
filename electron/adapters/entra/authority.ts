import type { Configuration, INetworkModule } from '@azure/msal-node'
import type { Cloud } from '../../knowledge/clouds.ts'

/** Address of a tenant at the cloud's sign-in service. */
export function authorityOf(cloud: Cloud, tenant: string): string {
  return `${cloud.login}/${tenant}`
}

/**
 * MSAL's options for one client. MSAL holds the metadata of Azure's sign-in hosts; a private cloud gets the same,
 * built from its address, so that no request for metadata stands before a token from the cache.
 */
export function clientOptions(
  cloud: Cloud,
  tenant: string,
  clientId: string,
  networkClient: INetworkModule,
  authorizationEndpoint = `${cloud.login}/{tenantid}/oauth2/v2.0/authorize`
): Configuration {
  const auth = { clientId, authority: authorityOf(cloud, tenant) }
  if (!cloud.isPrivate) return { auth, system: { networkClient } }
  const { login } = cloud
  const authorityMetadata = JSON.stringify({
    issuer: `${login}/{tenantid}/v2.0`,
    authorization_endpoint: authorizationEndpoint,
    token_endpoint: `${login}/{tenantid}/oauth2/v2.0/token`,
    device_authorization_endpoint: `${login}/{tenantid}/oauth2/v2.0/devicecode`,
    end_session_endpoint: `${login}/{tenantid}/oauth2/v2.0/logout`,
    jwks_uri: `${login}/{tenantid}/discovery/v2.0/keys`
  })
  return {
    auth: { ...auth, knownAuthorities: [new URL(login).host], authorityMetadata },
    system: { networkClient }
  }
}
