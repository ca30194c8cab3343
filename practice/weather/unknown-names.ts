import { findUser } from '../world/directory.ts'
import type { World } from '../world/model.ts'
import { suggest } from '../world/state/nearest.ts'
import type { WeatherMatch } from './match.ts'

const isCalled = (names: readonly string[], wanted: string): boolean =>
  names.some((name) => name.toLowerCase() === wanted.trim().toLowerCase())

/** What is wrong with the person and the application that a weather is about: they would never come by. */
export const unknownNames = (world: World, { user, app }: WeatherMatch): string[] => {
  const problems: string[] = []
  if (user !== undefined && findUser(world, user) === undefined) {
    const known = world.users.map(({ userPrincipalName }) => userPrincipalName)
    problems.push(`user: There is no "${user}". ${suggest(user, known)}`)
  }
  const isApp =
    world.applications.some(({ appId, displayName }) => isCalled([appId, displayName], app ?? '')) ||
    world.managedIdentities.some(({ clientId }) => isCalled([clientId], app ?? ''))
  if (app !== undefined && !isApp) {
    const known = world.applications.map(({ displayName }) => displayName)
    problems.push(`app: There is no "${app}". ${suggest(app, known)}`)
  }
  return problems
}
