import { afterEach, describe, expect, it } from 'vitest'
import { at, withPracticeCloud } from '../../clients/practice-fixture.ts'
import { armAsker } from './ask-arm.ts'

const fixture = withPracticeCloud()
const { ask, operator, kiosk, user, subscription, group, principal } = armAsker(fixture)
const VERSION = 'api-version=2021-04-01'
const world = () => fixture.cloud.world

describe('a subscription', () => {
  afterEach(() => {
    at(world().subscriptions, 0).state = 'Enabled'
  })

  it('is read by id, with its regions', async () => {
    const token = await operator()
    expect((await ask(token, `${subscription()}?${VERSION}`)).body).toMatchObject({
      id: subscription(),
      state: 'Enabled'
    })
    const regions = await ask(token, `${subscription()}/locations?${VERSION}`)
    expect(regions.body.value).toContainEqual(expect.objectContaining({ name: 'uksouth', displayName: 'UK South' }))
  })

  it('is hidden from who has nothing in it', async () => {
    const { status, error } = await ask(await kiosk(), `${subscription()}?${VERSION}`)
    expect([status, error?.code]).toEqual([403, 'AuthorizationFailed'])
    expect(error?.message).toContain("'Microsoft.Resources/subscriptions/read'")
  })

  it('tells its tenant to who has no token', async () => {
    const response = await fixture.fetch(`${fixture.cloud.ready.endpoints.arm}${subscription()}?${VERSION}`)
    expect(response.status).toBe(401)
    expect(response.headers.get('www-authenticate')).toContain(`/${at(world().subscriptions, 0).tenantId}", error=`)
  })

  it('takes no changes while it is disabled', async () => {
    at(world().subscriptions, 0).state = 'Disabled'
    const token = await operator()
    expect((await ask(token, `/subscriptions?${VERSION}`)).body.value).toMatchObject([{ state: 'Disabled' }])
    const refused = await ask(token, `${group()}?${VERSION}`, 'PUT', { location: 'eastus' })
    expect([refused.status, refused.error?.code]).toEqual([409, 'ReadOnlyDisabledSubscription'])
    const maps = `${at(fixture.cloud.ready.maps, 0).resourceId}?api-version=2023-06-01`
    expect((await ask(token, maps, 'PATCH', { tags: {} })).error?.code).toBe('ReadOnlyDisabledSubscription')
    expect((await ask(token, maps)).status).toBe(200)
  })

  it('has resource providers that must be registered', async () => {
    at(world().subscriptions, 0).unregisteredProviders = ['microsoft.maps']
    const token = await operator()
    const maps = `${group()}/providers/Microsoft.Maps/accounts/new-maps?api-version=2023-06-01`
    const body = { location: 'eastus', sku: { name: 'G2' } }
    expect((await ask(token, maps, 'PUT', body)).error?.code).toBe('MissingSubscriptionRegistration')
    const one = `${subscription()}/providers/Microsoft.Maps`
    expect((await ask(token, `${one}?${VERSION}`)).body).toMatchObject({ registrationState: 'NotRegistered' })
    expect((await ask(token, `${one}/register?${VERSION}`, 'POST')).body).toMatchObject({
      registrationState: 'Registered'
    })
    const made = await ask(token, maps, 'PUT', body)
    expect([made.status, (await ask(token, maps, 'DELETE')).status]).toEqual([201, 200])
    const all = await ask(token, `${subscription()}/providers?${VERSION}`)
    expect(all.body.value?.map(({ namespace }) => namespace)).toEqual(
      expect.arrayContaining(['Microsoft.Maps', 'Microsoft.Orbital', 'Microsoft.KeyVault', 'Microsoft.ManagedIdentity'])
    )
    expect((await ask(token, `${subscription()}/providers/Microsoft.None?${VERSION}`)).status).toBe(404)
  })
})

describe('resource groups', () => {
  it('are listed, made, changed, asked for, in either spelling', async () => {
    const token = await operator()
    const one = `${subscription()}/resourcegroups/survey-2026?${VERSION}`
    expect((await ask(token, one)).error?.code).toBe('ResourceGroupNotFound')
    expect((await ask(token, one, 'PUT', { location: 'westeurope' })).status).toBe(201)
    expect((await ask(token, one, 'PUT', { location: 'westeurope', tags: { team: 'field' } })).body).toMatchObject({
      type: 'Microsoft.Resources/resourceGroups',
      tags: { team: 'field' },
      properties: { provisioningState: 'Succeeded' }
    })
    expect((await ask(token, one, 'PUT', { location: 'eastus' })).status).toBe(409)
    expect((await ask(token, one, 'HEAD')).status).toBe(204)
    const all = await ask(token, `${subscription()}/resourceGroups?${VERSION}`)
    expect(all.body.value?.map(({ name }) => name)).toEqual(expect.arrayContaining(['gis-rg', 'survey-2026']))
  })

  it.each(['a%2Fb', '..', '%00', 'x'.repeat(200), 'trailing.'])(
    'have names that addresses can hold, not %s',
    async (name) => {
      const token = await operator()
      const made = await ask(token, `${subscription()}/resourceGroups/${name}?${VERSION}`, 'PUT', {
        location: 'eastus'
      })
      expect(made.status).toBeGreaterThanOrEqual(400)
      const maps = `${group()}/providers/Microsoft.Maps/accounts/${name}?api-version=2023-06-01`
      expect(
        (await ask(token, maps, 'PUT', { location: 'eastus', sku: { name: 'G2' } })).status
      ).toBeGreaterThanOrEqual(400)
      expect(world().mapsAccounts).toHaveLength(2)
    }
  )

  it('are made only by who may', async () => {
    const refused = await ask(await user(1), `${subscription()}/resourceGroups/x?${VERSION}`, 'PUT', {
      location: 'eastus'
    })
    expect(refused.error?.message).toContain("'Microsoft.Resources/subscriptions/resourceGroups/write'")
  })
})

it('a resource is there or not, by HEAD', async () => {
  const token = await operator()
  const { resourceId } = at(fixture.cloud.ready.maps, 0)
  const statuses = [resourceId, `${resourceId}-none`].map(
    async (id) => (await ask(token, `${id}?api-version=2023-06-01`, 'HEAD')).status
  )
  expect(await Promise.all(statuses)).toEqual([204, 404])
})

describe('all resources', () => {
  const list = async (query: string, where = subscription()): Promise<unknown[]> => {
    const { body } = await ask(await operator(), `${where}/resources?${VERSION}${query}`)
    return (body.value ?? []).map(({ name }) => name)
  }

  it('are listed by type and name, without their properties', async () => {
    const type = encodeURIComponent("resourceType eq 'microsoft.keyvault/vaults'")
    expect(await list(`&$filter=${type}`)).toEqual(world().vaults.map(({ name }) => name))
    const both = encodeURIComponent("resourceType eq 'Microsoft.Maps/accounts' and name eq 'contoso-maps'")
    expect(await list(`&$filter=${both}`, group())).toEqual(['contoso-maps'])
    const { body } = await ask(await operator(), `${group()}/resources?${VERSION}`)
    expect(body.value?.every((one) => !('properties' in one) && 'location' in one)).toBe(true)
    for (const filter of ['x', "constructor eq 'x'"]) {
      const url = `${subscription()}/resources?${VERSION}&$filter=${encodeURIComponent(filter)}`
      expect((await ask(await operator(), url)).error?.code).toBe('InvalidFilterInQueryString')
    }
  })

  it('come in pages, and only those that the caller may read', async () => {
    const first = await ask(await operator(), `${subscription()}/resources?${VERSION}&$top=2`)
    expect(first.body.value).toHaveLength(2)
    const second = await ask(await operator(), first.body.nextLink ?? '')
    expect(second.body.value).toHaveLength(2)
    expect(second.body.value).not.toEqual(first.body.value)
    const reader = { principalId: principal(2), roleId: 'acdd72a7-3385-48ef-bd42-f606fba81ae7' }
    world().roleAssignments.push({ ...reader, scope: at(fixture.cloud.ready.maps, 1).resourceId })
    const seen = await ask(await kiosk(), `${subscription()}/resources?${VERSION}`)
    expect(seen.body.value?.map(({ name }) => name)).toEqual(['contoso-field-maps'])
    world().roleAssignments.pop()
  })
})

it("the caller's own permissions at a scope are those of the roles", async () => {
  const url = `${group()}/providers/Microsoft.Authorization/permissions?api-version=2022-04-01`
  expect((await ask(await operator(), url)).body.value).toMatchObject([{ actions: ['*'], dataActions: [] }])
  expect((await ask(await kiosk(), url)).body.value).toEqual([])
})

it.each(['locks?api-version=2016-09-01', 'classicAdministrators?api-version=2015-06-01'])(
  '%s is an empty list',
  async (path) => {
    const url = `${subscription()}/providers/Microsoft.Authorization/${path}`
    expect((await ask(await operator(), url)).body).toEqual({ value: [] })
  }
)

it('management groups are none', async () => {
  const list = '/providers/Microsoft.Management/managementGroups'
  expect((await ask(await operator(), `${list}?api-version=2020-05-01`)).body).toEqual({ value: [] })
})
