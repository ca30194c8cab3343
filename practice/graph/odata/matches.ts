import type { Comparison, Filter, Literal } from './filter-parser.ts'

/** What the names in a filter stand for: the properties of the entity, or the variable of an `any`. */
type Names = Readonly<Record<string, unknown>>

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const valueAt = ([first = '', ...rest]: readonly string[], names: Names): unknown => {
  let value = Object.hasOwn(names, first) ? names[first] : null
  for (const name of rest) {
    if (name === '$count') value = Array.isArray(value) ? value.length : 0
    else value = isRecord(value) && Object.hasOwn(value, name) ? value[name] : null
  }
  return value
}

/** Text is compared without regard to case, as the directory does, and times as text that sorts by time. */
const comparable = (value: unknown): unknown => {
  if (typeof value !== 'string') return value
  const isTime = /^\d{4}-\d\d-\d\d(T|$)/.test(value) && !Number.isNaN(Date.parse(value))
  return isTime ? Date.parse(value) : value.toLowerCase()
}

const ordered = (left: unknown, right: unknown): number | undefined => {
  if (typeof left === 'number' && typeof right === 'number') return left - right
  if (typeof left === 'string' && typeof right === 'string') return left < right ? -1 : left > right ? 1 : 0
  return undefined
}

const compare = (value: unknown, operator: Comparison, literal: Literal): boolean => {
  const left = comparable(value ?? null)
  const right = comparable(literal)
  if (operator === 'eq') return left === right
  if (operator === 'ne') return left !== right
  const order = ordered(left, right)
  if (order === undefined) return false
  if (operator === 'gt') return order > 0
  if (operator === 'ge') return order >= 0
  return operator === 'lt' ? order < 0 : order <= 0
}

/** Whether an entity, or the variable of an `any`, passes a filter whose names are known. */
export const matches = (filter: Filter, names: Names): boolean => {
  switch (filter.kind) {
    case 'and':
      return matches(filter.left, names) && matches(filter.right, names)
    case 'or':
      return matches(filter.left, names) || matches(filter.right, names)
    case 'not':
      return !matches(filter.inner, names)
    case 'compare':
      return compare(valueAt(filter.path, names), filter.operator, filter.value)
    case 'in': {
      const value = valueAt(filter.path, names)
      return filter.values.some((one) => compare(value, 'eq', one))
    }
    case 'function': {
      const value = valueAt(filter.path, names)
      if (typeof value !== 'string') return false
      const [text, part] = [value.toLowerCase(), filter.value.toLowerCase()]
      if (filter.name === 'startswith') return text.startsWith(part)
      return filter.name === 'endswith' ? text.endsWith(part) : text.includes(part)
    }
    case 'any': {
      const list = valueAt(filter.path, names)
      if (!Array.isArray(list)) return false
      const { inner, variable } = filter
      if (inner === undefined || variable === undefined) return list.length > 0
      return list.some((one: unknown) => matches(inner, { ...names, [variable]: one }))
    }
  }
}
