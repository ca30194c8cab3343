import { expect, it } from 'vitest'
import { mayDo, mayManage } from '../../../practice/world/authorization.ts'
import { makeDefaultWorld } from '../../../practice/world/default-world.ts'

const ROLE = '5d5a0b5e-6a55-4f0e-9a3a-2f9d3f5a1c11'
const PRINCIPAL = '7c7a0b5e-6a55-4f0e-9a3a-2f9d3f5a1c22'
const SCOPE = '/subscriptions/x'

const allows = (pattern: string, action: string): boolean => {
  const world = makeDefaultWorld()
  const lists = { notActions: [], dataActions: [pattern], notDataActions: [] }
  world.roleDefinitions = [
    { id: ROLE, name: 'r', description: '', actions: [pattern], assignableScopes: [SCOPE], ...lists }
  ]
  world.roleAssignments = [{ principalId: PRINCIPAL, roleId: ROLE, scope: SCOPE }]
  const answers = [mayManage(world, PRINCIPAL, SCOPE, action), mayDo(world, PRINCIPAL, SCOPE, action)]
  expect(answers[0]).toBe(answers[1])
  return answers[0] === true
}

it.each([
  ['*', 'A/b/read', true],
  ['*/read', 'Microsoft.Maps/accounts/read', true],
  ['*/read', 'Microsoft.Maps/accounts/readX', false],
  ['microsoft.maps/*', 'Microsoft.Maps/accounts/read', true],
  ['Microsoft.Authorization/*/Write', 'microsoft.authorization/roleAssignments/write', true],
  ['Microsoft.Authorization/*/Write', 'microsoft.authorization/write', false],
  ['a*a', 'a', false],
  ['a*b*c', 'a-b-c', true],
  ['a*b*c', 'a-c-b', false],
  ['a.b', 'aXb', false],
  ['Microsoft.Maps/accounts/read', 'microsoft.maps/accounts/READ', true]
])('%s on %s: %s', (pattern, action, allowed) => {
  expect(allows(pattern, action)).toBe(allowed)
})

it('a pattern of many stars takes no time', () => {
  expect(allows('*a'.repeat(2_000), 'a'.repeat(1_999))).toBe(false)
})
