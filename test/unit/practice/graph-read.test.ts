import { beforeAll, describe, expect, it } from 'vitest'
import { at, CLI, withPracticeCloud } from '../../clients/practice-fixture.ts'
import { GRAPH_APP_ID, graphAsker } from './ask-graph.ts'

const fixture = withPracticeCloud()
const graph = graphAsker(fixture)
const EVENTUAL = { headers: { ConsistencyLevel: 'eventual' } }
let ann = ''

beforeAll(async () => {
  ann = await graph.personToken(0)
})

const list = async (path: string, init?: RequestInit): Promise<Record<string, unknown>[]> =>
  (await graph.ask(ann, `/v1.0${path}`, init)).value
const inContoso = () =>
  fixture.cloud.world.users.filter(({ memberships }) =>
    memberships.some(({ tenantId }) => tenantId === at(fixture.cloud.world.tenants, 0).tenantId)
  )
const names = async (path: string, init?: RequestInit): Promise<unknown[]> =>
  (await list(path, init)).map(({ displayName }) => displayName)

describe('Microsoft Graph tells', () => {
  it('who is signed in', async () => {
    const { body, headers } = await graph.ask(ann, '/v1.0/me?$select=id,userPrincipalName,displayName')
    expect(body).toEqual({
      '@odata.context': `${fixture.cloud.ready.endpoints.graph}/v1.0/$metadata#users(id,userPrincipalName,displayName)/$entity`,
      id: at(fixture.cloud.world.users, 0).memberships[0].objectId,
      userPrincipalName: 'ann@contoso.com',
      displayName: 'Ann Okafor'
    })
    expect(headers.get('odata-version')).toBe('4.0')
    expect(headers.get('request-id')).toMatch(/^[\da-f-]{36}$/)
    expect(headers.get('x-ms-ags-diagnostic')).toContain('"ServerInfo"')
  })

  it('a guest by the name that the tenant gives to guests', async () => {
    const carl = await graph.personToken(2)
    const { body } = await graph.ask(carl, '/v1.0/me?$select=userPrincipalName,userType,mail')
    expect(body).toMatchObject({
      userPrincipalName: 'carl_fabrikam.com#EXT#@contoso.com',
      userType: 'Guest',
      mail: 'carl@fabrikam.com'
    })
  })

  it('a person by id, by name, and in both spellings of a key', async () => {
    const { id } = (await graph.ask(ann, '/v1.0/users/RHEA@contoso.com')).body
    for (const key of [`/${String(id)}`, `('${String(id)}')`, "('rhea@contoso.com')", `/${String(id).toUpperCase()}`])
      expect((await graph.ask(ann, `/v1.0/users${key}`)).body.displayName).toBe('Rhea Lindqvist')
    const guest = await graph.ask(ann, '/v1.0/users/carl_fabrikam.com%23EXT%23@contoso.com')
    expect(guest.body.displayName).toBe('Carl Mendes')
  })

  it('the tenant and its domains', async () => {
    const [organization] = await list('/organization?$select=id,displayName,verifiedDomains')
    expect(organization).toMatchObject({
      displayName: 'Contoso GIS',
      verifiedDomains: [
        { name: 'contoso.com', isDefault: true },
        { name: 'contoso.onmicrosoft.com', isInitial: true }
      ]
    })
    expect((await list('/domains?$select=id')).map(({ id }) => id)).toEqual(['contoso.com', 'contoso.onmicrosoft.com'])
  })

  it.each([
    ['id', (appId: string) => `(appId='${appId}')`],
    ['$filter by appId', (appId: string) => `?$filter=appId eq '${appId}'`],
    ['$filter by name, as Azure CLI does', (appId: string) => `?$filter=servicePrincipalNames/any(c:c eq '${appId}')`]
  ])('an API of Microsoft by %s, with the ids of its permissions', async (_name, query) => {
    for (const [appId, value] of [
      ['ba1ea022-5807-41d5-bbeb-292c7e1cf5f6', 'user_impersonation'],
      ['6388acc4-795e-43a9-a320-33075c1eb83b', 'user_impersonation'],
      [GRAPH_APP_ID, 'User.Read']
    ] as const) {
      const { body, value: found } = await graph.ask(ann, `/v1.0/servicePrincipals${query(appId)}`)
      const [principal = body] = found
      expect(principal.oauth2PermissionScopes).toContainEqual(
        expect.objectContaining({ value, id: expect.stringMatching(/^[\da-f-]{36}$/) as string, isEnabled: true })
      )
    }
  })

  it('which ids of permissions are made up', async () => {
    const guessOf = async (appId: string, more = ''): Promise<string | null> =>
      (await graph.ask(ann, `/v1.0/servicePrincipals(appId='${appId}')${more}`)).headers.get('x-emulated-guess')
    expect(await guessOf('ba1ea022-5807-41d5-bbeb-292c7e1cf5f6')).toBe('1')
    expect(await guessOf('ba1ea022-5807-41d5-bbeb-292c7e1cf5f6', '?$select=displayName')).toBeNull()
    expect(await guessOf(GRAPH_APP_ID)).toBeNull()
  })

  it('who administers the tenant', async () => {
    const [role] = await list('/directoryRoles')
    expect(role).toMatchObject({ roleTemplateId: '62e90394-69f5-4237-9190-012177145e10' })
    expect(await names(`/directoryRoles/${String(role?.id)}/members`)).toEqual(['Ann Okafor'])
  })

  it('the application permissions of Microsoft Graph by their known ids', async () => {
    const { body } = await graph.ask(ann, `/v1.0/servicePrincipals(appId='${GRAPH_APP_ID}')?$select=appRoles`)
    expect(body.appRoles).toContainEqual(
      expect.objectContaining({ id: '9a5d68dd-52b0-4cc2-bd40-abcf44ac3a30', value: 'Application.Read.All' })
    )
  })

  it('the service principals of applications, of Azure CLI and of managed identities', async () => {
    expect(await names(`/servicePrincipals?$filter=appId eq '${CLI}'`)).toEqual(['Microsoft Azure CLI'])
    const [worker] = await list("/servicePrincipals?$filter=displayName eq 'gis-worker'")
    expect(worker).toMatchObject({ servicePrincipalType: 'ManagedIdentity' })
    expect(worker?.alternativeNames).toEqual([
      'isExplicit=False',
      expect.stringContaining('/virtualMachines/gis-worker')
    ])
    const identities = fixture.cloud.world.managedIdentities.map(({ name }) => name)
    expect(
      await names("/servicePrincipals?$filter=servicePrincipalType eq 'ManagedIdentity'&$orderby=displayName")
    ).toEqual(identities.sort())
  })

  it('when the credentials of an application end, and never what they are', async () => {
    const { clientId, secretId, secret } = at(fixture.cloud.ready.apps, 0)
    const { body } = await graph.ask(ann, `/v1.0/applications(appId='${clientId}')`)
    const passwords = body.passwordCredentials as Record<string, unknown>[]
    expect(passwords).toContainEqual(
      expect.objectContaining({ keyId: secretId, hint: secret.slice(0, 3), secretText: null })
    )
    expect(String(at(passwords, 0).endDateTime)).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/)
    expect(JSON.stringify(body)).not.toContain(secret)
    for (const certificate of body.keyCredentials as Record<string, unknown>[])
      expect(certificate).toMatchObject({ type: 'AsymmetricX509Cert', usage: 'Verify', key: null })
  })

  it('delegated permissions by client and by person', async () => {
    const client = graph.principalId(0)
    const grants = await list(`/oauth2PermissionGrants?$filter=clientId eq '${client}'`)
    expect(grants).toHaveLength(1)
    expect(grants[0]).toMatchObject({
      clientId: client,
      consentType: 'AllPrincipals',
      principalId: null,
      scope: 'user_impersonation'
    })
    expect(await list(`/servicePrincipals/${client}/oauth2PermissionGrants`)).toEqual(grants)
    expect((await graph.ask(ann, `/v1.0/oauth2PermissionGrants/${String(grants[0]?.id)}`)).body).toMatchObject(
      grants[0] ?? {}
    )
    expect(await list(`/oauth2PermissionGrants?$filter=principalId eq '${client}'`)).toEqual([])
  })

  it('application permissions from both ends', async () => {
    const [portal] = await list("/servicePrincipals?$filter=startswith(displayName,'Survey portal')&$select=id")
    const given = await list(`/servicePrincipals/${graph.principalId(1)}/appRoleAssignments`)
    expect(given).toHaveLength(1)
    expect(given[0]).toMatchObject({ principalDisplayName: 'survey-daemon', principalType: 'ServicePrincipal' })
    const received = await list(`/servicePrincipals/${String(given[0]?.resourceId)}/appRoleAssignedTo`)
    expect(received).toContainEqual(given[0])
    expect(portal?.id).toBe(given[0]?.resourceId)
  })

  it('groups, who is in them, and who is in a group of a group', async () => {
    const { world } = fixture.cloud
    const department = at(world.groups, 0)
    const outer = { ...department, objectId: '5f0c33c6-8f39-4f39-9d58-4a0dd8f2a7ab', displayName: 'All of GIS' }
    world.groups.push({ ...outer, members: [department.objectId] })
    expect(await names(`/groups/${outer.objectId}/members`)).toEqual(['GIS department'])
    expect(await names(`/groups/${outer.objectId}/transitiveMembers/microsoft.graph.user`)).toContain('Ann Okafor')
    expect(await names('/me/memberOf/microsoft.graph.group')).toEqual(['GIS department'])
    expect(await names('/me/transitiveMemberOf/microsoft.graph.group')).toEqual(['GIS department', 'All of GIS'])
    expect((await list('/me/memberOf')).map((one) => one['@odata.type'])).toContain('#microsoft.graph.directoryRole')
    const { body } = await graph.send(ann, 'POST', '/v1.0/me/getMemberGroups', { securityEnabledOnly: false })
    expect(body.value).toEqual([department.objectId, outer.objectId])
    const asked = { groupIds: [outer.objectId, at(world.groups, 1).objectId] }
    expect((await graph.send(ann, 'POST', '/v1.0/me/checkMemberGroups', asked)).body.value).toEqual([outer.objectId])
    world.groups.pop()
  })

  it('objects by their ids, each with its type', async () => {
    const ids = [graph.principalId(0), at(fixture.cloud.world.groups, 0).objectId]
    const types = ['user', 'group', 'servicePrincipal', 'directoryObjectPartnerReference']
    const { value } = await graph.send(ann, 'POST', '/v1.0/directoryObjects/getByIds', { ids, types })
    expect(value.map((one) => one['@odata.type']).sort()).toEqual([
      '#microsoft.graph.group',
      '#microsoft.graph.servicePrincipal'
    ])
    const one = await graph.ask(ann, `/v1.0/directoryObjects/${graph.principalId(0)}?$select=displayName`)
    expect(one.body).toMatchObject({ '@odata.type': '#microsoft.graph.servicePrincipal', displayName: 'GIS operator' })
  })

  it('lists in pages that lead to each other', async () => {
    const people = inContoso().map(({ displayName }) => displayName)
    const found: unknown[] = []
    let path: string | undefined = '/v1.0/users?$top=2&$select=displayName&$orderby=displayName desc'
    let pages = 0
    while (path !== undefined) {
      const { body, value } = await graph.ask(ann, path)
      found.push(...value.map(({ displayName }) => displayName))
      path = (body['@odata.nextLink'] as string | undefined)?.slice(fixture.cloud.ready.endpoints.graph.length)
      pages += 1
    }
    expect(pages).toBe(Math.ceil(people.length / 2))
    expect(found).toEqual(people.sort().reverse())
  })

  it('counts and searches for who accepts a late answer', async () => {
    expect((await graph.ask(ann, '/v1.0/users?$count=true&$top=1', EVENTUAL)).body['@odata.count']).toBe(
      inContoso().length
    )
    expect((await graph.ask(ann, '/v1.0/users?$count=true&$top=1')).body['@odata.count']).toBeUndefined()
    expect((await graph.ask(ann, '/v1.0/users/$count', EVENTUAL)).body.text).toBe(String(inContoso().length))
    expect(await names('/users?$search="displayName:lind"', EVENTUAL)).toEqual(['Rhea Lindqvist'])
    expect(
      await names("/users?$filter=displayName ne 'Ann Okafor' and endswith(mail,'fabrikam.com')&$count=true", EVENTUAL)
    ).toEqual(['Carl Mendes'])
  })

  it('more with $expand', async () => {
    const [department] = await list("/groups?$expand=members($select=id)&$filter=displayName eq 'GIS department'")
    expect((department?.members as unknown[]).length).toBe(3)
  })

  it('the same under beta', async () => {
    const { body } = await graph.ask(ann, '/beta/me?$select=displayName')
    expect(body).toEqual({
      '@odata.context': `${fixture.cloud.ready.endpoints.graph}/beta/$metadata#users(displayName)/$entity`,
      displayName: 'Ann Okafor'
    })
  })
})
