import type { JWTPayload } from 'jose'
import type { CloudContext } from '../../cloud-context.ts'
import type { Application, Membership, World } from '../../world/model.ts'
import type { Resource } from '../../world/resources.ts'
import type { ClaimsRequest } from '../claims-request.ts'
import { rolesClaim } from './sign-access-token.ts'

/** More groups than this are not named in a token: it says where they can be asked for. */
const MOST_GROUPS = 200

const groupsOf = (world: World, { tenantId, objectId }: Membership): string[] =>
  world.groups
    .filter((group) => group.tenantId === tenantId && group.members.includes(objectId))
    .map((group) => group.objectId)

/** The groups of a person as a token tells them; from the 201st on only the address of the list. */
export const groupClaims = (cloud: Pick<CloudContext, 'world' | 'endpoints'>, membership: Membership): JWTPayload => {
  const groups = groupsOf(cloud.world, membership)
  if (groups.length === 0) return {}
  if (groups.length <= MOST_GROUPS) return { groups }
  const endpoint = `${cloud.endpoints.graph}/${membership.tenantId}/users/${membership.objectId}/getMemberObjects`
  return { _claim_names: { groups: 'src1' }, _claim_sources: { src1: { endpoint } } }
}

/** A token that answers a claims challenge must not be dated back before it. */
const newerThan = (seconds: number | undefined, nowMs: number): JWTPayload => {
  if (seconds === undefined) return {}
  const now = Math.floor(nowMs / 1000)
  return { iat: now, nbf: now }
}

/** What a person's access token says besides who, where and what for. */
export const furtherUserClaims = (
  cloud: Pick<CloudContext, 'world' | 'endpoints'>,
  membership: Membership,
  resource: Resource,
  claims: ClaimsRequest,
  nowMs: number
): JWTPayload => ({
  ...newerThan(claims.newerThan, nowMs),
  ...(resource.groupClaims === true ? groupClaims(cloud, membership) : {}),
  ...(claims.capability === undefined ? {} : { xms_cc: [claims.capability] })
})

/** What an id token says besides who and where. */
export const furtherIdClaims = (
  cloud: Pick<CloudContext, 'world' | 'endpoints'>,
  membership: Membership,
  application: Application
): JWTPayload => ({
  acct: membership.kind === 'guest' ? 1 : 0,
  ...(application.groupClaims ? groupClaims(cloud, membership) : {}),
  ...rolesClaim(cloud.world, membership.tenantId, membership.objectId, application.appId)
})
