import { beforeAll, describe, expect, inject, it } from 'vitest'
import { at } from '../practice-fixture.ts'
import { AzureCli } from './azure-cli.ts'

const ready = inject('ready')
const [ann, operator] = [at(ready.users, 0), at(ready.apps, 0)]
const MAPS_API = 'ba1ea022-5807-41d5-bbeb-292c7e1cf5f6'

interface NewApplication {
  appId: string
  password: string
  tenant: string
}

describe('Azure CLI, on Microsoft Graph', () => {
  const az = new AzureCli(ready.caFile)
  let made: NewApplication
  beforeAll(async () => {
    const password = `@${az.file('password', ann.password)}`
    await az.json('login', '--username', ann.userPrincipalName, '--password', password)
  })

  it('ad user list, ad group member list, ad user get-member-groups', async () => {
    expect(await az.json('ad', 'user', 'list', '--query', '[].userPrincipalName')).toContain(
      'carl_fabrikam.com#EXT#@contoso.com'
    )
    const group = 'GIS department'
    const members = ['ad', 'group', 'member', 'list', '--group', group, '--query', '[].displayName']
    expect(await az.json(...members)).toContain('Ann Okafor')
    const groups = ['ad', 'user', 'get-member-groups', '--id', ann.userPrincipalName, '--query', '[].displayName']
    expect(await az.json(...groups)).toContain(group)
  })

  it('ad sp list, ad sp show by the address of an API', async () => {
    expect(await az.json('ad', 'sp', 'list', '--all', '--query', '[].displayName')).toEqual(
      expect.arrayContaining(['GIS operator', 'field-reader', 'Azure Maps', 'Microsoft Graph'])
    )
    expect(await az.json('ad', 'sp', 'show', '--id', 'https://vault.azure.net', '--query', 'appId')).toBe(
      'cfa8b339-82a2-471a-a3c9-0fc0be7a4093'
    )
  })

  it('ad app credential list', async () => {
    expect(await az.json('ad', 'app', 'credential', 'list', '--id', operator.clientId)).toContainEqual(
      expect.objectContaining({ keyId: operator.secretId, secretText: null })
    )
  })

  it('ad sp create-for-rbac; the new application signs in', async () => {
    made = (await az.json('ad', 'sp', 'create-for-rbac', '--display-name', 'tide-tables')) as NewApplication
    const other = new AzureCli(ready.caFile)
    const password = `@${other.file('password', made.password)}`
    const account = ['login', '--service-principal', '--username', made.appId, '--tenant', made.tenant]
    expect(await other.json(...account, '--password', password, '--allow-no-subscriptions')).toMatchObject([
      { user: { name: made.appId, type: 'servicePrincipal' } }
    ])
    expect(await other.refused('ad', 'app', 'list', '--display-name', 'tide')).toContain(
      'Insufficient privileges to complete the operation.'
    )
  })

  it('ad app permission add, grant, list-grants', async () => {
    const permission = ['ad', 'sp', 'show', '--id', MAPS_API, '--query', 'oauth2PermissionScopes[0].id']
    const id = String(await az.json(...permission))
    const ofApplication = ['--id', made.appId, '--api', MAPS_API]
    expect(
      (await az.run(['ad', 'app', 'permission', 'add', ...ofApplication, '--api-permissions', `${id}=Scope`])).code
    ).toBe(0)
    expect(await az.json('ad', 'app', 'permission', 'list', '--id', made.appId)).toEqual([
      { resourceAppId: MAPS_API, resourceAccess: [{ id, type: 'Scope' }] }
    ])
    await az.json('ad', 'app', 'permission', 'grant', ...ofApplication, '--scope', 'user_impersonation')
    expect(await az.json('ad', 'app', 'permission', 'list-grants', '--id', made.appId)).toMatchObject([
      { consentType: 'AllPrincipals', scope: 'user_impersonation' }
    ])
  })

  it('ad app credential reset --create-cert, ad app federated-credential create', async () => {
    await az.json('ad', 'app', 'credential', 'reset', '--id', made.appId, '--create-cert', '--append')
    expect(await az.json('ad', 'app', 'credential', 'list', '--cert', '--id', made.appId)).toMatchObject([
      { displayName: 'CN=CLI-Login', type: 'AsymmetricX509Cert' }
    ])
    const credential = az.file(
      'federated.json',
      JSON.stringify({
        name: 'main',
        issuer: 'https://issuer.example',
        subject: 'main',
        audiences: ['api://AzureADTokenExchange']
      })
    )
    const parameters = ['--parameters', `@${credential}`]
    expect(
      await az.json('ad', 'app', 'federated-credential', 'create', '--id', made.appId, ...parameters)
    ).toMatchObject({ name: 'main', subject: 'main' })
  })

  it('ad app delete', async () => {
    expect((await az.run(['ad', 'app', 'delete', '--id', made.appId])).code).toBe(0)
    expect(await az.refused('ad', 'app', 'show', '--id', made.appId)).toContain('does not exist')
  })
})
