import type { CloudContext } from '../cloud-context.ts'
import type { Caller } from '../entra/verify-token.ts'
import type { Membership, Tenant } from '../world/model.ts'
import { ArmError } from './arm-error.ts'
import type { JsonBody } from '../http/json-body.ts'

const PAGE_SIZE = 100

const entry = (tenant: Tenant) => ({
  id: `/tenants/${tenant.tenantId}`,
  tenantId: tenant.tenantId,
  countryCode: tenant.countryCode,
  displayName: tenant.displayName,
  domains: tenant.domains,
  // Not a sign of membership or guesthood: other values are for tenants that reach in by delegated management.
  tenantCategory: 'Home',
  defaultDomain: tenant.defaultDomain,
  tenantType: 'AAD'
})

const placesOf = (cloud: CloudContext, caller: Caller): Pick<Membership, 'tenantId'>[] => {
  const user = cloud.world.users.find((one) => one.memberships.some((place) => place.objectId === caller.objectId))
  return user?.memberships ?? [{ tenantId: caller.tenantId }]
}

const readSkip = (skipToken: string | undefined): number => {
  if (skipToken === undefined) return 0
  const skip = Number(Buffer.from(skipToken, 'base64url').toString('utf8'))
  if (!Number.isInteger(skip) || skip < 0) throw new ArmError(400, 'InvalidSkipToken', 'The skip token is not valid.')
  return skip
}

/** One page of the tenants in which the caller is a member or a guest. */
export const listTenants = (
  cloud: CloudContext,
  caller: Caller,
  apiVersion: string,
  skipToken: string | undefined
): JsonBody => {
  const byId = new Map(cloud.world.tenants.map((tenant) => [tenant.tenantId, tenant]))
  const all = placesOf(cloud, caller).flatMap((place) => {
    const tenant = byId.get(place.tenantId)
    return tenant === undefined ? [] : [entry(tenant)]
  })
  const skip = readSkip(skipToken)
  const next = skip + PAGE_SIZE
  const value = all.slice(skip, next)
  if (next >= all.length) return { value }
  const query = new URLSearchParams({
    'api-version': apiVersion,
    $skiptoken: Buffer.from(String(next)).toString('base64url')
  })
  return { value, nextLink: `${cloud.endpoints.arm}/tenants?${query.toString()}` }
}
