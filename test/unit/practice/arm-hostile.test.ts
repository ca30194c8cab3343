import { randomUUID } from 'node:crypto'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { World } from '../../../practice/world/model.ts'
import { at, withPracticeCloud } from '../../clients/practice-fixture.ts'
import { armAsker } from './ask-arm.ts'

const fixture = withPracticeCloud()
const { ask, operator, kiosk, user, subscription, group, principal } = armAsker(fixture)
const OWNER = '8e3af657-a8ff-443c-a75c-2fe8c4bcb635'
const AUTHORIZATION = 'api-version=2022-04-01'
const world = (): World => fixture.cloud.world

let before: Pick<World, 'roleAssignments' | 'roleDefinitions' | 'subscriptions'>
beforeEach(() => {
  const { roleAssignments, roleDefinitions, subscriptions } = world()
  before = structuredClone({ roleAssignments, roleDefinitions, subscriptions })
})
afterEach(() => Object.assign(world(), before))

const definition = (scope: string, id: string): string =>
  `${scope}/providers/Microsoft.Authorization/roleDefinitions/${id}?${AUTHORIZATION}`
const body = (assignableScopes: readonly string[], actions = ['*']): object => ({
  properties: { roleName: 'Grown', description: '', permissions: [{ actions }], assignableScopes }
})
/** A role of the organisation's own, on the list of roles. */
const addRole = (scope: string): string => {
  const id = randomUUID()
  const nothing = { notActions: [], dataActions: [], notDataActions: [] }
  const words = { name: `Small ${id}`, description: '' }
  world().roleDefinitions.push({ id, ...words, actions: ['*/read'], ...nothing, assignableScopes: [scope] })
  return id
}

describe('a role of the organisation', () => {
  it('is changed and removed only by those who may do so everywhere it is meant for', async () => {
    const id = addRole(subscription())
    world().roleAssignments.push(
      { principalId: principal(2), roleId: id, scope: subscription() },
      { principalId: principal(2), roleId: OWNER, scope: group() }
    )
    const token = await kiosk()
    expect((await ask(token, definition(group(), id), 'PUT', body([group()]))).error?.code).toBe('AuthorizationFailed')
    world().roleAssignments = world().roleAssignments.filter(({ roleId }) => roleId !== id)
    expect((await ask(token, definition(group(), id), 'DELETE')).error?.code).toBe('AuthorizationFailed')
    expect(world().roleDefinitions.find((one) => one.id === id)?.actions).toEqual(['*/read'])
    expect((await ask(await user(0), definition(subscription(), id), 'DELETE')).status).toBe(200)
  })

  it('is neither seen nor given in another tenant, nor meant for one', async () => {
    const subscriptionId = randomUUID()
    const { tenantId } = at(world().tenants, 1)
    world().subscriptions.push({ ...at(world().subscriptions, 0), subscriptionId, tenantId })
    const elsewhere = `/subscriptions/${subscriptionId}`
    const id = addRole(elsewhere)
    const ann = await user(0)
    const list = await ask(ann, `/providers/Microsoft.Authorization/roleDefinitions?${AUTHORIZATION}`)
    expect(list.body.value?.some(({ name }) => name === OWNER)).toBe(true)
    expect(list.body.value?.some(({ name }) => name === id)).toBe(false)
    expect((await ask(ann, definition('', id))).status).toBe(404)
    const given = await ask(
      ann,
      `${group()}/providers/Microsoft.Authorization/roleAssignments/${randomUUID()}?${AUTHORIZATION}`,
      'PUT',
      { properties: { roleDefinitionId: definition('', id).split('?')[0], principalId: principal(2) } }
    )
    expect(given.error?.code).toBe('RoleDefinitionDoesNotExist')
    const { objectId } = at(at(world().users, 0).memberships, 0)
    world().roleAssignments.push(
      { principalId: objectId, roleId: OWNER, scope: '/' },
      { principalId: principal(2), roleId: OWNER, scope: elsewhere }
    )
    const made = await ask(ann, definition(subscription(), randomUUID()), 'PUT', body([subscription(), elsewhere]))
    expect([made.status, made.error?.code]).toEqual([401, 'InvalidAuthenticationTokenTenant'])
    const assignments = await ask(ann, `/providers/Microsoft.Authorization/roleAssignments?${AUTHORIZATION}`)
    const scopes = assignments.body.value?.map(({ properties }) => (properties as { scope: string }).scope) ?? []
    expect(scopes).toContain(subscription())
    expect(scopes).not.toContain(elsewhere)
  })

  it('is given only where it is meant for', async () => {
    const id = addRole(group())
    const url = `${subscription()}/providers/Microsoft.Authorization/roleAssignments/${randomUUID()}?${AUTHORIZATION}`
    const roleDefinitionId = definition('', id).split('?')[0]
    const given = await ask(await user(0), url, 'PUT', { properties: { roleDefinitionId, principalId: principal(2) } })
    expect(given.error?.code).toBe('RoleDefinitionDoesNotExist')
  })
})

describe('a new resource', () => {
  const account = { location: 'eastus', sku: { name: 'G2' } }

  it.each([
    ['the subscription', () => subscription()],
    ['something below the group', () => `${group()}/more/here`]
  ])('is not made in %s', async (_name, scope) => {
    const url = `${scope()}/providers/Microsoft.Maps/accounts/astray?api-version=2023-06-01`
    expect((await ask(await operator(), url, 'PUT', account)).status).toBe(405)
    expect(world().mapsAccounts.some(({ name }) => name === 'astray')).toBe(false)
  })

  it.each(['east\r\nus', 'é', '', 'x'.repeat(200), '<b>'])('is not made in the region %j', async (location) => {
    const url = `${group()}/providers/Microsoft.ManagedIdentity/userAssignedIdentities/astray?api-version=2023-01-31`
    const { status, error } = await ask(await operator(), url, 'PUT', { location })
    expect([status, error?.message]).toEqual([
      400,
      'The request body is not valid: location: The name of a region is needed.'
    ])
    expect(world().managedIdentities.some(({ name }) => name === 'astray')).toBe(false)
  })
})
