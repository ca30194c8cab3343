import { getCACertificates, setDefaultCACertificates } from 'node:tls'
import { readFileSync } from 'node:fs'
import { beforeAll, describe, expect, inject, it } from 'vitest'
import { BrowserScript } from '../browser-script.ts'
import { at } from '../practice-fixture.ts'
import { AzureCli } from './azure-cli.ts'

const ready = inject('ready')
const [contoso, fabrikam] = [at(ready.tenants, 0), at(ready.tenants, 1)]
const ann = at(ready.users, 0)
const [, field] = ready.managedIdentities
if (field === undefined) throw new Error('The world has no user-assigned identity.')

// The person's browser is this process.
beforeAll(() => {
  setDefaultCACertificates([...getCACertificates('default'), readFileSync(ready.caFile, 'utf8')])
})

describe('Azure CLI, as a person', () => {
  const az = new AzureCli(ready.caFile)

  it('login --use-device-code: the page that Azure names, the code typed there', async () => {
    let said = ''
    let isTyped = false
    const { code, out, err } = await az.run(['login', '--use-device-code', '--output', 'json'], (text) => {
      said += text
      const [, page, userCode] = /open the page (\S+) and enter the code (\S+) to authenticate/.exec(said) ?? []
      if (page === undefined || userCode === undefined || isTyped) return
      isTyped = true
      expect(page).toBe('https://microsoft.com/devicelogin')
      void (async () => {
        const browser = new BrowserScript()
        const account = await browser.press(await browser.open(page), 'next', { otc: userCode })
        await browser.press(await browser.signIn(account, ann), 'continue')
      })()
    })
    expect(code, err).toBe(0)
    expect(JSON.parse(out)).toMatchObject([{ name: 'Contoso GIS production', user: { name: 'ann@contoso.com' } }])
  })

  it('account list, account get-access-token at a tenant where the person is a guest', async () => {
    expect(await az.json('account', 'list', '--query', '[].tenantId')).toContain(contoso.tenantId)
    const scope = 'https://geocatalog.spatio.azure.com/.default'
    expect(await az.json('account', 'get-access-token', '--tenant', fabrikam.tenantId, '--scope', scope)).toMatchObject(
      { tenant: fabrikam.tenantId, tokenType: 'Bearer' }
    )
  })

  it('ad signed-in-user show, ad sp show', async () => {
    expect(await az.json('ad', 'signed-in-user', 'show')).toMatchObject({ userPrincipalName: 'ann@contoso.com' })
    const { clientId, displayName } = at(ready.apps, 1)
    expect(await az.json('ad', 'sp', 'show', '--id', clientId)).toMatchObject({ appId: clientId, displayName })
  })

  it('role assignment list, with one attribute mended that Debian’s libraries renamed', async () => {
    const [, , subscription = ''] = at(ready.maps, 0).resourceId.split('/')
    const query = '[].[principalName, roleDefinitionName, scope]'
    const mended = az.mended()
    const all = await mended.json('role', 'assignment', 'list', '--all', '--query', query)
    expect(all).toEqual(
      expect.arrayContaining([
        ['ann@contoso.com', 'Owner', `/subscriptions/${subscription}`],
        [at(ready.apps, 0).clientId, 'Contributor', `/subscriptions/${subscription}`],
        ['rhea@contoso.com', 'Azure Maps Data Reader', at(ready.maps, 0).resourceId]
      ])
    )
    const ofRhea = ['role', 'assignment', 'list', '--all', '--assignee', 'rhea@contoso.com', '--query', query]
    expect(await mended.json(...ofRhea)).toContainEqual([
      'rhea@contoso.com',
      'Azure Maps Data Reader',
      at(ready.maps, 0).resourceId
    ])
  })

  it('keyvault show; keyvault secret show does not start, because Debian leaves its library out, and rest gets the secret', async () => {
    const { name, endpoint } = at(ready.vaults, 0)
    expect(await az.json('keyvault', 'show', '--name', name, '--query', 'properties.vaultUri')).toBe(`${endpoint}/`)
    expect(await az.refused('keyvault', 'secret', 'show', '--vault-name', name, '--name', 'azure-maps-key')).toContain(
      "No module named 'azure.keyvault.v7_0'"
    )
    const secret = `${endpoint}/secrets/azure-maps-key?api-version=7.4`
    const rest = ['rest', '--resource', 'https://vault.azure.net', '--url', secret, '--query', 'value']
    expect(await az.json(...rest)).toBe(at(ready.maps, 0).primaryKey)
  })

  it('rest to Azure Maps and a GeoCatalog', async () => {
    const geocode = `${ready.endpoints.maps}/geocode?api-version=2023-06-01&query=Aalborg`
    const client = `x-ms-client-id=${at(ready.maps, 0).clientId}`
    expect(
      await az.json('rest', '--resource', 'https://atlas.microsoft.com', '--url', geocode, '--headers', client)
    ).toMatchObject({ type: 'FeatureCollection' })
    const landing = `${at(ready.geocatalogs, 0).endpoint}/stac?api-version=2025-04-30-preview`
    expect(await az.json('rest', '--resource', 'https://geocatalog.spatio.azure.com', '--url', landing)).toMatchObject({
      type: 'Catalog'
    })
  })
})

describe('Azure CLI, on a virtual machine', () => {
  const az = new AzureCli(ready.caFile)

  it('login --identity: the system-assigned identity', async () => {
    expect(await az.json('login', '--identity')).toMatchObject([
      { tenantId: contoso.tenantId, user: { assignedIdentityInfo: 'MSI', name: 'systemAssignedIdentity' } }
    ])
  })

  it('login --identity by client id and by resource id; account get-access-token', async () => {
    for (const id of [field.clientId, field.resourceId]) {
      expect(await az.json('login', '--identity', '--username', id)).toMatchObject([
        { user: { name: 'userAssignedIdentity' } }
      ])
      expect(await az.json('account', 'get-access-token', '--resource', 'https://atlas.microsoft.com')).toMatchObject({
        tenant: contoso.tenantId
      })
    }
  })

  it('login --identity for an identity that is not there', async () => {
    const id = '00000000-0000-4000-8000-000000000000'
    expect(await az.refused('login', '--identity', '--username', id)).toContain(
      'check your managed service identity id'
    )
  })
})
