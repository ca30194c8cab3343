import * as v from 'valibot'
import { actionSchema, PLACES, type WeatherAction } from './actions.ts'
import { matchSchema, namesIdentity, type WeatherMatch } from './match.ts'

const ONLY_LOGIN: readonly WeatherAction['kind'][] = ['aadsts', 'consent-missing']

const problemOf = ({ match, times, do: { kind } }: Pick<WeatherRule, 'match' | 'times' | 'do'>): string | undefined => {
  const place = PLACES[kind]
  if (ONLY_LOGIN.includes(kind) && match.service !== undefined && match.service !== 'login')
    return `"${kind}" is something that only the service "login" does.`
  if (times !== undefined && (place === 'world' || kind === 'interception' || kind === 'consent-missing'))
    return `"${kind}" holds for as long as the rule does, so "times" has no meaning.`
  if (
    place === 'connection' &&
    (namesIdentity(match) || match.pathIncludes !== undefined || match.method !== undefined)
  )
    return `"${kind}" is about connections: only "service" and "host" can be matched.`
  if (kind === 'consent-missing' && otherThan(match, ['service', 'user', 'app', 'resource', 'tenant']))
    return '"consent-missing" is about people: only "user", "app", "resource" and "tenant" can be matched.'
  if (kind === 'role-delay' && otherThan(match, ['user', 'app']))
    return '"role-delay" is about role assignments: only "user" or "app" can be matched.'
  if (kind === 'key-roll-over' && otherThan(match, ['service']))
    return '"key-roll-over" is about all tokens: nothing can be matched.'
  if (match.flow !== undefined && match.service !== undefined && match.service !== 'login')
    return `A "flow" is something that only the service "login" knows.`
  return undefined
}

const otherThan = (match: WeatherMatch, allowed: readonly string[]): boolean =>
  Object.keys(match).some((field) => !allowed.includes(field))

const entries = {
  /** Made up where left out. */
  id: v.exactOptional(v.pipe(v.string(), v.regex(/^[\w-]{1,64}$/, 'An id has letters, digits and hyphens.'))),
  /** What people call it. */
  name: v.exactOptional(v.pipe(v.string(), v.nonEmpty(), v.maxLength(200))),
  match: v.optional(matchSchema, {}),
  /** How often it happens; without an end where left out. */
  times: v.exactOptional(v.pipe(v.number(), v.integer(), v.minValue(1))),
  do: actionSchema
}

/** One weather rule: which requests, how often, and what happens to them. */
export const ruleSchema = v.pipe(
  v.strictObject(entries),
  v.rawCheck(({ dataset, addIssue }) => {
    const problem = dataset.typed ? problemOf(dataset.value) : undefined
    if (problem !== undefined) addIssue({ message: problem })
  })
)

/** The whole set of weather rules; no id twice. */
export const rulesSchema = v.pipe(
  v.array(ruleSchema),
  v.check((rules) => {
    const ids = rules.flatMap(({ id }) => id ?? [])
    return new Set(ids).size === ids.length
  }, 'Two rules have the same id.')
)

/** A rule as it is given. */
export type WeatherRule = v.InferOutput<v.StrictObjectSchema<typeof entries, undefined>>

/** A rule in force. */
export type NamedRule = WeatherRule & { id: string }
