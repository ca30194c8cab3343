import { beforeAll, describe, expect, it } from 'vitest'
import { canonicalPath } from '../../../practice/graph/canonical-path.ts'
import { at, withPracticeCloud } from '../../clients/practice-fixture.ts'
import { graphAsker } from './ask-graph.ts'

const fixture = withPracticeCloud()
const graph = graphAsker(fixture)
let ann = ''

beforeAll(async () => {
  ann = await graph.personToken(0)
})

describe('a path of Microsoft Graph', () => {
  it.each([
    ["/v1.0/servicePrincipals(appId='A')", '/v1.0/serviceprincipals/appid%3Da'],
    ['/v1.0/servicePrincipals(appId=%27A%27)/owners/', '/v1.0/serviceprincipals/appid%3Da/owners'],
    ["/v1.0/users('$x@y')", '/v1.0/users/$x%40y'],
    ['/BETA/oAuth2PermissionGrants/AbC_-1', '/beta/oauth2permissiongrants/AbC_-1'],
    ['/v1.0/Me/MemberOf/microsoft.graph.Group', '/v1.0/me/memberof/microsoft.graph.group'],
    ['/v1.0/groups/X/Members/Y/$Ref', '/v1.0/groups/X/members/Y/$ref'],
    ['/v1.0/users/%zz', '/v1.0/users/%25zz'],
    ['/v1.0/users/a%2Fb', '/v1.0/users/a%2Fb'],
    ['', '/']
  ])('%s is %s', (path, expected) => {
    expect(canonicalPath(path)).toBe(expected)
  })
})

describe('what Microsoft Graph refuses', () => {
  it.each([
    ['/v1.0/users?$filter=', 'BadRequest'],
    ["/v1.0/users?$filter=displayName eq 'x", 'BadRequest'],
    ["/v1.0/users?$filter=password eq 'x'", 'BadRequest'],
    ["/v1.0/applications?$filter=secrets/any(s:s/value eq 'x')", 'BadRequest'],
    ["/v1.0/users?$filter=displayName ne 'x'", 'Request_UnsupportedQuery'],
    ["/v1.0/users?$filter=not(displayName eq 'x')", 'Request_UnsupportedQuery'],
    ["/v1.0/users?$filter=endswith(mail,'x')", 'Request_UnsupportedQuery'],
    ['/v1.0/users?$search="displayName:x"', 'Request_UnsupportedQuery'],
    ['/v1.0/users?$top=0', 'Request_UnsupportedQuery'],
    ['/v1.0/users?$top=1000', 'Request_UnsupportedQuery'],
    ['/v1.0/users?$top=1e9', 'Request_UnsupportedQuery'],
    ['/v1.0/users?$select=password', 'BadRequest'],
    ['/v1.0/users?$orderby=__proto__', 'BadRequest'],
    ['/v1.0/users?$orderby=displayName sideways', 'BadRequest'],
    ['/v1.0/users?$expand=passwords', 'BadRequest'],
    ['/v1.0/users?$skip=1', 'BadRequest'],
    ['/v1.0/users?$frobnicate=1', 'BadRequest'],
    ['/v1.0/users?$skiptoken=!', 'BadRequest'],
    ['/v1.0/users/$count', 'Request_BadRequest'],
    ['/v1.0/servicePrincipals/nobody', 'Request_BadRequest'],
    ['/v1.0/constructor', 'BadRequest'],
    ['/v1.0/users/ann@contoso.com/constructor', 'BadRequest'],
    ['/v3.0/users', 'BadRequest'],
    ['/', 'BadRequest']
  ])('%s: %s', async (path, code) => {
    expect(await graph.ask(ann, path)).toMatchObject({ status: 400, code })
  })

  it('objects of another tenant', async () => {
    const fabrikam = at(fixture.cloud.world.users, 2).memberships[0].objectId
    expect(await graph.ask(ann, `/v1.0/users/${fabrikam}`)).toMatchObject({
      status: 404,
      code: 'Request_ResourceNotFound'
    })
    expect((await graph.ask(ann, `/v1.0/directoryObjects/${fabrikam}`)).status).toBe(404)
    const inFabrikam = await graph.personToken(0, { tenant: 'fabrikam.com' })
    expect((await graph.ask(inFabrikam, '/v1.0/applications')).status).toBe(403)
    const application = `/v1.0/applications(appId='${at(fixture.cloud.ready.apps, 0).clientId}')`
    expect((await graph.ask(inFabrikam, application)).status).toBe(403)
  })

  it.each(['', '{', '[]', '"x"', 'null', '{"displayName":""}', `{"displayName":"${'x'.repeat(300)}"}`])(
    'the body %j',
    async (body) => {
      const path = `/v1.0/applications/${encodeURIComponent('x')}`
      expect((await graph.ask(ann, path, { method: 'PATCH', body: body || null })).status).toBe(400)
      expect((await graph.ask(ann, '/v1.0/applications', { method: 'POST', body: body || null })).status).toBe(400)
    }
  )

  it('lists of ids that are too long', async () => {
    const ids = Array(1_001).fill('a')
    expect((await graph.send(ann, 'POST', '/v1.0/directoryObjects/getByIds', { ids })).status).toBe(400)
  })

  it('methods that a path does not have', async () => {
    for (const method of ['PUT', 'DELETE', 'POST'])
      expect((await graph.send(ann, method, '/v1.0/organization', {})).status).toBe(400)
  })
})

describe('what the request log keeps of Microsoft Graph', () => {
  it('no secret that it made, wherever it turns up', async () => {
    const { clientId } = at(fixture.cloud.ready.apps, 0)
    const added = await graph.send(ann, 'POST', `/v1.0/applications(appId='${clientId}')/addPassword`, {})
    const secret = String(added.body.secretText)
    expect(secret.length).toBeGreaterThan(20)
    await graph.ask(ann, `/v1.0/users/${secret}?$filter=displayName eq '${secret}'`)
    await graph.send(ann, 'PATCH', '/v1.0/users/sam@contoso.com', { passwordProfile: { password: 'Tide.Gauge.7' } })
    await graph.ask(ann, '/v1.0/users/Tide.Gauge.7')
    const log = JSON.stringify(await fixture.requests())
    expect(log).toContain('/v1.0/users/***')
    expect(log).not.toContain(secret)
    expect(log).not.toContain('Tide.Gauge.7')
    expect(log).not.toContain(ann)
  })
})
