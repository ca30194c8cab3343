import { expect, it } from 'vitest'
import { apiOver } from '../../../renderer/lib/api.ts'
import { Notices } from '../../../renderer/state/notices.svelte.ts'
import { VaultHealth } from '../../../renderer/state/vault-health.svelte.ts'
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
