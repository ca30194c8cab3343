import type { JsonBody } from '../../http/json-body.ts'
import type { Search } from './read-search.ts'

/** What an item keeps whatever is asked, so that it stays an item. */
const ALWAYS = ['type', 'stac_version', 'id', 'collection', 'links']

const isObject = (value: unknown): value is JsonBody =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const without = (document: JsonBody, [name = '', ...rest]: string[]): JsonBody => {
  const inner = document[name]
  return Object.fromEntries(
    Object.entries(document).flatMap(([key, value]) => {
      if (key !== name) return [[key, value]]
      return rest.length > 0 && isObject(inner) ? [[key, without(inner, [rest.join('.')])]] : []
    })
  )
}

const only = (document: JsonBody, wanted: readonly string[]): JsonBody =>
  Object.fromEntries(
    Object.entries(document).flatMap(([key, value]) => {
      if (wanted.includes(key)) return [[key, value]]
      const inner = wanted.filter((one) => one.startsWith(`${key}.`)).map((one) => one.slice(key.length + 1))
      return inner.length > 0 && isObject(value) ? [[key, only(value, inner)]] : []
    })
  )

/** Cuts a document down to the fields that a search asks for; names with a dot lie one level deeper. */
export const cutFields = (document: JsonBody, fields: Search['fields']): JsonBody => {
  if (fields === undefined) return document
  const kept = fields.include.length === 0 ? document : only(document, [...ALWAYS, ...fields.include])
  return fields.exclude
    .filter((name) => !ALWAYS.includes(name))
    .reduce(
      (left, name) =>
        without(
          left,
          name.split(/\.(.*)/s).filter((part) => part !== '')
        ),
      kept
    )
}
