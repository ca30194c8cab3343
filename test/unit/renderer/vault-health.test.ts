import { expect, it } from 'vitest'
import { apiOver } from '../../../renderer/lib/api.ts'
import { Notices } from '../../../renderer/state/notices.svelte.ts'
import { VaultHealth } from '../../../renderer/state/vault-health.svelte.ts'
import { vaultHealth } from '../../fakes/wire/vault.ts'
import { FakeWire } from '../../fakes/wire.ts'

it('keeps quick choices when to lock apart, and shows each at once', async () => {
  const wire = new FakeWire()
  const health = new VaultHealth(apiOver(wire), new Notices())
  await health.load()
  const first = health.chooseAutoLock({ idleMinutes: 15 })
  const second = health.chooseAutoLock({ whenScreenLocks: true })
  const both = { idleMinutes: 15, whenAsleep: false, whenScreenLocks: true }
  expect(health.current?.autoLock).toEqual(both)
  await Promise.all([first, second])
  expect(health.current?.autoLock).toEqual(both)
  const asked = wire.calls.filter(({ name }) => name === 'chooseAutoLock')
  expect(asked.at(-1)?.request).toEqual(both)
})

it('shows what a check found for as long as nothing else is set aside or stored anew', async () => {
  const health = new VaultHealth(apiOver(new FakeWire()), new Notices())
  await health.load()
  expect(health.repair).toBeNull()
  await health.check()
  expect(health.repair).toMatchObject({ newlySetAside: 1 })
  await health.rotate()
  expect(health.repair).toMatchObject({ newlySetAside: 1 })
  const { contents } = vaultHealth
  if (contents === null) throw new Error('The vault of the fake wire is open.')
  const setAside = contents.setAside.map((entry) => ({ ...entry, isReplaced: true }))
  health.loadable = { state: 'ready', value: { ...vaultHealth, contents: { ...contents, setAside } } }
  expect(health.repair).toBeNull()
})
