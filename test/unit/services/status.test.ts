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
