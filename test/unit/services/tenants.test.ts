import { beforeEach, describe, expect, it } from 'vitest'
import type { Account, TenantList } from '#contract/model'
import { failureOfAsync } from '../../fakes/failure-of.ts'
import { tenantA, tenantB } from '../../fakes/entra.ts'
import { buildHouse, type House } from '../../fakes/house.ts'

const signal = new AbortController().signal
let house: House
let ann: Account
beforeEach(async () => {
  house = await buildHouse()
  ann = await house.services.signIn.withUser({ operationId: 'o', method: 'interactive', tenant: null, clientId: null })
})

const list = (refresh = false): Promise<TenantList> =>
  house.services.tenants.list({ accountId: ann.accountId, refresh, signal })

describe('the tenants of an account', () => {
  it('come from Azure once, home first, and from the vault afterwards', async () => {
    expect(await list()).toMatchObject({ source: 'network', tenants: [{ kind: 'home' }, { kind: 'guest' }] })
    expect(await list()).toMatchObject({ source: 'vault' })
    expect(house.entra.asked).toHaveLength(1)
  })

  it('stay readable without a network, with the date they are of', async () => {
    await list()
    house.tenants.current = { code: 'offline' }
    house.clock.pass(86_400)
    expect(await list(true)).toMatchObject({
      source: 'vault',
      asOf: '2026-05-01T12:00:00.000Z',
      tenants: [{}, {}],
      notRefreshed: { code: 'offline' }
    })
  })

  it('are not kept of an account that signed out while Azure was asked', async () => {
    let open: () => void = () => undefined
    house.entra.gate = new Promise((resolve) => {
      open = resolve
    })
    const request = list(true)
    await house.services.accounts.signOut(ann.accountId)
    open()
    expect(await failureOfAsync(request)).toEqual({ code: 'not-found', what: 'account' })
    expect(house.vault.index.list('tenants')).toEqual([])
  })

  it('keep what was pinned and selected while Azure was asked', async () => {
    await list()
    let open: () => void = () => undefined
    house.entra.gate = new Promise((resolve) => {
      open = resolve
    })
    const refreshing = list(true)
    await house.services.tenants.pin(ann.accountId, tenantB, true)
    await house.services.tenants.select(ann.accountId, tenantB)
    open()
    const kept = { selectedTenantId: tenantB, tenants: [{ tenantId: tenantB, pinned: true }, { tenantId: tenantA }] }
    expect(await refreshing).toMatchObject({ source: 'network', ...kept })
    expect(await list()).toMatchObject(kept)
  })

  it('that were never seen need a network', async () => {
    house.tenants.current = { code: 'offline' }
    expect(await failureOfAsync(list())).toEqual({ code: 'offline' })
  })

  it('are not replaced by a refusal', async () => {
    await list()
    house.tenants.current = { code: 'access-refused', host: 'arm', status: 403, errorCode: 'AuthorizationFailed' }
    expect((await failureOfAsync(list(true))).code).toBe('access-refused')
    expect(await list()).toMatchObject({ source: 'vault', tenants: [{}, {}] })
  })

  it('keep what was pinned and selected through a refresh', async () => {
    await list()
    const { tenants } = house.services
    await tenants.pin(ann.accountId, tenantB, true)
    await tenants.select(ann.accountId, tenantB)
    const fresh = await list(true)
    expect(fresh.tenants[0]).toMatchObject({ tenantId: tenantB, pinned: true })
    expect(fresh.selectedTenantId).toBe(tenantB)
    expect(tenants.currentOf(ann)).toBe(tenantB)
    await tenants.pin(ann.accountId, tenantB, false)
    expect((await list()).tenants[0]).toMatchObject({ tenantId: tenantA })
  })

  it('are found by their domain, never by a name that anybody may choose', async () => {
    house.tenants.current = [
      { tenantId: tenantB, displayName: 'contoso.com', defaultDomain: 'fabrikam.com', isHome: false },
      { tenantId: tenantA, displayName: 'Contoso GIS', defaultDomain: 'contoso.com', isHome: true }
    ]
    await list()
    expect(house.services.tenants.idOf(ann.accountId, ' Contoso.com ')).toBe(tenantA)
    expect(house.services.tenants.idOf(ann.accountId, 'Contoso GIS')).toBeNull()
  })

  it('are sorted: pinned, home, then by name', async () => {
    const guest = (displayName: string, digit: number) => ({
      tenantId: `dddddddd-0000-4000-8000-00000000000${String(digit)}`,
      displayName,
      defaultDomain: null,
      isHome: false
    })
    house.tenants.current = [
      guest('beta', 1),
      guest('Alpha', 2),
      { tenantId: tenantA, displayName: 'Home', defaultDomain: null, isHome: true },
      guest('Zebra', 3)
    ]
    await list()
    const pinned = await house.services.tenants.pin(ann.accountId, guest('Zebra', 3).tenantId, true)
    expect(pinned.tenants.map(({ displayName }) => displayName)).toEqual(['Zebra', 'Home', 'Alpha', 'beta'])
  })

  it('are the only ones that can be selected', async () => {
    await list()
    const foreign = house.services.tenants.select(ann.accountId, 'dddddddd-0000-4000-8000-000000000004')
    expect(await failureOfAsync(foreign)).toEqual({ code: 'not-found', what: 'tenant' })
  })
})
