import type * as v from 'valibot'
import type { Path } from './problem.ts'

/** The parts of valibot's schemas that a walk needs. */
interface Part {
  type: string
  entries?: Record<string, Part>
  item?: Part
  items?: Part[]
  rest?: Part
  value?: Part
  wrapped?: Part
}

const unwrap = (part: Part): Part => (part.wrapped === undefined ? part : unwrap(part.wrapped))

const step = (from: Part, key: string | number): Part | undefined => {
  const part = unwrap(from)
  if (part.entries !== undefined) return part.entries[key] ?? part.rest
  if (part.items !== undefined) return part.items[Number(key)] ?? part.rest
  return part.item ?? part.value
}

/** The names of the fields at a place of a schema; none where it has no fields of its own. */
export const fieldsAt = (schema: v.GenericSchema, path: Path): string[] => {
  let part: Part | undefined = schema
  for (const key of path) part = part === undefined ? undefined : step(part, key)
  return part === undefined ? [] : Object.keys(unwrap(part).entries ?? {})
}

/** Every field of a schema by its way there, such as `users[].memberships[].tenantId`. */
export const allFields = (schema: v.GenericSchema, before = ''): string[] => {
  const part = unwrap(schema)
  // A part is a schema whose type has been forgotten on the way down.
  const below = (inner: Part, at: string): string[] => allFields(inner as unknown as v.GenericSchema, at)
  if (part.entries !== undefined)
    return Object.entries(part.entries).flatMap(([name, inner]) => {
      const at = before === '' ? name : `${before}.${name}`
      return [at, ...below(inner, at)]
    })
  const inner = part.item ?? part.items?.[0] ?? part.value
  return inner === undefined ? [] : below(inner, `${before}[]`)
}
