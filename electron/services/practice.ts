import type { PracticeOverview, PracticeWorldChoice } from '#contract/model'
import type { PracticeProcess } from './ports.ts'

/** The built-in worlds, as a person picks them. */
const worlds: PracticeWorldChoice[] = [
  {
    world: 'default',
    label: 'GIS department',
    description: 'A department with its field team and support desk, and a contractor who is a guest.'
  },
  {
    world: 'crowded',
    label: '300 tenants',
    description: 'The same, and one person, tess@contoso.com, in 300 tenants with awkward names.'
  },
  {
    world: 'large',
    label: '5,000 people',
    description: 'The same, and 500 tenants with 5,000 people, their groups, applications and subscriptions.'
  }
]

/** The practice cloud as the screen about it shows it. */
export function practiceOverview(process: PracticeProcess): PracticeOverview {
  const running = process.world()
  return {
    state: process.status().state,
    world: worlds.find(({ world }) => world === running)?.world ?? null,
    worlds
  }
}
