import { beforeAll, describe, expect, inject, it } from 'vitest'
import { at } from '../practice-fixture.ts'
import { AzureCli } from './azure-cli.ts'
import { withoutOwnNames } from './own-names.ts'

const ready = inject('ready')
const [operator, daemon] = [at(ready.apps, 0), at(ready.apps, 1)]
const contoso = at(ready.tenants, 0)
const accounts = at(ready.maps, 0)
const [, , , , group = ''] = accounts.resourceId.split('/')

const signIn = ({ clientId }: { clientId: string }, credential: string, tenant = contoso.tenantId) => [
  ...['login', '--service-principal', '--username', clientId, '--password', credential, '--tenant', tenant]
]

describe('Azure CLI, as a service principal', () => {
  const az = new AzureCli(ready.caFile)

  it('login with a secret from a file; account list', async () => {
    const secret = `@${az.file('secret', operator.secret)}`
    expect(await az.json(...signIn(operator, secret))).toMatchObject([
      { tenantId: contoso.tenantId, user: { name: operator.clientId, type: 'servicePrincipal' }, state: 'Enabled' }
    ])
    expect(await az.json('account', 'list')).toMatchObject([{ name: 'Contoso GIS production', isDefault: true }])
  })

  it('account get-access-token --tenant --scope', async () => {
    for (const scope of [
      'https://atlas.microsoft.com',
      'https://geocatalog.spatio.azure.com',
      'https://vault.azure.net'
    ])
      expect(
        await az.json('account', 'get-access-token', '--tenant', contoso.tenantId, '--scope', `${scope}/.default`)
      ).toMatchObject({ tokenType: 'Bearer', tenant: contoso.tenantId })
  })

  it('maps account list, show, keys list, keys renew', async () => {
    const listed = await az.json('maps', 'account', 'list', '--query', '[].name')
    expect(withoutOwnNames(listed)).toEqual(ready.maps.map(({ name }) => name))
    const named = ['--resource-group', group, '--name', accounts.name]
    expect(await az.json('maps', 'account', 'show', ...named)).toMatchObject({
      properties: { uniqueId: accounts.clientId, disableLocalAuth: false }
    })
    expect(await az.json('maps', 'account', 'keys', 'list', ...named)).toMatchObject({
      primaryKey: accounts.primaryKey,
      secondaryKey: accounts.secondaryKey
    })
    const field = at(ready.maps, 1)
    const renewed = await az.json(
      ...['maps', 'account', 'keys', 'renew', '--key', 'secondary', '--resource-group', group, '--name', field.name]
    )
    expect(renewed).toMatchObject({ primaryKey: field.primaryKey })
    expect(renewed).not.toMatchObject({ secondaryKey: field.secondaryKey })
  })

  it('group, resource, identity, storage account and keyvault list', async () => {
    expect(await az.json('group', 'list', '--query', '[].name')).toContain(group)
    expect(await az.json('resource', 'list', '--query', '[].name')).toEqual(
      expect.arrayContaining([accounts.name, ...ready.geocatalogs.map(({ name }) => name)])
    )
    expect(await az.json('identity', 'list', '--query', '[].name')).toContain('field-reader')
    expect(await az.json('storage', 'account', 'list', '--query', '[].name')).toEqual(
      ready.storageAccounts.map(({ name }) => name)
    )
    expect(await az.json('keyvault', 'list', '--query', '[].name')).toEqual(ready.vaults.map(({ name }) => name))
  })

  it('rest to ARM; to Azure Maps and a GeoCatalog it is refused without a data role', async () => {
    const tenants = `${ready.endpoints.arm}/tenants?api-version=2022-12-01`
    expect(await az.json('rest', '--url', tenants, '--query', 'value[].displayName')).toEqual(['Contoso GIS'])
    const geocode = `${ready.endpoints.maps}/geocode?api-version=2023-06-01&query=Aalborg`
    const client = `x-ms-client-id=${accounts.clientId}`
    const maps = ['rest', '--resource', 'https://atlas.microsoft.com', '--url', geocode, '--headers', client]
    expect(await az.refused(...maps)).toContain('Forbidden')
    const collections = `${at(ready.geocatalogs, 0).endpoint}/stac/collections?api-version=2025-04-30-preview`
    expect(
      await az.refused('rest', '--resource', 'https://geocatalog.spatio.azure.com', '--url', collections)
    ).toContain('Forbidden')
  })

  it('login with a wrong secret, in a tenant without it, in no tenant', async () => {
    const other = new AzureCli(ready.caFile)
    const wrong = `@${other.file('wrong', 'wrong')}`
    expect(await other.refused(...signIn(operator, wrong))).toContain('AADSTS7000215')
    const secret = `@${other.file('secret', operator.secret)}`
    expect(await other.refused(...signIn(operator, secret, at(ready.tenants, 1).tenantId))).toContain('AADSTS700016')
    expect(await other.refused(...signIn(operator, secret, 'nowhere.example'))).toMatch(
      /Failed to resolve tenant 'nowhere\.example'[^]*AADSTS90002/
    )
  })
})

describe('Azure CLI, as a service principal with a certificate', () => {
  const az = new AzureCli(ready.caFile)
  beforeAll(async () => {
    await az.json(...signIn(daemon, daemon.certificateFile ?? '', contoso.defaultDomain))
  })

  it('login by the domain of the tenant; account show', async () => {
    expect(await az.json('account', 'show')).toMatchObject({
      tenantId: contoso.tenantId,
      user: { name: daemon.clientId, type: 'servicePrincipal' }
    })
  })

  it('rest to Azure Maps, a GeoCatalog and Key Vault', async () => {
    const geocode = `${ready.endpoints.maps}/geocode?api-version=2023-06-01&query=Aalborg`
    const client = `x-ms-client-id=${accounts.clientId}`
    expect(
      await az.json('rest', '--resource', 'https://atlas.microsoft.com', '--url', geocode, '--headers', client)
    ).toMatchObject({ type: 'FeatureCollection' })
    const catalog = at(ready.geocatalogs, 0).endpoint
    const collections = `${catalog}/stac/collections?api-version=2025-04-30-preview`
    const found = ['rest', '--resource', 'https://geocatalog.spatio.azure.com', '--url', collections]
    expect(await az.json(...found, '--query', 'length(collections)')).toBe(3)
    const secret = `${at(ready.vaults, 0).endpoint}/secrets/azure-maps-key?api-version=7.4`
    expect(await az.json('rest', '--resource', 'https://vault.azure.net', '--url', secret, '--query', 'value')).toBe(
      accounts.primaryKey
    )
  })

  it('what a reader may not: keys of an Azure Maps account', async () => {
    const named = ['--resource-group', group, '--name', accounts.name]
    expect(await az.refused('maps', 'account', 'keys', 'list', ...named)).toMatch(
      /AuthorizationFailed.*Microsoft\.Maps\/accounts\/listKeys\/action/
    )
  })
})
