import { expect, it } from 'vitest'
import { buildHouse } from '../../fakes/house.ts'

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
