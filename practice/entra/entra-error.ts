import type { ErrorEntry } from './error-entry.ts'
import { ERROR_TABLE } from './error-table.ts'

const UNWORDED: ErrorEntry = {
  error: 'invalid_request',
  text: 'The practice cloud has no wording for this code.',
  guessed: true
}

/** Values for the `{name}` places of an error's text. */
export type ErrorDetails = Readonly<Record<string, string>>

const MAX_DETAIL = 200

/** An Entra ID error by its AADSTS number; what else it says comes from the table. */
export class EntraError extends Error {
  readonly code: number
  readonly entry: ErrorEntry

  constructor(code: number, details: ErrorDetails = {}, differing: Partial<ErrorEntry> = {}) {
    const entry = { ...(ERROR_TABLE[code] ?? UNWORDED), ...differing }
    const text = entry.text.replace(/\{(\w+)\}/g, (place, name: string) => {
      const value = Object.hasOwn(details, name) ? details[name] : undefined
      return value === undefined ? place : value.slice(0, MAX_DETAIL)
    })
    super(`AADSTS${String(code)}: ${text}`)
    this.code = code
    this.entry = entry
  }
}
