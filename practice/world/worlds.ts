import { makeCrowdedWorld } from './crowded-world.ts'
import { makeDefaultWorld } from './default-world.ts'
import { makeLargeWorld } from './large-world.ts'
import type { World } from './model.ts'

/** The worlds that a practice cloud can be started with. */
export const WORLD_NAMES = ['default', 'crowded', 'large'] as const

/** One of the built-in worlds. */
export type WorldName = (typeof WORLD_NAMES)[number]

/** The built-in worlds, each with what is in it. */
export const WORLDS: Readonly<Record<WorldName, { description: string; make: (seed: number) => World }>> = {
  default: {
    description: 'A GIS department, its field team and support desk, and a contractor who is a guest',
    make: () => makeDefaultWorld()
  },
  crowded: {
    description: 'The same, and one person in 300 tenants with awkward names',
    make: makeCrowdedWorld
  },
  large: {
    description: 'The same, and 500 tenants, 5,000 people, groups, applications and subscriptions from a seed',
    make: makeLargeWorld
  }
}
