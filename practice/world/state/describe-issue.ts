import type * as v from 'valibot'
import { isTime } from './expand-times.ts'
import { SHORT_FIELDS } from './fields.ts'
import { fieldsAt } from './schema-at.ts'
import { suggest } from './nearest.ts'
import type { Path, Problem } from './problem.ts'

const FIELDS = 'Fields with values'
const KINDS: Readonly<Record<string, string>> = {
  string: 'Text',
  number: 'A number',
  integer: 'A whole number',
  boolean: 'true or false',
  array: 'A list',
  strict_object: FIELDS,
  record: FIELDS,
  tuple_with_rest: 'A list',
  strict_tuple: 'A list of a certain length'
}

const shown = (input: unknown): string => {
  if (Array.isArray(input)) return 'a list'
  if (typeof input === 'object' && input !== null) return 'fields with values'
  const text = typeof input === 'string' ? `"${input}"` : String(input)
  return text.length > 60 ? `${text.slice(0, 60)}…` : text
}

/** Whether what stands at a place must not be repeated; a list of secrets holds them without a name of their own. */
const isSecret = (path: Path): boolean =>
  /password|secret|value|key|pem|code|base64/i.test(String(path.findLast((part) => typeof part === 'string')))

/** What a schema found, in words for the person who wrote the file. */
export const describeIssue = (schema: v.GenericSchema, issue: v.BaseIssue<unknown>): Problem => {
  const path = (issue.path ?? []).map(({ key }) => key as string | number)
  const field = String(path.at(-1))
  const got = isSecret(path) ? 'what stands there' : shown(issue.input)
  if (issue.type === 'strict_object' && issue.expected === 'never') {
    const list = path.findLast((part): part is string => typeof part === 'string' && part !== field)
    const known = [...fieldsAt(schema, path.slice(0, -1)), ...(SHORT_FIELDS[list ?? ''] ?? [])]
    return { path, message: `There is no field "${field}" here. ${suggest(field, known)}` }
  }
  if (issue.input === undefined && issue.kind === 'schema') return { path, message: 'This field is needed.' }
  if (issue.type === 'picklist' || issue.type === 'variant')
    return {
      path,
      message: `${got} is not allowed. Allowed: ${(issue.expected ?? '').replace(/[()"]/g, '').split(' | ').join(', ')}.`
    }
  const kind = KINDS[issue.type]
  if (kind === FIELDS) return { path, message: `${kind} are needed, not ${got}.` }
  if (issue.type === 'number' && isTime(field))
    return { path, message: `A date such as 2027-01-31 is needed, or its number, not ${got}.` }
  if (kind !== undefined) return { path, message: `${kind} is needed, not ${got}.` }
  if (issue.type === 'min_value' || issue.type === 'max_value')
    return {
      path,
      message: `${got} is too ${issue.type === 'min_value' ? 'small' : 'large'}: ${String(issue.expected)} is allowed.`
    }
  return { path, message: issue.message }
}
