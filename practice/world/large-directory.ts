import type { LargePerson, LargeTenant } from './large-people.ts'
import type { WorldInput } from './model.ts'
import type { Picker } from './seeded-numbers.ts'
import { stableId } from './stable-id.ts'

/** A group of the large world. */
export type LargeGroup = NonNullable<WorldInput['groups']>[number]

/** An application of the large world. */
export type LargeApplication = NonNullable<WorldInput['applications']>[number]

const TEAMS = ['Field team', 'Support desk', 'Map readers', 'Imagery', 'Data stewards'] as const
const PURPOSES = ['tile cache', 'report server', 'asset sync', 'field app', 'route planner'] as const
const SECRET_LIFE_MS = 365 * 86_400_000

/** Groups of people who are at home in the same tenant. */
export const largeGroups = ({ one, below }: Picker, people: readonly LargePerson[], count: number): LargeGroup[] => {
  const atHome = new Map<string, string[]>()
  for (const { memberships } of people) {
    const { tenantId, objectId } = memberships[0]
    atHome.set(tenantId, [...(atHome.get(tenantId) ?? []), objectId])
  }
  const tenantIds = [...atHome.keys()]
  return Array.from({ length: count }, (_, index) => {
    const tenantId = tenantIds[index % tenantIds.length] ?? ''
    const members = atHome.get(tenantId) ?? []
    return {
      objectId: stableId(`group:${tenantId}:${String(index)}`),
      tenantId,
      displayName: `${one(TEAMS)} ${String(index + 1)}`,
      members: members.slice(0, 1 + below(members.length))
    }
  })
}

/** Applications with a client secret, each at home in a tenant. */
export const largeApplications = (
  { one }: Picker,
  tenants: readonly LargeTenant[],
  count: number
): LargeApplication[] =>
  Array.from({ length: count }, (_, index) => {
    const homeTenantId = tenants[index % tenants.length]?.tenantId ?? ''
    const appId = stableId(`app:${homeTenantId}:${String(index)}`)
    return {
      appId,
      displayName: `${one(PURPOSES)} ${String(index + 1)}`,
      homeTenantId,
      kind: 'confidential',
      secrets: [{ secretId: stableId(`secret:${appId}`), expiresAt: Date.now() + SECRET_LIFE_MS }],
      servicePrincipals: [{ tenantId: homeTenantId, objectId: stableId(`sp:${appId}:${homeTenantId}`) }]
    }
  })
