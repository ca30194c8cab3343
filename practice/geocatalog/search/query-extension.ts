import * as v from 'valibot'
import { badRequest } from '../geocatalog-error.ts'
import { type Predicate, readCql2 } from './cql2.ts'
import { valueOf } from './entry.ts'

const CQL2_NAMES: Readonly<Record<string, string>> = {
  eq: '=',
  neq: '<>',
  lt: '<',
  lte: '<=',
  gt: '>',
  gte: '>=',
  in: 'in'
}

const text = (name: string, test: (value: string) => boolean): Predicate => {
  return (entry) => {
    const value = valueOf(entry, name)
    return typeof value === 'string' && test(value)
  }
}

const one = (name: string, operator: string, wanted: unknown): Predicate => {
  const op = Object.hasOwn(CQL2_NAMES, operator) ? CQL2_NAMES[operator] : undefined
  if (op !== undefined) return readCql2({ op, args: [{ property: name }, wanted] })
  const part = typeof wanted === 'string' ? wanted : JSON.stringify(wanted)
  if (operator === 'startsWith') return text(name, (value) => value.startsWith(part))
  if (operator === 'endsWith') return text(name, (value) => value.endsWith(part))
  if (operator === 'contains') return text(name, (value) => value.includes(part))
  throw badRequest(`The query operator '${operator.slice(0, 40)}' is not known.`)
}

/** Reads the older `query` of a search: operators by property. */
export const readQuery = (query: unknown): Predicate => {
  const parsed = v.safeParse(v.record(v.string(), v.record(v.string(), v.unknown())), query)
  if (!parsed.success) throw badRequest('The query is not an object of operators by property.')
  const parts = Object.entries(parsed.output).flatMap(([name, operators]) =>
    Object.entries(operators).map(([operator, wanted]) => one(name, operator, wanted))
  )
  return (entry) => parts.every((part) => part(entry))
}
