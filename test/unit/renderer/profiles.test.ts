import { expect, it } from 'vitest'
import { apiOver } from '../../../renderer/lib/api.ts'
import { Session } from '../../../renderer/state/session.svelte.ts'
import { commandsOf } from '../../../renderer/state/commands.ts'
import type { WireSwitches } from '../../fakes/wire-switches.ts'
import { FakeWire } from '../../fakes/wire.ts'

async function sessionOver(switches: Partial<WireSwitches>): Promise<{ wire: FakeWire; session: Session }> {
  const wire = new FakeWire(switches)
  const session = new Session(apiOver(wire), wire.on)
  await session.app.load()
  await session.profiles.load()
  return { wire, session }
}

it('a profile is switched to by the palette, which names all but the one in use', async () => {
  const { session } = await sessionOver({})
  const labels = (): string[] =>
    commandsOf(session)
      .filter(({ group }) => group === 'Profiles')
      .map(({ label }) => label)
  expect(labels()).toEqual(['Switch to Field team', 'Switch to Support (Contoso)', 'Switch to Gov'])
  const gov = session.profiles.list.find(({ name }) => name === 'Gov')
  expect(await session.app.useProfile(gov?.profileId ?? '')).toBe(true)
  expect(session.app.current).toMatchObject({ cloud: 'usgov', profile: { name: 'Gov' } })
  await session.profiles.load()
  expect(labels()).toContain('Switch to Azure')
})

it('a saved profile is in the list, a taken name is said, and names of any kind stay as they are', async () => {
  const { session } = await sessionOver({ profiles: 'difficult' })
  expect(session.profiles.list.map(({ name }) => name)).toContain('<img src=x onerror=alert(1)>')
  const request = { profileId: null, cloud: 'public', colour: 'red', defaults: null } as const
  expect(await session.profiles.save({ ...request, name: 'Night shift' })).toMatchObject({ ok: true })
  expect(session.profiles.list.map(({ name }) => name)).toContain('Night shift')
  expect(await session.profiles.save({ ...request, name: 'Night shift' })).toMatchObject({
    ok: false,
    failure: { code: 'profile-name-taken' }
  })
})

it('defaults that are damaged are a failure that names them', async () => {
  const { session } = await sessionOver({ profiles: 'damaged' })
  expect(await session.profiles.signInDefaults('public')).toMatchObject({
    ok: false,
    failure: { code: 'record-damaged', label: 'sign-in default' }
  })
})
