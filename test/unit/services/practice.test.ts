import { expect, it } from 'vitest'
import { practiceOverview } from '../../../electron/services/practice.ts'
import type { PracticeProcess } from '../../../electron/services/ports.ts'

const processWith = (world: string | null): PracticeProcess => {
  const status = { state: 'running', world: null } as const
  return {
    status: () => status,
    world: () => world,
    start: async () => status,
    stop: async () => status,
    look: () => undefined,
    onChange: () => undefined
  }
}

it.each([
  ['default', 'default'],
  ['large', 'large'],
  // From a state file, or of another version.
  [null, null],
  ['gone', null]
])('a practice cloud with the world %s is shown as %s, among all there are', (world, shown) => {
  const overview = practiceOverview(processWith(world))
  expect(overview).toMatchObject({ state: 'running', world: shown })
  expect(overview.worlds.map((one) => one.world)).toEqual(['default', 'crowded', 'large'])
})
