import type { WeatherRule } from './rules.ts'

/** Something that a person says about a weather. */
export interface Parameter {
  name: string
  /** What a person picks it from, or `number` for a whole number. */
  kind: 'user' | 'app' | 'resource' | 'host' | 'service' | 'number'
  label: string
  /** What counts where nothing is said; without it, everybody or everything. */
  preset?: string | number
  needed?: true
  least?: number
  most?: number
}

/** The values of an entry's parameters, by name; those that were left out are missing. */
export type Values = Readonly<Record<string, string | number>>

/** A weather that people know by name. */
export interface CatalogueEntry {
  id: string
  name: string
  /** What happens, in one sentence. */
  description: string
  parameters: readonly Parameter[]
  make: (values: Values) => Pick<WeatherRule, 'match' | 'do'>
}

export const USER: Parameter = { name: 'user', kind: 'user', label: 'Whom it is about' }
export const APP: Parameter = { name: 'app', kind: 'app', label: 'Which application it is about' }
export const RESOURCE: Parameter = { name: 'resource', kind: 'resource', label: 'Which API it is about' }
export const HOST: Parameter = { name: 'host', kind: 'host', label: 'Which address it is about' }

/** A parameter that is a whole number. */
export const number = (name: string, label: string, preset: number, least: number, most: number): Parameter => ({
  name,
  kind: 'number',
  label,
  preset,
  least,
  most
})

/** The conditions that were given among a catalogue entry's values. */
export const given = (values: Values, ...names: ('user' | 'app' | 'resource' | 'host')[]): WeatherRule['match'] =>
  Object.fromEntries(names.flatMap((name) => (values[name] === undefined ? [] : [[name, String(values[name])]])))
