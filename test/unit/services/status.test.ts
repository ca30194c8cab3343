import { expect, it } from 'vitest'
import type { AppStatus, PracticeStatus } from '#contract/model'
import { buildHouse } from '../../fakes/house.ts'
import { azureClouds } from '../../../electron/knowledge/clouds.ts'
import { AppFailure } from '../../../electron/services/app-failure.ts'
import { failureOfAsync } from '../../fakes/failure-of.ts'
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

it('takes the practice cloud for reachable again once it was started, before anything was asked', async () => {
  const practiceCloud = Object.assign(new FakePracticeCloud(), {
    listWeather: () => Promise.reject(new AppFailure({ code: 'practice-cloud-stopped' }))
  })
  let told: (status: PracticeStatus) => void = () => undefined
  const status = (state: PracticeStatus['state']): PracticeStatus => ({ state, world: null })
  const practice = {
    status: () => status('stopped'),
    world: () => null,
    start: async () => practice.status(),
    stop: async () => practice.status(),
    look: () => undefined,
    onChange: (listener: typeof told) => {
      told = listener
    }
  }
  const { network } = (await buildHouse({ outside: { practice, practiceCloud } })).services
  const cloud = { ...azureClouds.public, name: 'practice', isPrivate: true } as const
  const stopped = Promise.reject(new AppFailure({ code: 'offline' }))
  expect(await failureOfAsync(network.use(cloud, stopped))).toEqual({ code: 'practice-cloud-stopped' })
  told(status('starting'))
  expect(network.offlineSince('practice')).not.toBeNull()
  told(status('running'))
  expect(network.offlineSince('practice')).toBeNull()
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

it('says what the vault found when it was opened anew, and goes on showing it', async () => {
  const house = await buildHouse()
  const { status, changes } = house.services
  expect(status.get().vault.damage).toBeNull()
  const damage = { quarantinedAs: null, salvage: { broughtOver: 0, lost: [], lostNames: null } }
  house.vault.report = { code: 'vault-damaged', ...damage }
  changes.tell()
  expect(house.events.findLast(({ name }) => name === 'status-changed')?.payload).toMatchObject({ vault: { damage } })
  expect(house.vault.report).toBeNull()
  expect(status.get().vault.damage).toEqual(damage)
})
