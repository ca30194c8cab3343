import { randomUUID } from 'node:crypto'
import { afterEach, describe, expect, it } from 'vitest'
import { at, MAPS_SCOPE, withPracticeCloud } from '../../clients/practice-fixture.ts'
import { armAsker } from './ask-arm.ts'

const fixture = withPracticeCloud()
const { ask, operator, user, subscription, group, principal } = armAsker(fixture)
const VERSION = 'api-version=2022-04-01'
const READER = 'acdd72a7-3385-48ef-bd42-f606fba81ae7'
const USER_ACCESS_ADMINISTRATOR = '18d7d88d-d35e-4fb5-a5c3-7773c20a72d9'
const RENDER = 'Microsoft.Maps/accounts/services/render/read'
const world = () => fixture.cloud.world
const maps = () => at(fixture.cloud.ready.maps, 0)

const path = (scope: string, name = randomUUID() as string): string =>
  `${scope}/providers/Microsoft.Authorization/roleAssignments/${name}?${VERSION}`
const grant = (principalId: string, roleId = READER, more: object = {}): object => ({
  properties: {
    roleDefinitionId: `${subscription()}/providers/Microsoft.Authorization/roleDefinitions/${roleId}`,
    principalId,
    ...more
  }
})
const listed = async (scope: string, filter: string): Promise<Record<string, unknown>[]> => {
  const query = filter === '' ? '' : `&$filter=${encodeURIComponent(filter)}`
  const { body } = await ask(
    await operator(),
    `${scope}/providers/Microsoft.Authorization/roleAssignments?${VERSION}${query}`
  )
  return (body.value ?? []).map(({ properties }) => properties as Record<string, unknown>)
}
const mapsStatus = async (appIndex: number, route = '/map/copyright/caption/json?api-version=2024-04-01') => {
  const authorization = `Bearer ${await fixture.appToken(appIndex, MAPS_SCOPE)}`
  const headers = { authorization, 'x-ms-client-id': maps().clientId }
  return (await fixture.fetch(`${fixture.cloud.ready.endpoints.maps}${route}`, { headers })).status
}

describe('role assignments', () => {
  it('are given, read, listed and taken by an Owner', async () => {
    const ann = await user(0)
    const one = path(group())
    const made = await ask(ann, one, 'PUT', grant(principal(2), READER, { description: 'for a visit' }))
    expect([made.status, made.body]).toMatchObject([
      201,
      { properties: { principalId: principal(2), principalType: 'ServicePrincipal', scope: group(), createdBy: null } }
    ])
    expect((await ask(ann, one)).body).toMatchObject({ id: made.body.id, properties: { description: 'for a visit' } })
    expect(await listed(group(), `principalId eq '${principal(2)}'`)).toHaveLength(1)
    expect(await ask(ann, one, 'DELETE')).toMatchObject({ status: 200, body: { id: made.body.id } })
    expect((await ask(ann, one, 'DELETE')).status).toBe(204)
    expect((await ask(ann, one)).error?.code).toBe('RoleAssignmentNotFound')
  })

  it('are refused to a Contributor, and given by a User Access Administrator', async () => {
    const refused = await ask(await operator(), path(group()), 'PUT', grant(principal(2)))
    expect(refused.error?.message).toContain('Microsoft.Authorization/roleAssignments/write')
    const ann = await user(0)
    await ask(ann, path(subscription()), 'PUT', grant(principal(2), USER_ACCESS_ADMINISTRATOR))
    const kiosk = await armAsker(fixture).kiosk()
    const one = path(maps().resourceId)
    expect((await ask(kiosk, one, 'PUT', grant(principal(0)))).status).toBe(201)
    expect((await ask(kiosk, one, 'DELETE')).status).toBe(200)
    world().roleAssignments.splice(
      world().roleAssignments.findIndex(({ roleId }) => roleId === USER_ACCESS_ADMINISTRATOR),
      1
    )
  })

  it.each([
    [
      'a principal that nobody is',
      () => grant(randomUUID()),
      400,
      'PrincipalNotFound',
      / does not exist in the directory /
    ],
    [
      'another type',
      () => grant(principal(2), READER, { principalType: 'User' }),
      400,
      'UnmatchedPrincipalType',
      /PrinciaplType 'User'/
    ],
    [
      'a role that is none',
      () => grant(principal(2), randomUUID()),
      404,
      'RoleDefinitionDoesNotExist',
      /does not exist/
    ],
    [
      'a role id that is none',
      () => grant(principal(2), 'Reader'),
      400,
      'InvalidRoleDefinitionId',
      /'reader' is not valid/
    ],
    ['a body that is none', () => ({}), 400, 'BadRequestFormat', /properties/]
  ])('refuse %s', async (_name, body, status, code, words) => {
    const { status: found, error } = await ask(await user(0), path(group()), 'PUT', body())
    expect([found, error?.code]).toEqual([status, code])
    expect(error?.message).toMatch(words)
  })

  it('exist once, whatever their name; the same name may be put again', async () => {
    const ann = await user(0)
    const one = path(group())
    await ask(ann, one, 'PUT', grant(principal(2)))
    const twin = await ask(ann, path(group()), 'PUT', grant(principal(2)))
    expect([twin.status, twin.error?.code]).toEqual([409, 'RoleAssignmentExists'])
    expect((await ask(ann, one, 'PUT', grant(principal(2)))).status).toBe(200)
    const other = await ask(ann, one, 'PUT', grant(principal(1)))
    expect(other.error?.code).toBe('RoleAssignmentUpdateNotPermitted')
    await ask(ann, one, 'DELETE')
  })

  it('reach through groups by assignedTo(), and not by principalId', async () => {
    const objectId = randomUUID()
    const tenantId = at(world().tenants, 0).tenantId
    world().groups.push({ objectId, tenantId, displayName: 'Surveyors', members: [principal(2)] })
    await ask(await user(0), path(group()), 'PUT', grant(objectId))
    const all = subscription()
    expect(await listed(all, `assignedTo('${principal(2)}')`)).toMatchObject([
      { principalId: objectId, principalType: 'Group' }
    ])
    expect(await listed(maps().resourceId, `atScope() and assignedTo('${principal(2)}')`)).toHaveLength(1)
    expect(await listed(all, `principalId eq '${principal(2)}'`)).toEqual([])
    expect(await listed(all, `assignedTo('${objectId}')`)).toEqual([])
    expect(await listed(all, `principalId eq '${objectId}'`)).toHaveLength(1)
    const both = `atScope() and principalId eq '${objectId}'`
    const refused = await ask(
      await operator(),
      `${all}/providers/Microsoft.Authorization/roleAssignments?${VERSION}&$filter=${encodeURIComponent(both)}`
    )
    expect(refused.error?.code).toBe('UnsupportedQuery')
    world().groups.pop()
    world().roleAssignments.pop()
  })
})

describe('a change of roles that takes its time', () => {
  afterEach(() => {
    world().roleChangeDelaySeconds = 0
  })

  it('is listed at once and honoured later; a removal the other way round', async () => {
    const ann = await user(0)
    const role = '423170ca-a8f6-4b0f-8487-9e4eb8f49bfa'
    const one = path(maps().resourceId)
    const given = (): (typeof fixture.cloud.world.roleAssignments)[number] | undefined =>
      world().roleAssignments.find(({ principalId, roleId }) => principalId === principal(2) && roleId === role)
    world().roleChangeDelaySeconds = 600
    await ask(ann, one, 'PUT', grant(principal(2), role))
    expect(await listed(maps().resourceId, `principalId eq '${principal(2)}'`)).toHaveLength(1)
    expect(await mapsStatus(2)).toBe(403)
    delete given()?.effectiveAt
    expect(await mapsStatus(2)).toBe(200)
    expect((await ask(ann, one, 'DELETE')).status).toBe(200)
    expect((await ask(ann, one)).error?.code).toBe('RoleAssignmentNotFound')
    expect(await listed(maps().resourceId, `principalId eq '${principal(2)}'`)).toEqual([])
    expect(await mapsStatus(2)).toBe(200)
    const removed = given()
    if (removed !== undefined) removed.removedButEffectiveUntil = 1
    expect(await mapsStatus(2)).toBe(403)
  })
})

describe('role definitions of the organisation', () => {
  const id = randomUUID()
  const one = (scope = subscription()): string =>
    `${scope}/providers/Microsoft.Authorization/roleDefinitions/${id}?${VERSION}`
  const role = (more: object = {}): object => ({
    properties: {
      roleName: 'Practice all but search',
      description: 'Everything but search',
      permissions: [{ dataActions: ['Microsoft.Maps/accounts/*/read'], notDataActions: ['*/search/read'] }],
      assignableScopes: [subscription()],
      ...more
    }
  })
  const search = async (filter: string): Promise<unknown[]> => {
    const url = `${group()}/providers/Microsoft.Authorization/roleDefinitions?${VERSION}&$filter=${encodeURIComponent(filter)}`
    return ((await ask(await operator(), url)).body.value ?? []).map(({ name }) => name)
  }

  it('are made, found, used with their exceptions, and kept while somebody has them', async () => {
    const ann = await user(0)
    expect((await ask(await operator(), one(), 'PUT', role())).error?.code).toBe('AuthorizationFailed')
    expect(await ask(ann, one(), 'PUT', role())).toMatchObject({
      status: 201,
      body: { name: id, properties: { type: 'CustomRole' } }
    })
    expect(await search("roleName eq 'practice all but search'")).toEqual([id])
    expect(await search("atScopeAndBelow() and type eq 'CustomRole'")).toContain(id)
    expect(await search("type eq 'BuiltInRole'")).not.toContain(id)
    const assignment = path(maps().resourceId)
    expect((await ask(ann, assignment, 'PUT', grant(principal(2), id))).status).toBe(201)
    expect(await mapsStatus(2)).toBe(200)
    expect(await mapsStatus(2, '/geocode?api-version=2026-01-01&query=Seattle')).toBe(403)
    expect((await ask(ann, one(), 'DELETE')).error?.code).toBe('RoleDefinitionHasAssignments')
    await ask(ann, assignment, 'DELETE')
    expect((await ask(ann, one(), 'DELETE')).body).toMatchObject({ name: id })
    expect((await ask(ann, one(), 'DELETE')).status).toBe(204)
  })

  it.each([
    ['a taken name', { roleName: 'reader' }, 409, 'RoleDefinitionWithSameNameExists'],
    ['no scope', { assignableScopes: [] }, 400, 'BadRequest'],
    ['a scope elsewhere', { assignableScopes: ['/subscriptions/none'] }, 403, 'AuthorizationFailed'],
    ['permissions that are none', { permissions: RENDER }, 400, 'BadRequest']
  ])('are refused with %s', async (_name, more, status, code) => {
    const answer = await ask(await user(0), one(), 'PUT', role(more))
    expect([answer.status, answer.error?.code]).toEqual([status, code])
  })

  it('leave the built-in roles alone', async () => {
    const builtIn = `${subscription()}/providers/Microsoft.Authorization/roleDefinitions/${READER}?${VERSION}`
    const ann = await user(0)
    expect((await ask(ann, builtIn, 'PUT', role())).status).toBe(400)
    expect((await ask(ann, builtIn, 'DELETE')).status).toBe(400)
  })
})
