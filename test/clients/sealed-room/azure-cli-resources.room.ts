import { beforeAll, describe, expect, inject, it } from 'vitest'
import { at } from '../practice-fixture.ts'
import { AzureCli } from './azure-cli.ts'
import { ownName } from './own-names.ts'

const ready = inject('ready')
const operator = at(ready.apps, 0)
const contoso = at(ready.tenants, 0)
const accounts = at(ready.maps, 1)
const [, , subscriptionId = '', , group = ''] = accounts.resourceId.split('/')
const inGroup = ['--resource-group', group]

describe('Azure CLI, as a service principal: resources', () => {
  const az = new AzureCli(ready.caFile)
  beforeAll(async () => {
    const secret = `@${az.file('secret', operator.secret)}`
    await az.json(
      ...['login', '--service-principal', '--username', operator.clientId, '--password', secret],
      ...['--tenant', contoso.tenantId]
    )
  })

  it('account list-locations; provider list, show', async () => {
    expect(await az.json('account', 'list-locations', '--query', '[].name')).toContain('uksouth')
    expect(await az.json('provider', 'list', '--query', '[].namespace')).toContain('Microsoft.Orbital')
    expect(await az.json('provider', 'show', '--namespace', 'Microsoft.Orbital')).toMatchObject({
      registrationState: 'Registered'
    })
  })

  it('group create, exists, show', async () => {
    const name = ['--name', ownName('group')]
    expect(await az.json('group', 'exists', ...name)).toBe(false)
    await az.json('group', 'create', ...name, '--location', 'westeurope', '--tags', 'made=here')
    expect(await az.json('group', 'exists', ...name)).toBe(true)
    expect(await az.json('group', 'show', ...name)).toMatchObject({ location: 'westeurope', tags: { made: 'here' } })
  })

  // Not "role assignment list" and "create": the distribution's CLI looks there for a member that the distribution's SDK has not.
  it('rest to the role assignments of a scope; a new one is refused to a Contributor', async () => {
    const scope = `${ready.endpoints.arm}/subscriptions/${subscriptionId}/providers/Microsoft.Authorization`
    const listed = ['rest', '--url', `${scope}/roleAssignments?api-version=2022-04-01&$filter=atScope()`]
    expect(await az.json(...listed, '--query', 'value[].properties.principalType')).toContain('User')
    const made = `${scope}/roleAssignments/22222222-2222-4222-8222-222222222222?api-version=2022-04-01`
    const body = JSON.stringify({ properties: { roleDefinitionId: 'x', principalId: 'y' } })
    expect(await az.refused('rest', '--method', 'put', '--url', made, '--body', body)).toMatch(
      /AuthorizationFailed.*Microsoft\.Authorization\/roleAssignments\/write/
    )
  })

  it('maps account create, update, show, delete', async () => {
    const named = [...inGroup, '--name', ownName('maps')]
    expect(
      await az.json('maps', 'account', 'create', ...named, '--sku', 'G2', '--kind', 'Gen2', '--accept-tos')
    ).toMatchObject({ sku: { name: 'G2' } })
    expect(await az.json('maps', 'account', 'update', ...named, '--sku', 'G2', '--tags', 'team=field')).toMatchObject({
      tags: { team: 'field' }
    })
    expect((await az.run(['maps', 'account', 'delete', ...named])).code).toBe(0)
    expect(await az.refused('maps', 'account', 'show', ...named)).toContain('ResourceNotFound')
  })

  it('identity create, show, delete', async () => {
    const named = [...inGroup, '--name', ownName('identity')]
    const made = (await az.json('identity', 'create', ...named, '--location', 'eastus')) as { principalId: string }
    expect(await az.json('identity', 'show', ...named)).toMatchObject({ principalId: made.principalId })
    expect((await az.run(['identity', 'delete', ...named])).code).toBe(0)
  })

  it('keyvault show, set-policy, delete-policy; a new one is refused with the reason', async () => {
    const named = ['--name', at(ready.vaults, 1).name]
    expect(await az.json('keyvault', 'show', ...named)).toMatchObject({ name: named[1] })
    const policy = [...named, '--object-id', '11111111-1111-4111-8111-111111111111']
    const permissions = ['--secret-permissions', 'get', 'list']
    const changed = await az.json('keyvault', 'set-policy', ...policy, ...permissions)
    expect(JSON.stringify(changed)).toContain('11111111-1111-4111-8111-111111111111')
    expect(JSON.stringify(await az.json('keyvault', 'delete-policy', ...policy))).not.toContain('11111111-1111')
    expect(
      await az.refused(
        'keyvault',
        'create',
        ...inGroup,
        '--name',
        ownName('vault'),
        '--location',
        'eastus',
        '--no-self-perms'
      )
    ).toContain('PracticeCloudCannotCreate')
  })

  it('resource show, lock list', async () => {
    expect(await az.json('resource', 'show', '--ids', accounts.resourceId)).toMatchObject({ name: accounts.name })
    expect(await az.json('lock', 'list')).toEqual([])
  })
})
