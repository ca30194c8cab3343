import { describe, expect, it } from 'vitest'
import { failureOfAsync } from '../../fakes/failure-of.ts'
import { buildHouse } from '../../fakes/house.ts'
import { vaultHealth as sample } from '../../fakes/wire/vault.ts'

const day = 86_400

async function houseWithContents(dataKeyMadeAt: string | null) {
  const house = await buildHouse()
  if (sample.contents === null) throw new Error('The sample has no contents.')
  house.vault.inside = { ...sample.contents, dataKeyMadeAt }
  return house
}

describe('the health of the vault', () => {
  it('gives the data key 90 days, then a new one, once', async () => {
    const house = await houseWithContents('2026-05-01T12:00:00Z')
    const { vaultHealth } = house.services
    expect(vaultHealth.read().rotationDueAt).toBe('2026-07-30T12:00:00.000Z')
    house.clock.pass(89 * day)
    expect(await vaultHealth.rotateWhenDue()).toBe(false)
    house.clock.pass(2 * day)
    expect(await vaultHealth.rotateWhenDue()).toBe(true)
    expect(house.vault.rotations).toBe(1)
  })

  it('counts a key of unknown age as old, and a closed vault as none of its business', async () => {
    const house = await houseWithContents(null)
    expect(await house.services.vaultHealth.rotateWhenDue()).toBe(true)
    await house.vault.lock()
    expect(await house.services.vaultHealth.rotateWhenDue()).toBe(false)
    expect(house.services.vaultHealth.read().contents).toBeNull()
    expect((await failureOfAsync(house.services.vaultHealth.repair())).code).toBe('vault-locked')
  })

  it('reports for support without a folder or a name', async () => {
    const house = await houseWithContents('2026-05-01T12:00:00Z')
    await house.services.vaultHealth.copyReport()
    const report = house.copied[0]?.text ?? ''
    expect(house.copied[0]?.clearAfterSeconds).toBeNull()
    expect(JSON.parse(report)).toMatchObject({ vault: { mode: 'keychain' }, contents: { schemaVersion: 3 } })
    expect(report).not.toMatch(/ann|Users|folder/i)
  })

  it('remembers when to lock; what is stored otherwise counts as never', async () => {
    const { services, vault } = await buildHouse()
    expect(services.settings.autoLock().idleMinutes).toBe(0)
    const choice = { idleMinutes: 15, whenAsleep: true, whenScreenLocks: false } as const
    expect((await services.vaultHealth.chooseAutoLock(choice)).autoLock).toEqual(choice)
    await vault.index.put('setting', 'auto-lock', { idleMinutes: 7, whenAsleep: true, whenScreenLocks: true })
    expect(services.settings.autoLock().whenAsleep).toBe(false)
  })

  it('asks who is there before a locked vault is unlocked, and only then', async () => {
    const { services, confirmed } = await buildHouse()
    await services.status.retryVault()
    expect(confirmed).toEqual([])
    await services.status.lockVault()
    expect(services.status.get().vault.failure).toEqual({ code: 'vault-locked' })
    await services.status.retryVault()
    expect(confirmed).toEqual(['unlock Graticule'])
  })
})
