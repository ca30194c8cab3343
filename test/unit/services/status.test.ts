import { expect, it } from 'vitest'
import type { AppStatus, PracticeStatus } from '#contract/model'
import { buildHouse } from '../../fakes/house.ts'
import { FakePracticeCloud } from '../../fakes/practice-cloud.ts'

it('tells the window that the system lost its network and found it again, before anything was asked', async () => {
  const house = await buildHouse()
  const told = (): unknown[] =>
    house.events.filter(({ name }) => name === 'status-changed').map(({ payload }) => payload)
  house.connection.isUp = false
  house.services.network.look()
  expect(told()).toMatchObject([{ offlineSince: '2026-05-01T12:00:00.000Z' }])
  house.connection.isUp = true
  house.services.network.look()
  expect(told()).toMatchObject([{}, { offlineSince: null }])
})

it('tells the window which weather another process put in force, once for each change', async () => {
  const practiceCloud = new FakePracticeCloud()
  let state: PracticeStatus['state'] = 'running'
  const practice = {
    status: () => ({ state, world: null }),
    world: () => null,
    start: async () => practice.status(),
    stop: async () => practice.status(),
    look: () => undefined,
    onChange: () => undefined
  }
  const house = await buildHouse({ outside: { practice, practiceCloud } })
  const told = (): string[][] =>
    house.events
      .filter(({ name }) => name === 'status-changed')
      .map(({ payload }) => (payload as AppStatus).practiceWeather)
  await house.services.status.look()
  expect(told()).toEqual([])
  await practiceCloud.addWeather({ id: 'maps-throttles', values: {} })
  await house.services.status.look()
  await house.services.status.look()
  expect(told()).toEqual([['Azure Maps throttles']])
  practiceCloud.useUp()
  await house.services.status.look()
  expect(told()).toEqual([['Azure Maps throttles'], []])
  await practiceCloud.clearWeather()
  await practiceCloud.addWeather({ id: 'maps-throttles', values: {} })
  await house.services.status.look()
  state = 'stopped'
  await house.services.status.look()
  expect(told().slice(2)).toEqual([['Azure Maps throttles'], []])
})

it('works in the profile that the window shows until the window is told of another choice', async () => {
  const house = await buildHouse()
  const { settings, profiles, status } = house.services
  const told = (name: string): unknown[] => house.events.filter((event) => event.name === name)
  await status.look()
  house.events.length = 0
  const { profileId } = await profiles.save({
    profileId: null,
    cloud: 'usgov',
    name: 'Field',
    colour: 'green',
    defaults: null
  })
  // As the command line does in a process of its own.
  await house.vault.index.put('setting', 'profile', profileId)
  expect(settings.requireProfile()).toMatchObject({ profileId: 'public' })
  await status.look()
  expect(settings.requireProfile()).toMatchObject({ profileId })
  expect(told('status-changed')).toMatchObject([{ payload: { profile: { profileId }, cloud: 'usgov' } }])
  expect(told('profiles-changed')).toHaveLength(1)
  await status.look()
  expect(told('profiles-changed')).toHaveLength(1)

  await house.vault.index.remove('profile', profileId)
  await house.vault.index.put('setting', 'profile', 'public')
  expect(settings.profile()).toBeNull()
  await status.look()
  expect(settings.requireProfile()).toMatchObject({ profileId: 'public' })
})

it('tells the window what another process added before the first look', async () => {
  const house = await buildHouse()
  const profile = { name: 'Night shift', colour: 'green', hasDefaults: false }
  // As the command line does in a process of its own.
  await house.vault.index.put('profile', 'usgov-7f3a1c52-0b5e-4f0e-9a44-2f6d1c9b8e10', profile)
  await house.services.status.look()
  expect(house.events.filter(({ name }) => name === 'profiles-changed')).toMatchObject([
    { payload: [{ name: 'Azure' }, { name: 'Night shift' }] }
  ])
})
