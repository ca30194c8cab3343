import { describe, expect, it } from 'vitest'
import { at, withPracticeCloud } from '../../clients/practice-fixture.ts'
import { armAsker } from './ask-arm.ts'

const fixture = withPracticeCloud()
const { ask, operator, kiosk, user, subscription, principal } = armAsker(fixture)
const PATH = '/providers/Microsoft.ResourceGraph/resources?api-version=2022-10-01'

const query = async (text: string, options: object = {}, token?: string) =>
  ask(token ?? (await operator()), PATH, 'POST', { query: text, options })
const lines = async (text: string, options?: object, token?: string): Promise<Record<string, unknown>[]> =>
  (await query(text, options, token)).body.data as Record<string, unknown>[]

describe('Resource Graph', () => {
  it("answers the app's kind of question: resources of some types, some columns", async () => {
    const text =
      "Resources | where type in~ ('Microsoft.Maps/accounts', 'microsoft.orbital/geocatalogs','microsoft.keyvault/vaults') | project id,name,type,location,subscriptionId,resourceGroup,properties | order by name asc"
    const { body, headers } = await query(text)
    const { world } = fixture.cloud
    const names = [...world.mapsAccounts, ...world.geoCatalogs, ...world.vaults].map(({ name }) => name)
    const found = body.data as Record<string, unknown>[]
    expect(found.map(({ name }) => name)).toEqual(names.toSorted())
    expect(found[0]).toMatchObject({ resourceGroup: 'gis-rg', subscriptionId: subscription().split('/')[2] })
    expect(body).toMatchObject({
      totalRecords: names.length,
      count: names.length,
      facets: [],
      resultTruncated: 'false'
    })
    expect(headers.get('x-ms-user-quota-resets-after')).toBe('00:00:05')
  })

  it('compares, combines, limits, counts', async () => {
    expect(
      await lines("Resources | where type =~ 'MICROSOFT.MAPS/ACCOUNTS' and name contains 'field' | project name")
    ).toEqual([{ name: 'contoso-field-maps' }])
    expect(
      await lines("resources | where type == 'microsoft.maps/accounts' | where name != 'contoso-maps' | count")
    ).toEqual([{ Count: 1 }])
    expect(
      await lines(
        'resources | where properties.disableLocalAuth == false | project account = name, properties.uniqueId | limit 1'
      )
    ).toEqual([{ account: 'contoso-maps', properties_uniqueId: at(fixture.cloud.ready.maps, 0).clientId }])
    expect(await lines("resources | where name startswith 'contoso-field-m' | distinct type")).toEqual([
      { type: 'microsoft.maps/accounts' }
    ])
  })

  it('pages by skip token, and answers as a table', async () => {
    const first = await query('Resources | project name | order by name asc', { $top: 2 })
    expect(first.body).toMatchObject({ count: 2, $skipToken: expect.any(String) as string })
    const options = { $top: 2, $skipToken: first.body.$skipToken }
    const second = await lines('Resources | project name | order by name asc', options)
    expect(second).toHaveLength(2)
    expect(second).not.toEqual(first.body.data)
    const table = await query("Resources | where name == 'contoso-maps' | project name, location", {
      resultFormat: 'table'
    })
    expect(table.body.data).toEqual({
      columns: [
        { name: 'name', type: 'string' },
        { name: 'location', type: 'string' }
      ],
      rows: [['contoso-maps', 'eastus']]
    })
  })

  it('shows subscriptions, groups, and who has which role', async () => {
    const containers = await lines('ResourceContainers | project name, type')
    expect(containers).toContainEqual({ name: 'Contoso GIS production', type: 'microsoft.resources/subscriptions' })
    expect(containers).toContainEqual({ name: 'field-rg', type: 'microsoft.resources/subscriptions/resourcegroups' })
    const given = await lines(
      `authorizationresources | where type =~ 'microsoft.authorization/roleassignments' | where properties.principalId == '${principal(0)}' | project properties.scope`
    )
    expect(given).toEqual([{ properties_scope: subscription() }])
  })

  it('shows only what the caller may read', async () => {
    expect(await lines('Resources', {}, await kiosk())).toEqual([])
    expect(await lines('Resources', {}, await user(1))).toEqual([])
    const roleId = 'acdd72a7-3385-48ef-bd42-f606fba81ae7'
    const scope = at(fixture.cloud.ready.vaults, 0).resourceId
    fixture.cloud.world.roleAssignments.push({ principalId: principal(2), roleId, scope })
    expect(await lines('Resources | project name', {}, await kiosk())).toEqual([{ name: 'contoso-gis-kv' }])
    fixture.cloud.world.roleAssignments.pop()
  })

  it.each([
    'Secrets',
    'Resources | join kind=inner (ResourceContainers) on subscriptionId',
    'Resources | summarize count() by type',
    "Resources | where name matches regex 'x'",
    "Resources | where name == 'x' or name == 'y'",
    'Resources | extend x = name',
    'Resources | limit many',
    'Resources | project tolower(name)',
    'constructor',
    `Resources${' '.repeat(20_000)}`,
    ''
  ])('refuses what it does not understand: %s', async (text) => {
    const { status, error } = await query(text)
    expect([status, error?.code]).toEqual([400, 'BadRequest'])
  })

  it('does not take a pipe or a word in quotes for its own', async () => {
    expect(await lines("Resources | where name == 'a | b and c'")).toEqual([])
  })
})
