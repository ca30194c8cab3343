import type { Tenant } from '#contract/model'

/** The tenants whose name, domain or ID holds every word of the query. */
export function findTenants(tenants: readonly Tenant[], query: string): Tenant[] {
  const words = query.toLocaleLowerCase().split(/\s+/).filter(Boolean)
  return tenants.filter((tenant) => {
    const text = `${tenant.displayName} ${tenant.defaultDomain ?? ''} ${tenant.tenantId}`.toLocaleLowerCase()
    return words.every((word) => text.includes(word))
  })
}
