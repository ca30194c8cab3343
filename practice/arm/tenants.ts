import type { CloudContext } from '../cloud-context.ts'
import type { Caller } from '../entra/verify-token.ts'
import type { Membership, Tenant } from '../world/model.ts'
import { ArmError } from './arm-error.ts'
import type { JsonBody } from '../http/json-body.ts'
import { pageOf } from '../http/page.ts'

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
  const { value, skip } = pageOf(all, PAGE_SIZE, skipToken)
  if (value === undefined) throw new ArmError(400, 'InvalidSkipToken', 'The skip token is not valid.')
  if (skip === undefined) return { value }
  const query = new URLSearchParams({ 'api-version': apiVersion, $skiptoken: skip })
  return { value, nextLink: `${cloud.endpoints.arm}/tenants?${query.toString()}` }
}
