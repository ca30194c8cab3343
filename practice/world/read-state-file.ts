import { readFileSync } from 'node:fs'
import * as v from 'valibot'
import { rulesSchema, type WeatherRule } from '../weather/rules.ts'
import { expandWeather } from '../weather/state-weather.ts'
import { checkReferences } from './check-references.ts'
import type { World } from './model.ts'
import { worldSchema } from './model/world.ts'
import { describeIssue } from './state/describe-issue.ts'
import {
  addFirstPartyClients,
  expandApplicationPeople,
  expandApplications,
  expandGrants
} from './state/expand-applications.ts'
import { expandCollections, expandVaults } from './state/expand-contents.ts'
import { expandGroups, expandTenants, expandUsers } from './state/expand-directory.ts'
import { expandResourceGroups, expandResources, expandRoles, expandSubscriptions } from './state/expand-resources.ts'
import { expandTimes } from './state/expand-times.ts'
import { Names } from './state/names.ts'
import { parseText } from './state/parse-text.ts'
import { StateFileError } from './state/problem.ts'
import { isRaw, withoutUndefined } from './state/raw.ts'

/** Everything that a state file may hold. */
export const stateSchema = v.strictObject({
  ...worldSchema.entries,
  name: v.optional(worldSchema.entries.name, 'state file'),
  /** Weather rules that are in force from the start. */
  weather: v.optional(rulesSchema, [])
})

/** What a state file holds, once it is checked. */
export interface State {
  world: World
  weather: WeatherRule[]
}

const MOST_PROBLEMS = 20

/** Reads a state file's text; throws a StateFileError with the path and line of everything that is wrong. */
export const readState = (text: string, file: string): State => {
  const parsed = parseText(text)
  if (parsed.errors.length > 0) throw new StateFileError(file, parsed.errors)
  const { value, inOrder } = parsed
  if (!isRaw(value)) throw new StateFileError(file, ['the file: Fields such as tenants and users are needed.'])
  const names = new Names()
  expandTimes(value)
  expandTenants(value, names)
  expandUsers(value, names)
  expandSubscriptions(value, names)
  expandResourceGroups(value, names)
  addFirstPartyClients(value)
  expandApplications(value, names)
  expandResources(value, names)
  expandGroups(value, names)
  expandApplicationPeople(value, names)
  expandGrants(value, names)
  expandVaults(value, names)
  expandCollections(value)
  expandRoles(value, names)
  const problems = [...names.problems, ...expandWeather(value)]
  const checked = v.safeParse(stateSchema, withoutUndefined(value))
  if (!checked.success) problems.push(...checked.issues.map((issue) => describeIssue(stateSchema, issue)))
  else if (problems.length === 0) problems.push(...checkReferences(checked.output))
  if (problems.length > 0 || !checked.success) {
    const more = problems.length - MOST_PROBLEMS
    throw new StateFileError(file, [
      ...inOrder(problems).slice(0, MOST_PROBLEMS),
      ...(more > 0 ? [`and ${String(more)} more`] : [])
    ])
  }
  const { weather, ...world } = checked.output
  return { world, weather }
}

/** Reads a state file from disk. */
export const readStateFile = (file: string): State => {
  let text: string
  try {
    text = readFileSync(file, 'utf8')
  } catch (error) {
    const isMissing = error instanceof Error && 'code' in error && error.code === 'ENOENT'
    const reason = isMissing ? 'It does not exist.' : error instanceof Error ? error.message : 'It cannot be read.'
    throw new StateFileError(file, [`the file: ${reason}`])
  }
  return readState(text, file)
}
