import type { ServiceName } from '../services.ts'
import type { WeatherAction, WeatherRule } from './rules.ts'

/** The request that rules are matched with. */
export interface WeatherSubject {
  service: ServiceName
  method: string
  path: string
}

const PASSING: readonly WeatherAction['kind'][] = ['latency', 'clock']

/** The rules in force. Delays and clock shifts add up; of the rules that end a request the first one wins. */
export class Weather {
  #rules: { rule: WeatherRule; left: number }[] = []

  replace(rules: readonly WeatherRule[]): void {
    this.#rules = rules.map((rule) => ({ rule, left: rule.times ?? Infinity }))
  }

  /** What happens to this request; each answer uses up one of a rule's times. */
  take(subject: WeatherSubject): WeatherAction[] {
    const taken: WeatherAction[] = []
    for (const entry of this.#rules) {
      const { match, do: action } = entry.rule
      const fits =
        entry.left > 0 &&
        match.service === subject.service &&
        (match.method === undefined || match.method.toUpperCase() === subject.method) &&
        (match.pathIncludes === undefined || subject.path.includes(match.pathIncludes))
      if (!fits) continue
      entry.left -= 1
      taken.push(action)
      if (!PASSING.includes(action.kind)) break
    }
    return taken
  }
}
