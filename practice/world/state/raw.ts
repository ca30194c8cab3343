import type { Raw } from './names.ts'
import type { Path } from './problem.ts'

/** Whether a value is a list or record of fields. */
export const isRaw = (value: unknown): value is Raw =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** The records of a list, each with its path; what is no record is left to the schema. */
export const entriesOf = (parent: Raw, field: string, path: Path = []): { entry: Raw; path: Path }[] => {
  const value = parent[field]
  return Array.isArray(value)
    ? value.flatMap((entry: unknown, index) => (isRaw(entry) ? [{ entry, path: [...path, field, index] }] : []))
    : []
}

/** A field's text, or undefined. */
export const text = (entry: Raw, field: string): string | undefined => {
  const value = entry[field]
  return typeof value === 'string' ? value : undefined
}

/** Sets what was left out. */
export const fill = (entry: Raw, field: string, make: () => unknown): void => {
  if (entry[field] !== undefined) return
  const made = make()
  if (made !== undefined) entry[field] = made
}

/**
 * What a reference says: the field itself or its shorter spelling, such as `tenant` for `tenantId`. The shorter spelling is
 * taken away, so that the schema does not see it.
 */
export const take = (entry: Raw, field: string, path: Path, alias?: string): { written: unknown; path: Path } => {
  if (alias === undefined || entry[alias] === undefined || entry[field] !== undefined)
    return { written: entry[field], path: [...path, field] }
  const written = entry[alias]
  entry[alias] = undefined
  return { written, path: [...path, alias] }
}

/** Removes fields that were taken away, at every depth. */
export const withoutUndefined = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(withoutUndefined)
  if (!isRaw(value)) return value
  return Object.fromEntries(
    Object.entries(value).flatMap(([name, one]) => (one === undefined ? [] : [[name, withoutUndefined(one)]]))
  )
}
