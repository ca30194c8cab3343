import { describe, expect, it } from 'vitest'
import { apiOver } from '../../../renderer/lib/api.ts'
import { Notices } from '../../../renderer/state/notices.svelte.ts'
import { Offline } from '../../../renderer/state/offline.svelte.ts'
import { FakeWire } from '../../fakes/wire.ts'
import type { WireSwitches } from '../../fakes/wire-switches.ts'

async function offlineOver(switches: Partial<WireSwitches> = {}): Promise<{ wire: FakeWire; offline: Offline }> {
  const wire = new FakeWire(switches)
  const offline = new Offline(apiOver(wire), new Notices())
  wire.on('offline-progressed', (progress) => {
    offline.receive(progress)
  })
  await offline.load()
  return { wire, offline }
}

const failures = (offline: Offline): unknown[] => offline.chosen.map((item) => offline.failureOf(item))
const chosenIds = (offline: Offline): string[] => offline.chosen.map(({ itemId }) => itemId)

describe('what is taken along', () => {
  it('keeps quick choices apart, and those that a list read meanwhile does not know', async () => {
    const { offline } = await offlineOver()
    const first = offline.choose(['token-vault'], true)
    const second = offline.choose(['token-geocatalog'], false)
    const reading = offline.load()
    expect(chosenIds(offline)).toContain('token-vault')
    await Promise.all([first, second, reading])
    expect(chosenIds(offline)).toContain('token-vault')
    expect(chosenIds(offline)).not.toContain('token-geocatalog')
  })
})

describe('preparing', () => {
  it('counts what is done, and says in the end that all of it is', async () => {
    const { offline } = await offlineOver()
    await offline.choose(['token-vault'], true)
    const running = offline.prepare()
    expect(offline.progress).toEqual({ done: 0, total: 2 })
    await running
    expect(offline).toMatchObject({ progress: null, complete: true })
    expect(failures(offline)).toEqual([null, null])
  })

  it('keeps the reason of each item that failed, until it is tried again', async () => {
    const { wire, offline } = await offlineOver({ offline: true })
    await offline.prepare()
    expect(failures(offline)).toEqual([{ code: 'offline' }])
    await offline.load()
    expect(failures(offline)).toEqual([{ code: 'offline' }])
    wire.switches.offline = false
    await offline.prepare()
    expect(failures(offline)).toEqual([null])
  })

  it('drops the reason of an item that was renewed elsewhere since', async () => {
    const { offline } = await offlineOver({ offline: true })
    await offline.prepare()
    offline.loadable = {
      state: 'ready',
      value: {
        profiles: offline.profiles,
        items: offline.items.map((item) => ({ ...item, worksUntil: '2030-01-01T00:00:00.000Z' })),
        returnAt: null,
        worksUntil: '2030-01-01T00:00:00.000Z'
      }
    }
    expect(failures(offline)).toEqual([null])
  })

  it('can be cancelled', async () => {
    const { wire, offline } = await offlineOver()
    const running = offline.prepare()
    await offline.cancel()
    await running
    expect(offline).toMatchObject({ complete: false, cancelled: true })
    expect(wire.calls.map(({ name }) => name)).toContain('cancelOperation')
  })

  it('does not say that the person cancelled what a lock of the vault stopped', async () => {
    const { wire, offline } = await offlineOver()
    const first = offline.prepare()
    await offline.cancel()
    await first
    const second = offline.prepare()
    await wire.call('lockVault', {})
    await second
    expect(offline).toMatchObject({ complete: false, cancelled: false })
  })
})
