import { covers } from '../world/authorization.ts'
import { ArmError } from './arm-error.ts'
import type { AnyRole } from './role-definition-view.ts'

type Test = (role: AnyRole) => boolean

const readTerm = (scope: string, term: string): Test => {
  const [, name] = /^roleName\s+eq\s+'([^']+)'$/i.exec(term) ?? []
  // Recorded: names match in any case.
  if (name !== undefined) return (role) => role.name.toLowerCase() === name.toLowerCase()
  const [, type] = /^type\s+eq\s+'([^']+)'$/i.exec(term) ?? []
  if (type !== undefined) return (role) => type.toLowerCase() === (role.isCustom ? 'customrole' : 'builtinrole')
  if (/^atScopeAndBelow\(\)$/i.test(term)) return () => true
  if (/^atScope\(\)$/i.test(term)) return (role) => role.assignableScopes.some((one) => covers(one, scope))
  throw new ArmError(400, 'UnsupportedQuery', `The filter '${term.slice(0, 200)}' is not supported.`, { guessed: true })
}

/** What a $filter on role definitions lets through. */
export const readDefinitionFilter = (scope: string, filter: string | undefined): Test => {
  const text = filter?.trim() ?? ''
  const tests = text === '' ? [] : text.split(/\s+and\s+/i).map((term) => readTerm(scope, term))
  return (role) => tests.every((test) => test(role))
}
