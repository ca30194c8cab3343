import type { JWTPayload } from 'jose'
import type { CloudContext } from '../../cloud-context.ts'
import { principalAndGroups } from '../../world/authorization.ts'
import type { World } from '../../world/model.ts'
import type { Resource } from '../../world/resources.ts'
import type { ClientProof } from './client-authentication.ts'

const PROOF_MARKS: Readonly<Record<ClientProof, string>> = { none: '0', secret: '1', certificate: '2', federated: '2' }

/** Version 1 claims that a version 2 token does not carry. */
const ONLY_VERSION_1 = new Set([
  'acr',
  'amr',
  'appid',
  'appidacr',
  'app_displayname',
  'family_name',
  'given_name',
  'idtyp',
  'ipaddr',
  'puid',
  'unique_name',
  'upn',
  'wids'
])

const asVersion2 = (claims: JWTPayload, resource: Resource, loginOrigin: string): JWTPayload => {
  const kept = Object.entries(claims).filter(([name]) => !ONLY_VERSION_1.has(name))
  return {
    ...Object.fromEntries(kept),
    aud: resource.appId,
    iss: `${loginOrigin}/${String(claims.tid)}/v2.0`,
    azp: claims.appid,
    azpacr: claims.appidacr,
    ...(claims.unique_name === undefined ? {} : { preferred_username: claims.unique_name }),
    ver: '2.0'
  }
}

/** The application roles that a person or service principal, or a group of theirs, has on an API; no claim where there are none. */
export const rolesClaim = (
  world: World,
  tenantId: string,
  principalId: string,
  resourceAppId: string
): { roles?: string[] } => {
  const principals = principalAndGroups(world, principalId)
  const roles = world.appRoleAssignments
    .filter(
      (one) => one.tenantId === tenantId && principals.includes(one.principalId) && one.resourceAppId === resourceAppId
    )
    .map(({ value }) => value)
  return roles.length === 0 ? {} : { roles: [...new Set(roles)] }
}

/** Signs an access token in the version that its API wants; `claims` are those of version 1, and `proof` is how the client proved itself. */
export const signAccessToken = async (
  { endpoints, signer, world }: Pick<CloudContext, 'endpoints' | 'signer' | 'world'>,
  claims: JWTPayload,
  resource: Resource,
  proof: ClientProof
): Promise<string> => {
  const roles = rolesClaim(world, String(claims.tid), String(claims.oid), resource.appId)
  const all = { ...claims, ...roles, appidacr: PROOF_MARKS[proof] }
  return resource.tokenVersion === 2
    ? signer.sign(asVersion2(all, resource, endpoints.login), 'v2')
    : signer.sign(all, 'v1')
}
