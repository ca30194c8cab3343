import { describe, expect, it } from 'vitest'
import { at, withPracticeCloud } from '../../clients/practice-fixture.ts'
import { armAsker } from './ask-arm.ts'

const fixture = withPracticeCloud()
const { ask, operator, kiosk, user: userToken, subscription, principal: objectId } = armAsker(fixture)
const MAPS = 'api-version=2023-06-01'
const ROLES = 'api-version=2022-04-01'
const READER = 'acdd72a7-3385-48ef-bd42-f606fba81ae7'
const MAPS_DATA_READER = '423170ca-a8f6-4b0f-8487-9e4eb8f49bfa'
const maps = (index = 0) => at(fixture.cloud.ready.maps, index)
const give = (roleId: string, scope: string): void => {
  fixture.cloud.world.roleAssignments.push({ principalId: objectId(2), roleId, scope })
}

const mapsStatus = async (key: string): Promise<number> => {
  const url = `${fixture.cloud.ready.endpoints.maps}/geocode?api-version=2026-01-01&query=Seattle`
  return (await fixture.fetch(url, { headers: { 'subscription-key': key } })).status
}

describe('Azure Maps accounts', () => {
  it('are listed in a subscription and a group, and read in any spelling of the address', async () => {
    const token = await operator()
    const inSubscription = await ask(token, `${subscription()}/providers/Microsoft.Maps/accounts?${MAPS}`)
    expect(inSubscription.body.value?.map(({ name }) => name)).toEqual(['contoso-maps', 'contoso-field-maps'])
    const inGroup = `${subscription()}/resourcegroups/GIS-RG/providers/microsoft.maps/Accounts?${MAPS}`
    expect((await ask(token, inGroup)).body.value).toHaveLength(2)
    expect((await ask(token, `${maps().resourceId.toUpperCase()}?${MAPS}`)).body).toMatchObject({
      id: maps().resourceId,
      kind: 'Gen2',
      properties: { uniqueId: maps().clientId, disableLocalAuth: false }
    })
  })

  it('give their keys, and a regenerated key stops the old one at once', async () => {
    const token = await operator()
    const { resourceId, primaryKey, secondaryKey } = maps(1)
    const listed = await ask(token, `${resourceId}/listKeys?${MAPS}`, 'POST')
    expect(listed.body).toMatchObject({ primaryKey, secondaryKey })
    expect(await mapsStatus(primaryKey)).toBe(200)
    const changed = await ask(token, `${resourceId}/regenerateKey?${MAPS}`, 'POST', { keyType: 'primary' })
    expect(changed.body).toMatchObject({ secondaryKey })
    expect(changed.body.primaryKey).not.toBe(primaryKey)
    const statuses = await Promise.all([primaryKey, String(changed.body.primaryKey), secondaryKey].map(mapsStatus))
    expect(statuses).toEqual([401, 200, 200])
    const wrong = await ask(token, `${resourceId}/regenerateKey?${MAPS}`, 'POST', { keyType: 'third' })
    expect([wrong.status, wrong.error?.code]).toEqual([400, 'BadRequest'])
  })

  it('refuse keys while local authentication is disabled', async () => {
    const token = await operator()
    const { resourceId, secondaryKey } = maps(1)
    const patch = (disableLocalAuth: boolean) =>
      ask(token, `${resourceId}?${MAPS}`, 'PATCH', { properties: { disableLocalAuth } })
    expect((await patch(true)).body).toMatchObject({ properties: { disableLocalAuth: true } })
    expect(await mapsStatus(secondaryKey)).toBe(401)
    await patch(false)
    expect(await mapsStatus(secondaryKey)).toBe(200)
  })
})

describe('permissions', () => {
  it('without any role: AuthorizationFailed with caller, action and scope', async () => {
    const { error, status } = await ask(await kiosk(), `${maps().resourceId}?${MAPS}`)
    const { clientId } = at(fixture.cloud.ready.apps, 2)
    expect([status, error]).toEqual([
      403,
      {
        code: 'AuthorizationFailed',
        message: `The client '${clientId}' with object id '${objectId(2)}' does not have authorization to perform action 'Microsoft.Maps/accounts/read' over scope '${maps().resourceId}' or the scope is invalid. If access was recently granted, please refresh your credentials.`
      }
    ])
    const list = await ask(await kiosk(), `${subscription()}/providers/Microsoft.Maps/accounts?${MAPS}`)
    expect([list.status, list.error?.code]).toEqual([403, 'AuthorizationFailed'])
  })

  it('Reader of one account sees that one, and may neither list keys nor change it', async () => {
    give(READER, maps(1).resourceId)
    const token = await kiosk()
    const list = await ask(token, `${subscription()}/providers/Microsoft.Maps/accounts?${MAPS}`)
    expect(list.body.value?.map(({ name }) => name)).toEqual(['contoso-field-maps'])
    const answers = [
      await ask(token, `${maps(1).resourceId}/listKeys?${MAPS}`, 'POST'),
      await ask(token, `${maps(1).resourceId}/regenerateKey?${MAPS}`, 'POST', { keyType: 'primary' }),
      await ask(token, `${maps(1).resourceId}?${MAPS}`, 'PATCH', { properties: { disableLocalAuth: true } })
    ]
    expect(answers.map(({ status }) => status)).toEqual([403, 403, 403])
    expect(answers.map(({ error }) => /action '([^']+)'/.exec(error?.message ?? '')?.[1])).toEqual([
      'Microsoft.Maps/accounts/listKeys/action',
      'Microsoft.Maps/accounts/regenerateKey/action',
      'Microsoft.Maps/accounts/write'
    ])
  })

  it('a data role alone shows no resource', async () => {
    const rhea = await userToken(1)
    const { status, error } = await ask(rhea, `${maps().resourceId}?${MAPS}`)
    expect([status, error?.code]).toEqual([403, 'AuthorizationFailed'])
    expect(error?.message).toContain("The client 'rhea@contoso.com'")
  })

  it.each([
    [
      'another tenant',
      () => userToken(0, 'fabrikam.com'),
      () => subscription(),
      401,
      'InvalidAuthenticationTokenTenant'
    ],
    ['no such subscription', operator, () => `/subscriptions/${READER}`, 404, 'SubscriptionNotFound'],
    ['no such group', operator, () => `${subscription()}/resourceGroups/none`, 404, 'ResourceGroupNotFound']
  ])('%s', async (_name, token, scope, status, code) => {
    const answer = await ask(await token(), `${scope()}/providers/Microsoft.Maps/accounts?${MAPS}`)
    expect([answer.status, answer.error?.code]).toEqual([status, code])
  })

  it.each([
    ['a resource that is not there', 'GET', 'Microsoft.Maps/accounts/none', MAPS, 404, 'ResourceNotFound'],
    [
      'an unknown version',
      'GET',
      'Microsoft.Maps/accounts',
      'api-version=2001-01-01',
      400,
      'NoRegisteredProviderFound'
    ],
    ['no version', 'GET', 'Microsoft.Maps/accounts', '', 400, 'MissingApiVersionParameter'],
    ['a method that is not there', 'POST', 'Microsoft.Maps/accounts/contoso-maps', MAPS, 405, 'MethodNotAllowed'],
    ['an unknown type', 'GET', 'Microsoft.Maps/creators', MAPS, 404, 'InvalidResourceType']
  ])('%s', async (_name, method, path, query, status, code) => {
    const url = `${subscription()}/resourceGroups/gis-rg/providers/${path}?${query}`
    const answer = await ask(await operator(), url, method)
    expect([answer.status, answer.error?.code]).toEqual([status, code])
  })
})

it('GeoCatalogs say where their catalog answers', async () => {
  const { resourceId, endpoint } = at(fixture.cloud.ready.geocatalogs, 0)
  const list = `${subscription()}/providers/Microsoft.Orbital/geoCatalogs?api-version=2026-04-15`
  const token = await operator()
  expect((await ask(token, list)).body.value?.map(({ id }) => id)).toEqual([resourceId])
  const one = await ask(token, `${resourceId}?api-version=2026-04-15`)
  expect(one.body).toMatchObject({ type: 'microsoft.orbital/geocatalogs', properties: { catalogUri: endpoint } })
})

it('vaults say where they answer and whether roles decide', async () => {
  const url = `${subscription()}/providers/Microsoft.KeyVault/vaults?api-version=2023-07-01`
  const { body } = await ask(await operator(), url)
  const [first, second] = fixture.cloud.ready.vaults
  expect(body.value?.slice(0, 2)).toMatchObject([
    { id: first?.resourceId, properties: { vaultUri: `${first?.endpoint ?? ''}/`, enableRbacAuthorization: true } },
    { id: second?.resourceId, properties: { vaultUri: `${second?.endpoint ?? ''}/`, accessPolicies: [{}, {}] } }
  ])
})

describe('role assignments', () => {
  const list = async (scope: string, filter: string): Promise<Record<string, unknown>[]> => {
    const query = filter === '' ? '' : `&$filter=${encodeURIComponent(filter)}`
    const url = `${scope}/providers/Microsoft.Authorization/roleAssignments?${ROLES}${query}`
    const { body } = await ask(await operator(), url)
    return (body.value ?? []).map(({ properties }) => properties as Record<string, unknown>)
  }

  it('atScope() leaves out what is below, the others do not', async () => {
    const atSubscription = await list(subscription(), 'atScope()')
    expect(atSubscription.map(({ scope }) => scope)).toEqual(atSubscription.map(() => subscription()))
    expect((await list(subscription(), '')).length).toBeGreaterThan(atSubscription.length)
    const atAccount = await list(maps().resourceId, 'atScope()')
    expect(new Set(atAccount.map(({ scope }) => scope))).toEqual(new Set([subscription(), maps().resourceId]))
  })

  it.each(['principalId eq', 'assignedTo', 'atScope() and assignedTo'])('%s names one principal', async (words) => {
    const id = objectId(1)
    const filter = words.endsWith('eq') ? `${words} '${id}'` : `${words}('${id}')`
    const found = await list(maps().resourceId, filter)
    expect(found).toMatchObject([{ principalId: id, principalType: 'ServicePrincipal', scope: maps().resourceId }])
    expect(String(found[0]?.roleDefinitionId).split('/').at(-1)).toBe(MAPS_DATA_READER)
  })

  it('come in pages, filter and all', async () => {
    for (let number = 0; number < 150; number += 1)
      give(READER, `${subscription()}/resourceGroups/many-${String(number)}`)
    const filter = encodeURIComponent(`principalId eq '${objectId(2)}'`)
    const token = await operator()
    const url = `${subscription()}/providers/Microsoft.Authorization/roleAssignments?${ROLES}&$filter=${filter}`
    const first = await ask(token, url)
    expect(first.body.value).toHaveLength(100)
    const second = await ask(token, first.body.nextLink ?? '')
    expect(second.body.value?.length).toBeGreaterThanOrEqual(50)
    expect(second.body.nextLink).toBeUndefined()
    const names = [...(first.body.value ?? []), ...(second.body.value ?? [])].map(({ name }) => name)
    expect(new Set(names).size).toBe(names.length)
  })

  it.each([
    ['a filter that is none', () => operator(), 'x eq 1', 400],
    ['somebody with data roles only', () => userToken(1), 'atScope()', 403]
  ])('refuse %s', async (_name, token, filter, status) => {
    const path = `${maps().resourceId}/providers/Microsoft.Authorization/roleAssignments`
    expect((await ask(await token(), `${path}?${ROLES}&$filter=${encodeURIComponent(filter)}`)).status).toBe(status)
  })
})

it('role definitions are found by name in any case, and by id', async () => {
  const token = await operator()
  const base = `${subscription()}/providers/Microsoft.Authorization/roleDefinitions`
  const filter = encodeURIComponent("roleName eq 'azure maps data reader'")
  const { body } = await ask(token, `${base}?${ROLES}&$filter=${filter}`)
  expect(body.value).toMatchObject([
    {
      name: MAPS_DATA_READER,
      properties: {
        roleName: 'Azure Maps Data Reader',
        permissions: [{ dataActions: ['Microsoft.Maps/accounts/*/read'] }]
      }
    }
  ])
  expect((await ask(token, `${base}/${READER}?${ROLES}`)).body).toMatchObject({ properties: { roleName: 'Reader' } })
  expect((await ask(token, `${base}/${objectId(0)}?${ROLES}`)).error?.code).toBe('RoleDefinitionDoesNotExist')
})

it('SAS tokens of Azure Maps end with the key that signed them, and their format is told to be a guess', async () => {
  const token = await operator()
  const { resourceId } = maps()
  const principalId = fixture.cloud.world.managedIdentities.find(({ name }) => name === 'field-reader')?.objectId
  const start = new Date(Date.now() - 60_000).toISOString()
  const expiry = new Date(Date.now() + 3_600_000).toISOString()
  const terms = { signingKey: 'secondaryKey', principalId, maxRatePerSecond: 50, start, expiry }
  const made = await ask(token, `${resourceId}/listSas?${MAPS}`, 'POST', terms)
  expect(made.headers.get('x-emulated-guess')).toBe('1')
  const status = async (): Promise<number> => {
    const url = `${fixture.cloud.ready.endpoints.maps}/geocode?api-version=2026-01-01&query=Seattle`
    const headers = { authorization: `jwt-sas ${String(made.body.accountSasToken)}` }
    return (await fixture.fetch(url, { headers })).status
  }
  expect(await status()).toBe(200)
  await ask(token, `${resourceId}/regenerateKey?${MAPS}`, 'POST', { keyType: 'secondary' })
  expect(await status()).toBe(401)
  const wrong = { ...terms, maxRatePerSecond: 501 }
  expect((await ask(token, `${resourceId}/listSas?${MAPS}`, 'POST', wrong)).status).toBe(400)
})
