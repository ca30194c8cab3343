import type { Raw } from '../world/state/names.ts'
import type { Problem } from '../world/state/problem.ts'
import { isRaw } from '../world/state/raw.ts'
import { makeRule } from './catalogue.ts'

const isValue = (value: unknown): value is string | number => typeof value === 'string' || typeof value === 'number'

/** Puts rules in the place of the state file's ready-made weathers; answers what is wrong with these. */
export const expandWeather = (file: Raw): Problem[] => {
  if (!Array.isArray(file.weather)) return []
  const problems: Problem[] = []
  file.weather = (file.weather as unknown[]).map((entry, index) => {
    if (!isRaw(entry) || entry.catalogue === undefined) return entry
    const values = Object.fromEntries(
      Object.entries(entry).filter((pair): pair is [string, string | number] => isValue(pair[1]))
    )
    const made = makeRule(values)
    if (made.ok) return made.rule
    for (const problem of made.problems) {
      const [field = '', ...message] = problem.split(': ')
      problems.push({ path: ['weather', index, field], message: message.join(': ') })
    }
    return { do: { kind: 'html' } }
  })
  return problems
}
