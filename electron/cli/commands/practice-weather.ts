import type { PracticeWeather, PracticeWeatherParameter } from '#contract/model'
import type { PracticeContext } from '../context.ts'
import { printResult, table } from '../output.ts'

/** Values that a person gave for a weather's parameters. */
export interface WeatherValues {
  user?: string
  app?: string
  resource?: string
  host?: string
  service?: string
  seconds?: number
  minutes?: number
  times?: number
}

function rulesInForce(weather: PracticeWeather): string[] {
  const rows = weather.rules.map(({ ruleId, name, about, effect, timesLeft }) => [
    ruleId,
    name,
    about.join(', '),
    effect,
    timesLeft === null ? '' : String(timesLeft)
  ])
  return rows.length === 0
    ? ['No weather is on.']
    : table([['ID', 'Weather', 'About', 'Effect', 'Times left'], ...rows])
}

function parameterText({ name, kind, preset, needed }: PracticeWeatherParameter): string {
  const value = `--${name} <${kind}>${preset === null ? '' : ` (${String(preset)})`}`
  return needed ? value : `[${value}]`
}

/** `practice weather list`: the rules in force. */
export async function listWeather({ cloud, output, asJson }: PracticeContext): Promise<void> {
  const weather = await cloud.listWeather()
  printResult(output, asJson, weather.rules, rulesInForce(weather))
}

/** `practice weather catalogue`: the weathers that can be had by name. */
export async function listCatalogue({ cloud, output, asJson }: PracticeContext): Promise<void> {
  const { choices } = await cloud.listWeather()
  const lines = choices.flatMap(({ id, name, description, parameters }) => [
    `${id}${parameters.map((parameter) => ` ${parameterText(parameter)}`).join('')}`,
    `    ${name}. ${description}`
  ])
  printResult(output, asJson, choices, lines)
}

/** `practice weather add`: puts one in force. */
export async function addWeather(
  { cloud, output, asJson }: PracticeContext,
  id: string,
  given: WeatherValues
): Promise<void> {
  const { user, app, resource, host, service, seconds, minutes, times } = given
  const values = { user, app, resource, host, service, seconds, minutes, times }
  const said = Object.entries(values).filter((pair): pair is [string, string | number] => pair[1] !== undefined)
  const weather = await cloud.addWeather({ id, values: Object.fromEntries(said) })
  printResult(output, asJson, weather.rules, rulesInForce(weather))
}

/** `practice weather clear`: ends one rule, or all. */
export async function clearWeather(
  { cloud, output, asJson }: PracticeContext,
  ruleId: string | undefined
): Promise<void> {
  const weather = await (ruleId === undefined ? cloud.clearWeather() : cloud.removeWeather({ ruleId }))
  printResult(output, asJson, weather.rules, rulesInForce(weather))
}
