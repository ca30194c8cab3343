import type { Tenant } from '#contract/model'

const collator = new Intl.Collator(undefined, { sensitivity: 'base', numeric: true })

/** Pinned tenants first, then the home tenant, then by name. */
export function orderTenants(tenants: readonly Tenant[]): Tenant[] {
  const rank = (tenant: Tenant): number => (tenant.pinned ? 0 : tenant.kind === 'home' ? 1 : 2)
  return [...tenants].sort((a, b) => rank(a) - rank(b) || collator.compare(a.displayName, b.displayName))
}

/** The tenants whose name, domain or ID holds every word of the query. */
export function findTenants(tenants: readonly Tenant[], query: string): Tenant[] {
  const words = query.toLocaleLowerCase().split(/\s+/).filter(Boolean)
  return tenants.filter((tenant) => {
    const text = `${tenant.displayName} ${tenant.defaultDomain ?? ''} ${tenant.tenantId}`.toLocaleLowerCase()
    return words.every((word) => text.includes(word))
  })
}
