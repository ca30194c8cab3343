import type { Api } from '#contract/api'
import type { Tenant, TenantList } from '#contract/model'
import type { WireSwitches } from '../wire-switches.ts'
import type { Desk } from './desk.ts'
import { inMinutes } from './facts.ts'
import { difficult, few, many } from './tenant-lists.ts'

function tenantsOf(switches: WireSwitches): Tenant[] {
  if (switches.lists === 'empty') return []
  return { few, difficult, many: many() }[switches.tenants]
}

/** The answers about tenants. */
export function tenantsAnswers(desk: Desk): Pick<Api, 'listTenants' | 'selectTenant' | 'pinTenant'> {
  const all = tenantsOf(desk.switches)
  let tenants: TenantList = {
    accountId: '',
    tenants: all,
    selectedTenantId: all[0]?.tenantId ?? null,
    notRefreshed: null,
    asOf: inMinutes(desk.switches.offline ? -120 : -0.5),
    source: desk.switches.offline ? 'vault' : 'network'
  }
  return {
    listTenants: ({ accountId }) => desk.list(() => ({ ...tenants, accountId })),
    selectTenant: ({ accountId, tenantId }) => {
      tenants = { ...tenants, selectedTenantId: tenantId }
      return desk.list(() => ({ ...tenants, accountId }))
    },
    pinTenant: ({ accountId, tenantId, pinned }) => {
      const marked = tenants.tenants.map((one) => (one.tenantId === tenantId ? { ...one, pinned } : one))
      tenants = { ...tenants, tenants: marked }
      return desk.list(() => ({ ...tenants, accountId }))
    }
  }
}
