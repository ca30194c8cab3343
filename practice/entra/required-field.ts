import { EntraError } from './entra-error.ts'

/** A field that a request must have: 900144 names the one that is missing or empty. */
export const requiredField = (fields: ReadonlyMap<string, string>, field: string): string => {
  const value = fields.get(field)
  if (value === undefined || value.trim() === '') throw new EntraError(900144, { field })
  return value
}
