import { beforeAll, describe, expect, it } from 'vitest'
import { at, MAPS_SCOPE, withPracticeCloud } from '../../clients/practice-fixture.ts'
import { GRAPH_APP_ID, GRAPH_SCOPE, graphAsker } from './ask-graph.ts'

const fixture = withPracticeCloud()
const graph = graphAsker(fixture)
const PATHS = [
  '/me',
  '/me/memberOf',
  '/organization',
  '/users',
  '/groups',
  '/applications',
  '/servicePrincipals',
  '/oauth2PermissionGrants'
] as const

const statuses = async (token: string): Promise<number[]> =>
  Promise.all(PATHS.map(async (path) => (await graph.ask(token, `/v1.0${path}`)).status))

describe('what somebody may read', () => {
  it.each([
    ['ann, the administrator', 0, [200, 200, 200, 200, 200, 200, 200, 200]],
    ['rhea, a member', 1, [200, 200, 200, 200, 200, 200, 200, 200]],
    ['carl, a guest: himself', 2, [200, 200, 200, 403, 403, 403, 403, 403]],
    ['sam, a member without a role', 3, [200, 200, 200, 200, 200, 200, 200, 200]]
  ] as const)('%s, by the developer tools', async (_name, index, expected) => {
    expect(await statuses(await graph.personToken(index))).toEqual(expected)
  })

  it('a guest may read himself by id, but nobody else, and does not learn who is there', async () => {
    const token = await graph.personToken(2)
    const { body } = await graph.ask(token, '/v1.0/me')
    expect((await graph.ask(token, `/v1.0/users/${String(body.id)}`)).status).toBe(200)
    for (const key of ['ann@contoso.com', 'nobody@contoso.com'])
      expect(await graph.ask(token, `/v1.0/users/${key}`)).toMatchObject({ status: 403 })
  })

  it('another client only what it was allowed to ask', async () => {
    const desktop = fixture.cloud.ready.publicClients.find(({ firstParty }) => !firstParty)
    const clientId = desktop?.clientId ?? ''
    const token = await graph.personToken(1, { clientId, scope: 'https://graph.microsoft.com/User.Read' })
    expect(await statuses(token)).toEqual([200, 200, 200, 403, 403, 403, 403, 403])
  })

  it.each([
    [undefined, [400, 400, 403, 403, 403, 403, 403, 403]],
    ['Application.Read.All', [400, 400, 403, 403, 403, 200, 200, 403]],
    ['User.Read.All', [400, 400, 403, 200, 403, 403, 403, 403]],
    ['Group.Read.All', [400, 400, 403, 403, 200, 403, 403, 403]],
    ['DelegatedPermissionGrant.Read.All', [400, 400, 403, 403, 403, 403, 403, 200]],
    ['Directory.Read.All', [400, 400, 200, 200, 200, 200, 200, 200]]
  ] as const)('an application with %s', async (permission, expected) => {
    const takeAway = permission === undefined ? () => undefined : graph.allowApp(2, permission)
    expect(await statuses(await graph.appToken(2))).toEqual(expected)
    takeAway()
  })
})

it('an application sees objects by their ids only of the types that it may read', async () => {
  const takeAway = graph.allowApp(2, 'User.Read.All')
  const token = await graph.appToken(2)
  const { objectId } = at(fixture.cloud.world.users, 0).memberships[0]
  const ids = [objectId, graph.principalId(0)]
  const { value } = await graph.send(token, 'POST', '/v1.0/directoryObjects/getByIds', { ids })
  expect(value.map(({ id }) => id)).toEqual([objectId])
  expect((await graph.ask(token, `/v1.0/directoryObjects/${graph.principalId(0)}`)).status).toBe(403)
  takeAway()
})

describe('a token for Microsoft Graph', () => {
  it.each(['https://graph.microsoft.com', 'https://graph.microsoft.com/', GRAPH_APP_ID])(
    'named %s',
    async (audience) => {
      const token = await fixture.appToken(0, `${audience}/.default`)
      expect((await graph.ask(token, '/v1.0/users')).code).toBe('Authorization_RequestDenied')
    }
  )

  it('of a managed identity, with the permissions that it was given', async () => {
    const { world, ready } = fixture.cloud
    const worker = world.managedIdentities.find(({ kind }) => kind === 'system')
    const { tenantId = '', objectId: principalId = '' } = worker ?? {}
    world.appRoleAssignments.push({ tenantId, principalId, resourceAppId: GRAPH_APP_ID, value: 'User.Read.All' })
    const answer = await fetch(
      `${ready.endpoints.imds}/metadata/identity/oauth2/token?api-version=2018-02-01&resource=https://graph.microsoft.com`,
      { headers: { Metadata: 'true' } }
    )
    const { access_token: token } = (await answer.json()) as { access_token: string }
    expect((await graph.ask(token, '/v1.0/users')).status).toBe(200)
    expect((await graph.ask(token, '/v1.0/groups')).status).toBe(403)
    world.appRoleAssignments.pop()
  })
})

describe('what somebody may change', () => {
  const create = (token: string, displayName: string) =>
    graph.send(token, 'POST', '/v1.0/applications', { displayName })

  it('a member registers an application, owns it, and changes no other one', async () => {
    const rhea = await graph.personToken(1)
    const made = await create(rhea, 'Tide tables')
    expect(made.status).toBe(201)
    const path = `/v1.0/applications/${String(made.body.id)}`
    expect((await graph.ask(rhea, `${path}/owners`)).value.map(({ displayName }) => displayName)).toEqual([
      'Rhea Lindqvist'
    ])
    expect((await graph.send(rhea, 'PATCH', path, { displayName: 'Tides' })).status).toBe(204)
    const sam = await graph.personToken(3)
    expect(await graph.send(sam, 'PATCH', path, { displayName: 'Sam was here' })).toMatchObject({
      status: 403,
      code: 'Authorization_RequestDenied'
    })
    const operator = `/v1.0/applications(appId='${at(fixture.cloud.ready.apps, 0).clientId}')`
    expect((await graph.send(rhea, 'POST', `${operator}/addPassword`, {})).status).toBe(403)
    expect((await graph.send(await graph.personToken(0), 'DELETE', path)).status).toBe(204)
    expect((await graph.ask(rhea, path)).status).toBe(404)
  })

  it('only administrators grant permissions and block people', async () => {
    const resource = await graph.ask(await graph.personToken(0), `/v1.0/servicePrincipals(appId='${GRAPH_APP_ID}')`)
    const grant = {
      clientId: graph.principalId(2),
      consentType: 'AllPrincipals',
      resourceId: String(resource.body.id),
      scope: 'User.Read'
    }
    const rhea = await graph.personToken(1)
    expect((await graph.send(rhea, 'POST', '/v1.0/oauth2PermissionGrants', grant)).status).toBe(403)
    expect((await graph.send(rhea, 'PATCH', '/v1.0/users/sam@contoso.com', { accountEnabled: false })).status).toBe(403)
    expect((await graph.send(rhea, 'PATCH', '/v1.0/users/nobody@contoso.com', {})).status).toBe(403)
  })

  it('a guest registers nothing', async () => {
    expect((await create(await graph.personToken(2), 'Contractor tool')).status).toBe(403)
  })

  it('an application that may manage its own ones changes no other one', async () => {
    const takeAway = graph.allowApp(2, 'Application.ReadWrite.OwnedBy')
    const kiosk = await graph.appToken(2)
    const made = await create(kiosk, 'Kiosk child')
    expect(made.status).toBe(201)
    const added = await graph.send(kiosk, 'POST', `/v1.0/applications/${String(made.body.id)}/addPassword`, {})
    expect(added.status).toBe(200)
    const other = `/v1.0/applications(appId='${at(fixture.cloud.ready.apps, 0).clientId}')`
    expect((await graph.send(kiosk, 'PATCH', other, { displayName: 'x' })).status).toBe(403)
    takeAway()
  })
})

describe('a token that is none', () => {
  let maps = ''
  beforeAll(async () => {
    maps = await fixture.appToken(0, MAPS_SCOPE)
  })

  it.each([
    ['no token', () => ({}), 'Access token is empty.'],
    ['another scheme', () => ({ authorization: 'Basic x' }), 'Access token is empty.'],
    ['no dots', () => ({ authorization: 'Bearer x' }), 'IDX14100: JWT is not well formed'],
    ['a made-up one', () => ({ authorization: 'Bearer x.y.z' }), 'Invalid signature.'],
    ['one for another API', () => ({ authorization: `Bearer ${maps}` }), 'Invalid audience.']
  ])('%s', async (_name, headers, words) => {
    const id = '0c6b1b9e-3f55-4a5a-9ad5-53f3f0c0d7a4'
    const response = await fixture.fetch(`${fixture.cloud.ready.endpoints.graph}/v1.0/me`, {
      headers: { ...headers(), 'client-request-id': id }
    })
    expect(response.status).toBe(401)
    const { error } = (await response.json()) as { error: { code: string; message: string; innerError: object } }
    expect(error.code).toBe('InvalidAuthenticationToken')
    expect(error.message).toContain(words)
    expect(error.innerError).toMatchObject({
      'client-request-id': id,
      'request-id': response.headers.get('request-id')
    })
    const challenge = response.headers.get('www-authenticate') ?? ''
    expect(challenge).toMatch(
      /^Bearer realm="", authorization_uri="https:\/\/localhost:\d+\/common\/oauth2\/authorize", client_id="00000003-0000-0000-c000-000000000000", PoP realm="", .*, nonce="[\w-]+"$/
    )
  })

  it('an expired one', async () => {
    const token = await fixture.appToken(0, GRAPH_SCOPE)
    await fixture.weather([{ match: { service: 'graph' }, do: { kind: 'clock', offsetSeconds: 200_000 }, times: 1 }])
    const { status, body } = await graph.ask(token, '/v1.0/organization')
    expect(status).toBe(401)
    expect(body.error).toMatchObject({ message: 'Access token has expired or is not yet valid.' })
  })

  it('one of an application that has left the tenant', async () => {
    const token = await graph.appToken(2)
    const application = fixture.cloud.world.applications.find(
      ({ appId }) => appId === at(fixture.cloud.ready.apps, 2).clientId
    )
    const gone = application?.servicePrincipals.splice(0) ?? []
    expect(await graph.ask(token, '/v1.0/users')).toMatchObject({ status: 403, code: 'Authorization_IdentityNotFound' })
    application?.servicePrincipals.push(...gone)
  })
})
