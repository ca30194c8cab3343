import { beforeEach, describe, expect, it, vi } from 'vitest'
import type { Account, OfflineItem, OfflineOutcome, OfflineReport } from '#contract/model'
import { AppFailure } from '../../../electron/services/app-failure.ts'
import { failureOfAsync } from '../../fakes/failure-of.ts'
import { tenantA, tenantB } from '../../fakes/entra.ts'
import { buildHouse, type House } from '../../fakes/house.ts'

const maps = 'https://atlas.microsoft.com/.default'
const never = new AbortController().signal
let house: House
let ann: Account

beforeEach(async () => {
  house = await buildHouse()
  ann = await house.services.signIn.withUser({ operationId: 'o', method: 'interactive', tenant: null, clientId: null })
})

const plan = () => house.services.offlinePlans.read()
const labels = (items: OfflineItem[]): string[] => items.map(({ resourceLabel }) => resourceLabel)
const chosenLabels = (): string[] => labels(plan().items.filter(({ chosen }) => chosen))
const idOf = (label: string): string => {
  const found = plan().items.find(({ resourceLabel }) => resourceLabel === label)
  if (found === undefined) throw new Error(`No candidate is called ${label}`)
  return found.itemId
}
const choose = (all: string[], returnAt: string | null = null) =>
  house.services.offlinePlans.choose({ everythingOf: [], itemIds: all.map(idOf), returnAt })
const prepare = (signal = never, onStep: (step: { done: number; outcome: OfflineOutcome }) => void = () => undefined) =>
  house.services.offline.prepare({ signal, onStep })
const acquire = (tenantId = tenantA, scope = maps) =>
  house.services.tokens.acquire({ accountId: ann.accountId, tenantId, scope, refresh: false, signal: never })
const failed = ({ outcomes }: OfflineReport): OfflineOutcome[] => outcomes.filter((outcome) => 'failure' in outcome)

/** Makes requests to Entra ID for one scope end with a failure, or wait. */
function disturb(act: (scope: string) => Promise<void>): void {
  const { entra } = house
  const calm = entra.acquireToken
  Object.assign(entra, {
    acquireToken: async (request: Parameters<typeof calm>[0]) => {
      await act(request.scope)
      return calm(request)
    }
  })
}

/** Lets what is put into the index wait until it is told to go on. */
function holdIndex(): () => void {
  let goOn: () => void = () => undefined
  const gate = new Promise<void>((resolve) => {
    goOn = resolve
  })
  const { update } = house.vault.index
  Object.assign(house.vault.index, {
    update: async (...given: Parameters<typeof update>) => {
      await gate
      await update(...given)
    }
  })
  return goOn
}

describe('what can be taken along', () => {
  it('is four resources in the tenant the account works in, and every token there is', async () => {
    expect(labels(plan().items)).toEqual(['Azure Maps', 'GeoCatalog', 'Key Vault', 'Azure Resource Manager'])
    expect(chosenLabels()).toEqual([])
    await house.services.tenants.list({ accountId: ann.accountId, refresh: true, signal: never })
    await acquire(tenantA, 'https://graph.microsoft.com/.default')
    await house.services.tenants.select(ann.accountId, tenantB)
    const { items } = plan()
    expect(items.slice(0, 4).every(({ tenantName }) => tenantName === 'Fabrikam')).toBe(true)
    expect(items.slice(4)).toMatchObject([
      {
        resourceLabel: 'Microsoft Graph',
        tenantName: 'Contoso GIS',
        worksUntil: '2026-05-01T13:00:00.000Z',
        chosen: true
      }
    ])
  })

  it('stays what was chosen, in another tenant and after a sign-in is needed', async () => {
    await choose(['Azure Maps', 'Key Vault'])
    await house.services.tenants.list({ accountId: ann.accountId, refresh: true, signal: never })
    await house.services.tenants.select(ann.accountId, tenantB)
    await house.services.accounts.mark(ann.accountId, 'sign-in-needed')
    expect(plan().items.map((item) => [item.resourceLabel, item.tenantId, item.chosen])).toEqual([
      ['Azure Maps', tenantA, true],
      ['Key Vault', tenantA, true]
    ])
  })

  it('is the same whichever profile is in use, and forgotten with its account', async () => {
    await choose(['Azure Maps'])
    await house.services.profiles.use('usgov')
    expect(chosenLabels()).toEqual(['Azure Maps'])
    await house.services.accounts.signOut(ann.accountId)
    expect(house.vault.index.get('setting', 'offline-plan')).toEqual({ items: [], everythingOf: [], returnAt: null })
  })

  it('counts as never chosen where what is stored is no plan', async () => {
    await house.vault.index.put('setting', 'offline-plan', { items: [{ accountId: 7 }], returnAt: 'soon' })
    expect(plan()).toMatchObject({ returnAt: null, worksUntil: null })
    expect(chosenLabels()).toEqual([])
  })
})

describe('the time of return', () => {
  it('across midnight warns of what ends before it', async () => {
    house.clock.time = Date.parse('2026-05-01T23:30:00Z')
    await acquire()
    await choose(['Azure Maps', 'Key Vault'], '2026-05-02T00:20:00Z')
    const warned = () => labels(plan().items.filter(({ chosen, endsBeforeReturn }) => chosen && endsBeforeReturn))
    expect(warned()).toEqual(['Key Vault'])
    await choose(['Azure Maps', 'Key Vault'], '2026-05-02T00:31:00Z')
    expect(warned()).toEqual(['Azure Maps', 'Key Vault'])
    house.entra.lifetimeSeconds = 86_400
    await prepare()
    expect(warned()).toEqual([])
  })

  it('is over once it has passed', async () => {
    expect((await choose(['Azure Maps'], '2026-05-01T13:00:00Z')).returnAt).toBe('2026-05-01T13:00:00Z')
    house.clock.pass(3600)
    expect(plan().returnAt).toBeNull()
    expect(plan().items.some(({ endsBeforeReturn }) => endsBeforeReturn)).toBe(false)
  })
})

describe('preparing', () => {
  it('means the choice that was made just before, while that is still being stored', async () => {
    await choose(['Azure Maps'])
    const goOn = holdIndex()
    const choosing = choose(['GeoCatalog', 'Key Vault'])
    const preparing = prepare()
    goOn()
    await choosing
    expect((await preparing).outcomes).toHaveLength(2)
  })

  it('refreshes what is chosen and nothing else, and says until when all of it works', async () => {
    await acquire()
    house.clock.pass(1800)
    await choose(['Azure Maps', 'GeoCatalog'])
    const steps: number[] = []
    const report = await prepare(never, ({ done }) => steps.push(done))
    expect(steps).toEqual([1, 2])
    expect(report).toMatchObject({ complete: true, plan: { worksUntil: '2026-05-01T13:30:00.000Z' } })
    expect(failed(report)).toEqual([])
    expect(house.entra.asked).toHaveLength(3)
    house.clock.pass(3600)
    expect(plan().worksUntil).toBeNull()
  })

  it('lets one failure neither stop the others nor cost the old token', async () => {
    const { tokenId } = await acquire()
    const before = await house.services.tokens.text(tokenId)
    house.clock.pass(600)
    await choose(['Azure Maps', 'GeoCatalog', 'Key Vault'])
    const throttled = { code: 'throttled', host: 'login', retryAfterSeconds: 5 } as const
    disturb(async (scope) => {
      if (scope === maps) throw new AppFailure(throttled)
    })
    const report = await prepare()
    expect(failed(report)).toEqual([{ itemId: tokenId, failure: throttled }])
    expect(report).toMatchObject({ complete: true, plan: { worksUntil: '2026-05-01T13:00:00.000Z' } })
    expect(report.outcomes).toHaveLength(3)
    expect(await house.services.tokens.text(tokenId)).toBe(before)
  })

  it('removes nothing when the network goes', async () => {
    const { tokenId } = await acquire()
    await choose(['Azure Maps', 'Key Vault'])
    house.entra.failure = { code: 'offline' }
    const report = await prepare()
    expect(failed(report)).toHaveLength(2)
    expect(house.services.status.get().offlineSince).not.toBeNull()
    expect(chosenLabels()).toEqual(['Azure Maps', 'Key Vault'])
    expect(house.services.accounts.list()).toMatchObject([{ state: 'ready' }])
    await house.services.tokenDisclosure.copy(tokenId, 'token')
    expect(house.copied).toHaveLength(1)
  })

  it('asks two at a time', async () => {
    await choose(['Azure Maps', 'GeoCatalog', 'Key Vault', 'Azure Resource Manager'])
    const waiting: (() => void)[] = []
    disturb(
      () =>
        new Promise((resolve) => {
          waiting.push(resolve)
        })
    )
    const running = prepare()
    const seen: number[] = []
    for (let answers = 0; answers < 4; answers += 1) {
      await vi.waitUntil(() => waiting.length >= Math.min(2, 4 - answers))
      seen.push(waiting.length)
      waiting.shift()?.()
    }
    expect(seen).toEqual([2, 2, 2, 1])
    expect((await running).outcomes).toHaveLength(4)
  })

  it('ends early when it is cancelled, and keeps what it has', async () => {
    await choose(['Azure Maps', 'GeoCatalog', 'Key Vault'])
    const { operations, offline } = house.services
    const steps: number[] = []
    const report = await operations.run('op', (signal) =>
      offline.prepare({
        signal,
        onStep: ({ done }) => {
          steps.push(done)
          operations.cancel('op')
        }
      })
    )
    expect(report.complete).toBe(false)
    expect(report.outcomes.length).toBeLessThan(3)
    expect(steps).toHaveLength(report.outcomes.length)
    expect(house.services.tokens.list()).toHaveLength(report.outcomes.length)
  })

  it('goes through the rest before it reports what nobody has foreseen', async () => {
    await choose(['Azure Maps', 'GeoCatalog', 'Key Vault'])
    const unforeseen = new Error('unforeseen')
    disturb(async (scope) => {
      if (scope === maps) throw unforeseen
    })
    await expect(prepare()).rejects.toBe(unforeseen)
    expect(house.services.tokens.list()).toHaveLength(2)
  })

  it('says so where nothing is chosen', async () => {
    expect(await failureOfAsync(prepare())).toEqual({ code: 'nothing-chosen' })
  })
})
