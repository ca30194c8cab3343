import { servicePrincipalIn } from '../../world/directory.ts'
import { applySignInWeather } from '../../weather/apply-weather.ts'
import { signInIdentity } from '../../weather/identities.ts'
import { EntraError } from '../entra-error.ts'
import { parseAppScope } from '../scopes.ts'
import { appAccessClaims } from './claims.ts'
import { signAccessToken } from './sign-access-token.ts'
import { tenantName, type TokenAnswer, type TokenRequest } from './token-request.ts'
import { requiredField } from '../required-field.ts'

const APP_TOKEN_SECONDS = 3599
const LONG_LIVED_SECONDS = 86_399

const saysCp1 = (claims: string | undefined): boolean => claims?.includes('"cp1"') === true

/** Gives an application a token of its own; no refresh token, no id token. */
export const grantClientCredentials = async (request: TokenRequest): Promise<TokenAnswer> => {
  const { cloud, c, flow, form, choice, application, proof } = request
  if (application.kind === 'public') throw new EntraError(7000216)
  if (choice.kind !== 'tenant') throw new EntraError(choice.kind === 'organizations' ? 50059 : 9001023)
  const scope = requiredField(form, 'scope')
  const resourceRequest = parseAppScope(cloud.world, scope, request)
  const principal = servicePrincipalIn(application, choice.tenant.tenantId)
  if (principal === undefined) throw new EntraError(700016, { appId: application.appId, tenant: tenantName(request) })
  const asks = { application, resources: [resourceRequest.resource], tenant: choice.tenant }
  const nowMs = await applySignInWeather(cloud, c, signInIdentity(flow, asks))
  const longLived = saysCp1(form.get('claims'))
  const lifeSeconds = cloud.options.accessTokenSeconds ?? (longLived ? LONG_LIVED_SECONDS : APP_TOKEN_SECONDS)
  const { resource } = resourceRequest
  const claims = appAccessClaims(application, principal, resourceRequest, nowMs, lifeSeconds, longLived)
  return {
    token_type: 'Bearer',
    expires_in: lifeSeconds,
    ext_expires_in: lifeSeconds,
    ...(longLived ? { refresh_in: Math.floor(lifeSeconds / 2) } : {}),
    access_token: await signAccessToken(cloud, claims, resource, proof)
  }
}
