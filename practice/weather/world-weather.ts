import type { TokenSigner } from '../entra/token-signer.ts'
import { findApplication, findUser } from '../world/directory.ts'
import type { RoleAssignment, World } from '../world/model.ts'
import type { WeatherMatch } from './match.ts'
import type { Weather } from './weather.ts'

/** Object ids of the person or application that a rule names. */
const principalsOf = (world: World, { user, app }: WeatherMatch): string[] => [
  ...(user === undefined ? [] : (findUser(world, user)?.memberships ?? [])).map(({ objectId }) => objectId),
  ...(app === undefined
    ? []
    : ((findApplication(world, app) ?? world.applications.find(({ displayName }) => displayName === app))
        ?.servicePrincipals ?? [])
  ).map(({ objectId }) => objectId)
]

/** Keeps the world as the weather wants it: late roles while their rule holds, a new signing key once for each rule. */
export const followWorldWeather = (weather: Weather, world: World, signer: Pick<TokenSigner, 'rollOver'>): void => {
  /** The world's own delay while a rule stands in its place. */
  let usualDelaySeconds: number | undefined
  const delayed = new Map<string, { assignment: RoleAssignment; before: number | undefined }[]>()
  const rolledOver = new Set<string>()

  const restore = (id: string): void => {
    for (const { assignment, before } of delayed.get(id) ?? []) {
      if (before === undefined) delete assignment.effectiveAt
      else assignment.effectiveAt = before
    }
    delayed.delete(id)
  }

  weather.onChange(async () => {
    const rules = weather.list()
    for (const id of [...delayed.keys()]) if (!rules.some((rule) => rule.id === id)) restore(id)
    let delaySeconds: number | undefined
    for (const { id, match, do: action } of rules) {
      if (action.kind === 'role-delay') {
        if (match.user === undefined && match.app === undefined) delaySeconds = action.seconds
        else if (!delayed.has(id)) {
          const principals = principalsOf(world, match)
          const found = world.roleAssignments.filter(({ principalId }) => principals.includes(principalId))
          delayed.set(
            id,
            found.map((assignment) => ({ assignment, before: assignment.effectiveAt }))
          )
          for (const assignment of found) assignment.effectiveAt = Date.now() + action.seconds * 1000
        }
      }
      if (action.kind === 'key-roll-over' && !rolledOver.has(id)) {
        rolledOver.add(id)
        await signer.rollOver({ retireOld: false })
      }
    }
    for (const id of [...rolledOver]) if (!rules.some((rule) => rule.id === id)) rolledOver.delete(id)
    if (delaySeconds !== undefined) {
      usualDelaySeconds ??= world.roleChangeDelaySeconds
      world.roleChangeDelaySeconds = delaySeconds
    } else if (usualDelaySeconds !== undefined) {
      world.roleChangeDelaySeconds = usualDelaySeconds
      usualDelaySeconds = undefined
    }
  })
}
