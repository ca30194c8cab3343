import * as v from 'valibot'
import { badRequest } from '../geocatalog-error.ts'
import { isLike } from './like.ts'
import { readShape, shapeMeetsBox } from './geometry.ts'
import { type Entry, valueOf } from './entry.ts'

/** Whether an item is wanted. */
export type Predicate = (entry: Entry) => boolean

const expressionSchema = v.object({ op: v.string(), args: v.array(v.unknown()) })
const propertySchema = v.object({ property: v.string() })
const timeSchema = v.union([
  v.pipe(
    v.object({ timestamp: v.string() }),
    v.transform(({ timestamp }) => timestamp)
  ),
  v.pipe(
    v.object({ date: v.string() }),
    v.transform(({ date }) => date)
  )
])

type Term = (entry: Entry) => unknown

const term = (argument: unknown): Term => {
  const property = v.safeParse(propertySchema, argument)
  if (property.success) return (entry) => valueOf(entry, property.output.property)
  const time = v.safeParse(timeSchema, argument)
  return () => (time.success ? time.output : argument)
}

const ISO = /^\d{4}-\d\d-\d\d/
const comparable = (value: unknown): unknown =>
  typeof value === 'string' && ISO.test(value) && !Number.isNaN(Date.parse(value)) ? Date.parse(value) : value

/** Less than, equal or greater than zero; undefined for values that have no order between them. */
const order = (left: unknown, right: unknown): number | undefined => {
  const [one, other] = [comparable(left), comparable(right)]
  if (typeof one === 'number' && typeof other === 'number') return one - other
  if (typeof one === 'string' && typeof other === 'string') return one < other ? -1 : one > other ? 1 : 0
  if (typeof one === 'boolean' && one === other) return 0
  return undefined
}

const COMPARISONS: Readonly<Record<string, (order: number) => boolean>> = {
  '=': (by) => by === 0,
  '<>': (by) => by !== 0,
  '<': (by) => by < 0,
  '<=': (by) => by <= 0,
  '>': (by) => by > 0,
  '>=': (by) => by >= 0
}

const holds = (comparison: string, left: unknown, right: unknown): boolean => {
  const by = order(left, right)
  return by !== undefined && COMPARISONS[comparison]?.(by) === true
}

const MOST_DEPTH = 20

/** Reads a CQL2 filter in its JSON form; what is not in basic CQL2 or s_intersects is refused by name. */
export const readCql2 = (filter: unknown, depth = 0): Predicate => {
  const parsed = v.safeParse(expressionSchema, filter)
  if (!parsed.success || depth > MOST_DEPTH)
    throw badRequest('The filter is not CQL2 JSON: an object with "op" and "args" is needed.')
  const { op, args } = parsed.output
  const [first, second, third] = args
  const left = term(first)
  const right = term(second)
  const list = Array.isArray(second) ? second.map(term) : []
  if (Object.hasOwn(COMPARISONS, op)) return (entry) => holds(op, left(entry), right(entry))
  switch (op.toLowerCase()) {
    case 'and':
    case 'or': {
      const parts = args.map((one) => readCql2(one, depth + 1))
      return op.toLowerCase() === 'and'
        ? (entry) => parts.every((part) => part(entry))
        : (entry) => parts.some((part) => part(entry))
    }
    case 'not': {
      const part = readCql2(first, depth + 1)
      return (entry) => !part(entry)
    }
    case 'isnull':
      return (entry) => (left(entry) ?? null) === null
    case 'in':
      return (entry) => list.some((one) => holds('=', left(entry), one(entry)))
    case 'between': {
      const upper = term(third)
      return (entry) => holds('>=', left(entry), right(entry)) && holds('<=', left(entry), upper(entry))
    }
    case 'like': {
      const pattern = typeof second === 'string' ? second : ''
      return (entry) => {
        const value = left(entry)
        return typeof value === 'string' && isLike(pattern, value)
      }
    }
    case 's_intersects': {
      const shape = readShape(second)
      return ({ item }) => shapeMeetsBox(shape, item.bbox)
    }
    default:
      throw badRequest(`The practice cloud does not know the operator '${op.slice(0, 40)}' in a filter.`)
  }
}
