import * as v from 'valibot'
import { BLOCKED } from './catalogue-sign-in.ts'
import { BROKEN } from './catalogue-way.ts'
import type { CatalogueEntry, Parameter } from './catalogue-entry.ts'
import { suggest } from '../world/state/nearest.ts'
import type { WeatherRule } from './rules.ts'

/** Weathers that people know by name. */
export const CATALOGUE: readonly CatalogueEntry[] = [...BLOCKED, ...BROKEN]

/** The catalogue for people: what there is, and what must or may be said about it. */
export const describeCatalogue = (): Omit<CatalogueEntry, 'make'>[] =>
  CATALOGUE.map(({ id, name, description, parameters }) => ({ id, name, description, parameters }))

/** A rule made from the catalogue, or why not. */
export type MadeRule = { ok: true; rule: WeatherRule } | { ok: false; problems: string[] }

const schemaOf = ({
  kind,
  least = 0,
  most = Number.MAX_SAFE_INTEGER
}: Parameter): v.GenericSchema<unknown, string | number> =>
  kind === 'number'
    ? v.pipe(
        v.union([
          v.number(),
          v.pipe(v.string(), v.regex(/^-?\d{1,9}$/, 'A whole number is needed.'), v.transform(Number))
        ]),
        v.number(),
        v.integer('A whole number is needed.'),
        v.minValue(least, `The least is ${String(least)}.`),
        v.maxValue(most, `The most is ${String(most)}.`)
      )
    : v.pipe(v.string(), v.trim(), v.nonEmpty('This must not be empty.'), v.maxLength(300))

/** Makes the rule of a catalogue entry with its parameters; `id` and `times` may be given as for any rule. */
export const makeRule = ({ catalogue, id, times, ...given }: Record<string, string | number>): MadeRule => {
  const entry = CATALOGUE.find((one) => one.id === catalogue)
  if (entry === undefined) {
    const known = CATALOGUE.map((one) => one.id)
    const problem = `catalogue: There is no "${String(catalogue)}". ${suggest(String(catalogue), known)}`
    return { ok: false, problems: [problem] }
  }
  const problems: string[] = []
  const values: Record<string, string | number> = {}
  for (const name of Object.keys(given)) {
    if (entry.parameters.some((parameter) => parameter.name === name)) continue
    const known = entry.parameters.map((parameter) => parameter.name).join(', ') || 'none'
    problems.push(`${name}: "${entry.id}" does not take this. It takes: ${known}`)
  }
  for (const parameter of entry.parameters) {
    const value = given[parameter.name] ?? parameter.preset
    if (value === undefined) {
      if (parameter.needed === true) problems.push(`${parameter.name}: ${parameter.label} is needed.`)
      continue
    }
    const parsed = v.safeParse(schemaOf(parameter), value)
    if (parsed.success) values[parameter.name] = parsed.output
    else problems.push(`${parameter.name}: ${parsed.issues[0].message}`)
  }
  if (problems.length > 0) return { ok: false, problems }
  return {
    ok: true,
    rule: {
      name: entry.name,
      ...entry.make(values),
      ...(id === undefined ? {} : { id: String(id) }),
      ...(times === undefined ? {} : { times: Number(times) })
    }
  }
}
