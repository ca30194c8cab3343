import * as v from 'valibot'
import { checkReferences } from '../../../practice/world/check-references.ts'
import { worldSchema } from '../../../practice/world/model/world.ts'
import { describe, expect, it } from 'vitest'
import { at, CLI, MAPS_SCOPE, withPracticeCloud } from '../../clients/practice-fixture.ts'
import { person, refreshTokenOf } from '../../clients/sign-in-by-script.ts'
import { annsGraph, GRAPH_APP_ID, graphAsker } from './ask-graph.ts'

const fixture = withPracticeCloud()
const graph = graphAsker(fixture)
const MAPS_APP_ID = 'ba1ea022-5807-41d5-bbeb-292c7e1cf5f6'
const { get, post, patch, remove } = annsGraph(graph)

describe('permissions given in Microsoft Graph', () => {
  it('a consent lets the next sign-in pass, and its end refuses it again', async () => {
    const desktop = fixture.cloud.ready.publicClients.find(({ firstParty }) => !firstParty)?.clientId ?? ''
    const idOf = async (appId: string): Promise<string> =>
      String((await get(`/servicePrincipals(appId='${appId}')?$select=id`)).body.id)
    const refreshToken = await refreshTokenOf(fixture, person(fixture, 3), 'contoso.com', desktop)
    const form = { grant_type: 'refresh_token', client_id: desktop, refresh_token: refreshToken, scope: MAPS_SCOPE }
    const ask = async (): Promise<unknown> => {
      const { body } = await fixture.token('contoso.com', form)
      return body.error_codes ?? body.token_type
    }
    expect(await ask()).toEqual([65001])
    const grant = {
      clientId: await idOf(desktop),
      consentType: 'AllPrincipals',
      resourceId: await idOf(MAPS_APP_ID),
      scope: 'user_impersonation'
    }
    const made = await post('/oauth2PermissionGrants', grant)
    expect(made).toMatchObject({ status: 201, body: { ...grant, principalId: null } })
    expect((await post('/oauth2PermissionGrants', grant)).status).toBe(409)
    expect(await ask()).toBe('Bearer')
    expect(await patch(`/oauth2PermissionGrants/${String(made.body.id)}`, { scope: 'nothing_like_it' })).toBe(400)
    // Azure CLI spells the path of a removal differently from that of the list.
    expect(await remove(`/oAuth2PermissionGrants/${String(made.body.id)}`)).toBe(204)
    expect(await ask()).toEqual([65001])
    const one = {
      ...grant,
      consentType: 'Principal',
      principalId: at(fixture.cloud.world.users, 3).memberships[0].objectId
    }
    expect((await post('/oauth2PermissionGrants', { ...one, principalId: null })).status).toBe(400)
    expect((await post('/oauth2PermissionGrants', one)).status).toBe(201)
    expect(await ask()).toBe('Bearer')
  })

  it('an application permission is in the next token, and gone after its end', async () => {
    const graphPrincipal = (await get(`/servicePrincipals(appId='${GRAPH_APP_ID}')`)).body
    const role = (graphPrincipal.appRoles as Record<string, unknown>[]).find(({ value }) => value === 'User.Read.All')
    const principalId = graph.principalId(2)
    const body = { principalId, resourceId: graphPrincipal.id, appRoleId: role?.id }
    expect((await graph.ask(await graph.appToken(2), '/v1.0/users')).status).toBe(403)
    const made = await post(`/servicePrincipals/${principalId}/appRoleAssignments`, body)
    expect(made).toMatchObject({ status: 201, body: { ...body, resourceDisplayName: 'Microsoft Graph' } })
    expect((await post(`/servicePrincipals/${principalId}/appRoleAssignments`, body)).status).toBe(400)
    expect((await graph.ask(await graph.appToken(2), '/v1.0/users')).status).toBe(200)
    expect(await remove(`/servicePrincipals/${principalId}/appRoleAssignments/${String(made.body.id)}`)).toBe(204)
    expect((await graph.ask(await graph.appToken(2), '/v1.0/users')).status).toBe(403)
  })

  it('who is assigned to an application', async () => {
    const principal = `/servicePrincipals/${graph.principalId(0)}`
    const principalId = at(fixture.cloud.world.users, 1).memberships[0].objectId
    const body = { principalId, resourceId: graph.principalId(0), appRoleId: '00000000-0000-0000-0000-000000000000' }
    const made = await post(`${principal}/appRoleAssignedTo`, body)
    expect(made).toMatchObject({ status: 201, body: { principalType: 'User', principalDisplayName: 'Rhea Lindqvist' } })
    expect((await get('/users/rhea@contoso.com/appRoleAssignments')).value).toHaveLength(1)
    expect(await remove(`${principal}/appRoleAssignedTo/${String(made.body.id)}`)).toBe(204)
    expect((await get(`${principal}/appRoleAssignedTo`)).value).toEqual([])
  })
})

describe('people changed in Microsoft Graph', () => {
  const refresh = async (refreshToken: string): Promise<unknown> => {
    const { body } = await fixture.token('contoso.com', {
      grant_type: 'refresh_token',
      client_id: CLI,
      refresh_token: refreshToken,
      scope: MAPS_SCOPE
    })
    return body.error_codes ?? body.token_type
  }

  it('a blocked account signs in no more', async () => {
    const token = await refreshTokenOf(fixture, person(fixture, 3), 'contoso.com')
    expect(await refresh(token)).toBe('Bearer')
    expect(await patch('/users/sam@contoso.com', { accountEnabled: false })).toBe(204)
    expect(await refresh(token)).toEqual([50057])
    expect(await patch('/users/sam@contoso.com', { accountEnabled: true })).toBe(204)
    expect(await refresh(token)).toBe('Bearer')
  })

  it('ended sessions have to sign in again', async () => {
    const token = await refreshTokenOf(fixture, person(fixture, 3), 'contoso.com')
    const ended = await post('/users/sam@contoso.com/revokeSignInSessions')
    expect(ended).toMatchObject({ status: 200, body: { value: true } })
    expect(await refresh(token)).toEqual([50173])
  })

  it('the password of a guest is left to the home tenant', async () => {
    const path = '/users/carl_fabrikam.com%23EXT%23@contoso.com'
    expect(await patch(path, { passwordProfile: { password: 'Another-Long-1' } })).toBe(403)
    expect(await patch('/users/sam@contoso.com', { passwordProfile: { password: 'Another-Long-1' } })).toBe(204)
    expect(at(fixture.cloud.world.users, 3).password).toBe('Another-Long-1')
  })

  it('members come into groups and leave them', async () => {
    const group = `/groups/${at(fixture.cloud.world.groups, 2).objectId}`
    const id = at(fixture.cloud.world.users, 1).memberships[0].objectId
    const reference = { '@odata.id': `https://graph.microsoft.com/v1.0/directoryObjects/${id}` }
    expect((await post(`${group}/members/$ref`, reference)).status).toBe(204)
    expect((await post(`${group}/members/$ref`, reference)).status).toBe(400)
    expect((await get(`${group}/members`)).value.map((one) => one.id)).toContain(id)
    expect(await remove(`${group}/members/${id}/$ref`)).toBe(204)
    expect(await remove(`${group}/members/${id}/$ref`)).toBe(404)
  })
})

describe('what goes with something that is removed', () => {
  it('an application with roles leaves nothing behind that names it', async () => {
    const { clientId } = at(fixture.cloud.ready.apps, 1)
    expect(await remove(`/applications(appId='${clientId}')`)).toBe(204)
    expect(checkReferences(fixture.cloud.world)).toEqual([])
    expect(JSON.stringify(fixture.cloud.world.consents)).not.toContain(clientId)
  })

  it('a service principal leaves its application behind', async () => {
    const { clientId } = at(fixture.cloud.ready.apps, 2)
    expect(await remove(`/servicePrincipals(appId='${clientId}')`)).toBe(204)
    expect((await get(`/applications(appId='${clientId}')`)).status).toBe(200)
    expect(checkReferences(fixture.cloud.world)).toEqual([])
  })

  it('a client of Microsoft can be switched off, but not removed', async () => {
    const path = `/servicePrincipals(appId='${CLI}')`
    expect(await remove(path)).toBe(400)
    const token = await refreshTokenOf(fixture, person(fixture, 1), 'contoso.com')
    const form = { grant_type: 'refresh_token', client_id: CLI, refresh_token: token, scope: MAPS_SCOPE }
    expect(await patch(path, { accountEnabled: false })).toBe(204)
    expect((await fixture.token('contoso.com', form)).body.error_codes).toEqual([7000112])
    expect(await patch(path, { accountEnabled: true })).toBe(204)
    expect((await fixture.token('contoso.com', form)).body.token_type).toBe('Bearer')
  })

  it('the world is still one that a state file can hold', () => {
    expect(v.safeParse(worldSchema, fixture.cloud.world).issues).toBeUndefined()
    expect(checkReferences(fixture.cloud.world)).toEqual([])
  })
})
