import type { Tenant } from '#contract/model'
import { holdsWords } from './words.ts'

/** The tenants whose name, domain or ID holds every word of the query. */
export function findTenants(tenants: readonly Tenant[], query: string): Tenant[] {
  return tenants.filter(({ displayName, defaultDomain, tenantId }) =>
    holdsWords(query, [displayName, defaultDomain ?? '', tenantId])
  )
}
