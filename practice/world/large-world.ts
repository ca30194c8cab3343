import * as v from 'valibot'
import { makeDefaultWorld } from './default-world.ts'
import { largeApplications, largeGroups } from './large-directory.ts'
import { largePeople, largeTenants } from './large-people.ts'
import { largeResources } from './large-resources.ts'
import type { World, WorldInput } from './model.ts'
import { worldSchema } from './model/world.ts'
import { numbersFrom, pickerOf } from './seeded-numbers.ts'

/** How much there is of what in the large world, the default world's own included. */
export const LARGE = { tenants: 500, people: 5000, groups: 300, applications: 400, subscriptions: 200 } as const

/** The default world, first, with 500 tenants and 5,000 people and what belongs to them; the same for the same seed. */
export const makeLargeWorld = (seed = 1): World => {
  const world = makeDefaultWorld()
  const picker = pickerOf(numbersFrom(seed))
  const tenants = largeTenants(picker, seed, LARGE.tenants - world.tenants.length)
  const people = largePeople(picker, tenants, LARGE.people - world.users.length)
  const groups = largeGroups(picker, people, LARGE.groups - world.groups.length)
  const applications = largeApplications(picker, tenants, LARGE.applications - world.applications.length)
  const resources = largeResources(picker, { tenants, people, groups, applications }, LARGE.subscriptions - 1)
  return v.parse(worldSchema, {
    ...world,
    name: 'large',
    tenants: [...world.tenants, ...tenants],
    users: [...world.users, ...people],
    groups: [...world.groups, ...groups],
    applications: [...world.applications, ...applications],
    subscriptions: [...world.subscriptions, ...resources.subscriptions],
    resourceGroups: [...world.resourceGroups, ...resources.resourceGroups],
    mapsAccounts: [...world.mapsAccounts, ...resources.mapsAccounts],
    vaults: [...world.vaults, ...resources.vaults],
    roleAssignments: [...world.roleAssignments, ...resources.roleAssignments]
  } satisfies WorldInput)
}
