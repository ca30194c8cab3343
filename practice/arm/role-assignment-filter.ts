import { covers, principalAndGroups } from '../world/authorization.ts'
import type { RoleAssignment, World } from '../world/model.ts'
import { ArmError } from './arm-error.ts'

type Test = (assignment: RoleAssignment) => boolean

const unsupported = (term: string): ArmError =>
  new ArmError(400, 'UnsupportedQuery', `The filter '${term.slice(0, 200)}' is not supported.`, { guessed: true })

const readTerm = (world: World, scope: string, term: string): Test => {
  if (/^atScope\(\)$/i.test(term)) return (one) => covers(one.scope, scope)
  const [, principal] = /^principalId\s+eq\s+'([^']+)'$/i.exec(term) ?? []
  if (principal !== undefined) return (one) => one.principalId === principal.toLowerCase()
  const [, assignee] = /^assignedTo\(\s*'([^']+)'\s*\)$/i.exec(term) ?? []
  if (assignee === undefined) throw unsupported(term)
  // Documented: through groups, but not for the id of a group itself.
  const isGroup = world.groups.some(({ objectId }) => objectId === assignee.toLowerCase())
  const principals = isGroup ? [] : principalAndGroups(world, assignee.toLowerCase())
  return (one) => principals.includes(one.principalId)
}

/** What a $filter on role assignments lets through; without one everything at, above and below the scope passes. */
export const readAssignmentFilter = (world: World, scope: string, filter: string | undefined): Test => {
  const text = filter?.trim() ?? ''
  const terms = text === '' ? [] : text.split(/\s+and\s+/i)
  const kinds = terms.map((term) => term.slice(0, 9).toLowerCase())
  // Documented by the developer tools: the service takes these two not together.
  if (kinds.includes('principal') && kinds.includes('atscope()')) throw unsupported(text)
  const tests = terms.map((term) => readTerm(world, scope, term))
  return (one) => (covers(one.scope, scope) || covers(scope, one.scope)) && tests.every((test) => test(one))
}
