import { findTenant } from '../world/directory.ts'
import type { Tenant, World } from '../world/model.ts'
import { EntraError } from './entra-error.ts'

/** What the first part of a path names: one tenant, or the person's own. */
export type TenantChoice = { kind: 'tenant'; tenant: Tenant } | { kind: 'common' | 'organizations' | 'consumers' }

const SHARED = ['common', 'organizations', 'consumers'] as const

/** Reads the tenant part of a path; throws 900023 or 90002 as the real service does. */
export const readTenantSegment = (world: World, segment: string): TenantChoice => {
  const lower = segment.toLowerCase()
  const shared = SHARED.find((name) => name === lower)
  if (shared !== undefined) return { kind: shared }
  if (!/^[a-z\d][a-z\d.-]{0,252}$/.test(lower)) throw new EntraError(900023, { tenant: segment })
  const tenant = findTenant(world, lower)
  if (tenant === undefined) throw new EntraError(90002, { tenant: segment })
  return { kind: 'tenant', tenant }
}
