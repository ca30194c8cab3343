import { channels, type CallName } from '#contract/api'
import { numbersFrom, pickerOf, type Picker } from '../../../practice/world/seeded-numbers.ts'
import { validRequests } from '../../fakes/valid-requests.ts'
import type { Breaking } from './break-request.ts'

/** A call with a request that is wrong in one place. */
export interface HostileCall {
  name: CallName
  breaking: Breaking
}

/** Takes text that no rule limits but its length: what people type. */
const typed = [
  'tenant',
  'clientId',
  'practiceAccount',
  'clientSecret',
  'scope',
  'label',
  'name',
  'named',
  'endpoint',
  'mapsClientId',
  'password'
]
const mayBeNull = [
  'tenant',
  'clientId',
  'primaryKey',
  'secondaryKey',
  'targetId',
  'returnAt',
  'profileId',
  'method',
  'defaults'
]
const names = Object.keys(channels) as CallName[]
const exotic = ['bigint', 'date', 'expression', 'map', 'set', 'bytes', 'buffer', 'error', 'circle', 'deep', 'prototype']
const notText = ['number:7', 'number:NaN', 'true', 'list', 'texts', 'object', 'shaped', 'boxed', 'undefined', ...exotic]
const badTexts = ['text:', 'text: ', 'text:a b', 'text:\u0000', 'text:\u00e9', 'text:\u2028', 'long', 'huge']
const notRequest = [...notText, 'null', 'text:x', 'holes', 'huge'].filter((junk) => junk !== 'object')
const newFields = ['more', '', '0', '__proto__', 'constructor', 'prototype', 'toString', 'hasOwnProperty', 'then']
const additions = ['null', 'text:x', 'number:1', 'object', 'undefined', 'huge', ...exotic] as const

/** As many of them as asked for, over all calls in turn and the same each time; none is a request that the contract allows. */
export function* hostileCalls(count: number, seed = 1): Generator<HostileCall> {
  const pick = pickerOf(numbersFrom(seed))
  for (let turn = 0; turn < count; turn += 1) {
    const name = names[turn % names.length] ?? 'getStatus'
    yield { name, breaking: breakingOf(validRequests[name], pick) }
  }
}

function breakingOf(request: object, pick: Picker): Breaking {
  const places = [...placesIn(request)]
  const kind = pick.below(10)
  const objects = [[], ...places.filter(({ value }) => isObject(value)).map(({ place }) => place)]
  if (kind === 0) return { how: 'replace', place: [], junk: oneOf(notRequest, pick) }
  if (kind < 4 || places.length === 0) {
    const inside = oneOf(objects, pick)
    // What a weather asks for has names of its own.
    const isOpen = inside.at(-1) === 'values'
    const junk = isOpen ? oneOf(exotic, pick) : oneOf(additions, pick)
    return { how: 'add', place: [...inside, oneOf(newFields, pick)], junk }
  }
  const { place, value } = oneOf(places, pick)
  const field = place.at(-1) ?? ''
  const isNeeded =
    typeof field === 'string' && !place.includes('values') && !['world', 'practiceAccount'].includes(field)
  if (kind === 4 && isNeeded) return { how: 'drop', place, junk: '' }
  return { how: 'replace', place, junk: oneOf(wrongFor(place, value), pick) }
}

function* placesIn(
  value: object,
  above: Breaking['place'] = []
): Generator<{ place: Breaking['place']; value: unknown }> {
  for (const [key, inner] of Object.entries(value)) {
    const place = [...above, Array.isArray(value) ? Number(key) : key]
    yield { place, value: inner as unknown }
    if (typeof inner === 'object' && inner !== null) yield* placesIn(inner as object, place)
  }
}

function wrongFor(place: Breaking['place'], value: unknown): string[] {
  const field = String(place.at(-1))
  // A weather takes any short text and any number by any name.
  if (place.at(-2) === 'values') return [...exotic, 'true', 'null', 'undefined', 'list', 'object', 'long', 'huge']
  if (typeof value === 'number') return [...exotic, 'number:-1', 'number:1.5', 'number:NaN', 'text:1', 'null', 'list']
  if (typeof value === 'boolean') return [...exotic, 'number:0', 'number:1', 'text:true', 'null', 'object', 'list']
  if (Array.isArray(value)) return [...exotic, 'text:x', 'null', 'object', 'shaped', 'holes', 'many', 'true']
  const nothing = mayBeNull.includes(field) ? [] : ['null']
  if (isObject(value)) return [...exotic, ...nothing, 'text:x', 'list', 'texts', 'number:1', 'true', 'undefined']
  const texts = typed.includes(field) || ['primaryKey', 'secondaryKey'].includes(field) ? ['long', 'huge'] : badTexts
  return [...notText, ...texts, ...nothing]
}

function oneOf<T>(list: readonly T[], pick: Picker): T {
  const [first, ...others] = list
  if (first === undefined) throw new Error('Nothing to pick from')
  return pick.one([first, ...others])
}

function isObject(value: unknown): boolean {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
