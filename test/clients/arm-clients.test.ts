import { AuthorizationManagementClient } from '@azure/arm-authorization'
import { AzureMapsManagementClient } from '@azure/arm-maps'
import { SubscriptionClient } from '@azure/arm-resources-subscriptions'
import { ClientSecretCredential } from '@azure/identity'
import { randomUUID } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { readMapsSas } from '../../practice/maps/sas-token.ts'
import { ARM_SCOPE, at, withPracticeCloud } from './practice-fixture.ts'
import { trustProcessWide } from './trust-process-wide.ts'

const fixture = withPracticeCloud()
trustProcessWide(fixture)
const READER = 'acdd72a7-3385-48ef-bd42-f606fba81ae7'
const USER_ACCESS_ADMINISTRATOR = '18d7d88d-d35e-4fb5-a5c3-7773c20a72d9'

const credential = (index = 0): ClientSecretCredential => {
  const { tenantId, clientId, secret } = at(fixture.cloud.ready.apps, index)
  return new ClientSecretCredential(tenantId, clientId, secret, {
    authorityHost: fixture.cloud.ready.endpoints.login,
    disableInstanceDiscovery: true
  })
}
const endpoint = () => fixture.cloud.ready.endpoints.arm
/** The one setting besides the address: without it the scope is made from the address. */
const settings = () => ({ endpoint: endpoint(), credentialScopes: ARM_SCOPE, retryOptions: { maxRetries: 0 } })
const subscriptionId = () => at(fixture.cloud.world.subscriptions, 0).subscriptionId
const group = () => `/subscriptions/${subscriptionId()}/resourceGroups/gis-rg`
const principal = (index: number): string => {
  const { clientId } = at(fixture.cloud.ready.apps, index)
  const found = fixture.cloud.world.applications.find(({ appId }) => appId === clientId)
  return at(found?.servicePrincipals ?? [], 0).objectId
}
const every = async <T>(pages: AsyncIterable<T>): Promise<T[]> => {
  const found: T[] = []
  for await (const one of pages) found.push(one)
  return found
}

describe('@azure/arm-maps', () => {
  const client = () => new AzureMapsManagementClient(credential(), subscriptionId(), settings())

  it('accounts: list, get, update', async () => {
    const { accounts } = client()
    const names = fixture.cloud.ready.maps.map(({ name }) => name)
    expect((await every(accounts.listBySubscription())).map(({ name }) => name)).toEqual(names)
    expect((await every(accounts.listByResourceGroup('gis-rg'))).map(({ name }) => name)).toEqual(names)
    const account = await accounts.get('gis-rg', 'contoso-maps')
    expect(account.properties?.uniqueId).toBe(at(fixture.cloud.ready.maps, 0).clientId)
    expect(account.identity?.type).toBe('UserAssigned')
    const changed = await accounts.update('gis-rg', 'contoso-maps', { tags: { team: 'gis' }, disableLocalAuth: true })
    expect([changed.tags, changed.properties?.disableLocalAuth]).toEqual([{ team: 'gis' }, true])
    await accounts.update('gis-rg', 'contoso-maps', { disableLocalAuth: false })
  })

  it('accounts: create, keys, regenerate, delete', async () => {
    const { accounts } = client()
    const sku = { name: 'G2', tier: 'Standard' }
    const made = await accounts.createOrUpdate('gis-rg', 'by-client', { location: 'westeurope', kind: 'Gen2', sku })
    expect(made).toMatchObject({ name: 'by-client', location: 'westeurope', sku })
    const keys = await accounts.listKeys('gis-rg', 'by-client')
    const next = await accounts.regenerateKeys('gis-rg', 'by-client', { keyType: 'secondary' })
    expect(next.primaryKey).toBe(keys.primaryKey)
    expect(next.secondaryKey).not.toBe(keys.secondaryKey)
    await accounts.delete('gis-rg', 'by-client')
    await expect(accounts.get('gis-rg', 'by-client')).rejects.toMatchObject({
      code: 'ResourceNotFound',
      statusCode: 404
    })
  })

  it('accounts: listSas for an identity of the account', async () => {
    const { accounts } = client()
    const { userAssignedIdentities = {} } = (await accounts.get('gis-rg', 'contoso-maps')).identity ?? {}
    const principalId = at(Object.values(userAssignedIdentities), 0).principalId ?? ''
    const start = new Date().toISOString()
    const expiry = new Date(Date.now() + 3_600_000).toISOString()
    const terms = { signingKey: 'primaryKey', principalId, maxRatePerSecond: 10, regions: ['eastus'], start, expiry }
    const { accountSasToken = '' } = await accounts.listSas('gis-rg', 'contoso-maps', terms)
    expect(await readMapsSas(fixture.cloud.world, accountSasToken, Date.now())).toMatchObject({
      ok: true,
      account: { name: 'contoso-maps' },
      terms: { principalId, maxRatePerSecond: 10, regions: ['eastus'] }
    })
    const tooLong = { ...terms, expiry: new Date(Date.now() + 25 * 3_600_000).toISOString() }
    await expect(accounts.listSas('gis-rg', 'contoso-maps', tooLong)).rejects.toThrow(/24 hours/)
    const stranger = { ...terms, principalId: principal(1) }
    await expect(accounts.listSas('gis-rg', 'contoso-maps', stranger)).rejects.toThrow(/no user-assigned identity/)
  })

  it('says which permission is missing', async () => {
    const { accounts } = new AzureMapsManagementClient(credential(1), subscriptionId(), settings())
    await expect(accounts.listKeys('gis-rg', 'contoso-maps')).rejects.toMatchObject({
      code: 'AuthorizationFailed',
      statusCode: 403,
      message: expect.stringContaining('Microsoft.Maps/accounts/listKeys/action') as string
    })
  })
})

describe('@azure/arm-authorization', () => {
  const client = () => new AuthorizationManagementClient(credential(), subscriptionId(), settings())
  const scope = () => group()

  it('roleAssignments: create, get, list, delete', async () => {
    const { roleAssignments } = client()
    const roleDefinitionId = `/subscriptions/${subscriptionId()}/providers/Microsoft.Authorization/roleDefinitions/${READER}`
    const given = { roleDefinitionId, principalId: principal(2), principalType: 'ServicePrincipal' }
    await expect(roleAssignments.create(scope(), randomUUID(), given)).rejects.toMatchObject({ statusCode: 403 })
    const { world } = fixture.cloud
    world.roleAssignments.push({ principalId: principal(0), roleId: USER_ACCESS_ADMINISTRATOR, scope: scope() })
    const name = randomUUID()
    const made = await roleAssignments.create(scope(), name, given)
    expect(made).toMatchObject({ name, scope: scope(), principalId: principal(2), principalType: 'ServicePrincipal' })
    await expect(roleAssignments.create(scope(), randomUUID(), given)).rejects.toMatchObject({
      code: 'RoleAssignmentExists',
      statusCode: 409
    })
    expect(await roleAssignments.getById(made.id ?? '')).toMatchObject({ name })
    const filter = `principalId eq '${principal(2)}'`
    expect(await every(roleAssignments.listForScope(scope(), { filter }))).toMatchObject([{ name }])
    expect(await every(roleAssignments.listForResourceGroup('gis-rg', { filter }))).toMatchObject([{ name }])
    const onResource = roleAssignments.listForResource('gis-rg', 'Microsoft.Maps', 'accounts', 'contoso-maps', {
      filter: `assignedTo('${principal(2)}')`
    })
    expect(await every(onResource)).toMatchObject([{ name }])
    expect(await roleAssignments.delete(scope(), name)).toMatchObject({ name })
    expect(await every(roleAssignments.listForScope(scope(), { filter }))).toEqual([])
  })

  it('roleAssignments: more than a hundred, page by page', async () => {
    const { world } = fixture.cloud
    const before = world.roleAssignments.length
    for (let number = 0; number < 230; number += 1) {
      const place = `${group()}/providers/Microsoft.Maps/accounts/many-${String(number)}`
      world.roleAssignments.push({ principalId: principal(2), roleId: READER, scope: place })
    }
    const found = await every(client().roleAssignments.listForSubscription())
    expect(new Set(found.map(({ name }) => name)).size).toBe(before + 230)
    world.roleAssignments.splice(before)
  })

  it('roleDefinitions: list by name, make and delete one', async () => {
    const { roleDefinitions } = client()
    const [reader] = await every(roleDefinitions.list(scope(), { filter: "roleName eq 'Azure Maps Data Reader'" }))
    expect(reader).toMatchObject({
      roleType: 'BuiltInRole',
      permissions: [{ dataActions: ['Microsoft.Maps/accounts/*/read'] }]
    })
    const id = randomUUID()
    const role = {
      roleName: 'Made by a client',
      permissions: [{ dataActions: ['Microsoft.Maps/accounts/services/render/read'] }],
      assignableScopes: [scope()]
    }
    expect(await roleDefinitions.createOrUpdate(scope(), id, role)).toMatchObject({ name: id, roleType: 'CustomRole' })
    const custom = await every(roleDefinitions.list(scope(), { filter: "type eq 'CustomRole'" }))
    expect(custom.map(({ name }) => name)).toContain(id)
    await roleDefinitions.delete(scope(), id)
    await expect(roleDefinitions.get(scope(), id)).rejects.toMatchObject({ code: 'RoleDefinitionDoesNotExist' })
  })

  it('permissions, classicAdministrators', async () => {
    const found = await every(client().permissions.listForResourceGroup('gis-rg'))
    expect(found.map(({ actions }) => actions)).toContainEqual(['*'])
    expect(await every(client().classicAdministrators.list())).toEqual([])
  })
})

describe('@azure/arm-resources-subscriptions', () => {
  const client = () =>
    new SubscriptionClient(credential(), { endpoint: endpoint(), credentials: { scopes: [ARM_SCOPE] } })

  it('subscriptions: list, get, locations', async () => {
    const { subscriptions } = client()
    expect(await every(subscriptions.list())).toMatchObject([{ subscriptionId: subscriptionId(), state: 'Enabled' }])
    expect(await subscriptions.get(subscriptionId())).toMatchObject({ displayName: 'Contoso GIS production' })
    expect((await every(subscriptions.listLocations(subscriptionId()))).map(({ name }) => name)).toContain('eastus')
  })

  it('tenants: list', async () => {
    expect(await every(client().tenants.list())).toMatchObject([{ displayName: 'Contoso GIS' }])
  })
})
