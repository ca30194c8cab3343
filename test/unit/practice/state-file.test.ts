import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { readState, readStateFile, stateSchema } from '../../../practice/world/read-state-file.ts'
import { allFields } from '../../../practice/world/state/schema-at.ts'
import { SHORT_FIELDS } from '../../../practice/world/state/fields.ts'
import { WORLD_NAMES, WORLDS } from '../../../practice/world/worlds.ts'
import { stateText } from '../../../practice/world/write-state.ts'
import { at } from '../../clients/practice-fixture.ts'

const file = (name: string): string => fileURLToPath(new URL(`../../../${name}`, import.meta.url))
const CONTOSO = 'tenants: [{ defaultDomain: contoso.com }]\n'

describe('a state file written by hand', () => {
  it('says in 25 lines who Bob is, where he is a guest, what he may and what stops him', () => {
    const path = file('docs/examples/bob.yaml')
    expect(readFileSync(path, 'utf8').trimEnd().split('\n').length).toBeLessThanOrEqual(25)
    const { world, weather } = readStateFile(path)
    const bob = at(world.users, 0)
    const [contoso, fabrikam] = [at(world.tenants, 0), at(world.tenants, 1)]
    expect(bob.memberships.map(({ tenantId, kind }) => [tenantId, kind])).toEqual([
      [fabrikam.tenantId, 'member'],
      [contoso.tenantId, 'guest']
    ])
    expect(world.roleAssignments).toEqual([
      {
        principalId: at(bob.memberships, 1).objectId,
        roleId: 'acdd72a7-3385-48ef-bd42-f606fba81ae7',
        scope: `/subscriptions/${at(world.subscriptions, 0).subscriptionId}/resourceGroups/gis-rg`
      }
    ])
    expect(weather).toMatchObject([
      { match: { flow: 'device-code', user: 'bob@fabrikam.com' }, do: { kind: 'aadsts', code: 53003 } }
    ])
    const [secret] = at(world.vaults, 0).secrets
    expect(secret?.versions[0].value).toBe(at(world.mapsAccounts, 0).primaryKey)
    expect(world.applications.some(({ displayName }) => displayName === 'Microsoft Azure CLI')).toBe(true)
  })

  it('has the same ids each time, and new secrets', () => {
    const [one, other] = [readStateFile(file('docs/examples/bob.yaml')), readStateFile(file('docs/examples/bob.yaml'))]
    expect(at(one.world.users, 0).memberships).toEqual(at(other.world.users, 0).memberships)
    expect(at(one.world.mapsAccounts, 0).clientId).toBe(at(other.world.mapsAccounts, 0).clientId)
    expect(at(one.world.users, 0).password).not.toBe(at(other.world.users, 0).password)
  })

  it('refers by name to everything that can be referred to', () => {
    const { world } = readState(
      `${CONTOSO}users: [{ userPrincipalName: ann@contoso.com, home: contoso.com }]
groups: [{ displayName: Readers, members: [ann@contoso.com, cache] }]
subscriptions: [{ displayName: Production }]
applications:
  - { displayName: cache, owners: [ann@contoso.com], secrets: [{ expiresAt: 2031-02-03 }] }
  - displayName: portal
    api: { identifierUris: ['api://portal'], scopes: { read: Read } }
consents: [{ app: portal, user: ann@contoso.com, resource: Azure Maps }]
appRoleAssignments: [{ principal: cache, resource: 'api://portal', value: Read.All }]
managedIdentities: [{ name: worker, resourceGroup: rg }]
vaults:
  - name: kv
    mode: access-policy
    accessPolicies: [{ principal: worker, secrets: [get] }]
    secrets: [{ name: plain, value: abc, expires: 2030-01-01 }]
storageAccounts: [{ name: files, containers: [{ name: tiles }] }]
geoCatalogs: [{ name: imagery, collections: [{ id: coast }] }]
roleDefinitions: [{ name: Keys, actions: [Microsoft.Maps/accounts/listKeys/action] }]
roleAssignments:
  - { principal: Readers, role: Keys }
  - { principal: worker, role: Key Vault Secrets User, scope: kv }
`,
      'world.yaml'
    )
    const [tenant] = world.tenants
    const ann = at(world.users, 0).memberships[0].objectId
    const [cache, portal] = [at(world.applications, 0), at(world.applications, 1)]
    const [worker, vault] = [at(world.managedIdentities, 0), at(world.vaults, 0)]
    expect(at(world.groups, 0).members).toEqual([ann, at(cache.servicePrincipals, 0).objectId])
    expect([cache.owners, at(cache.secrets, 0).expiresAt]).toEqual([[ann], Date.parse('2031-02-03')])
    expect(at(world.consents, 0)).toMatchObject({ appId: portal.appId, userObjectId: ann, tenantId: tenant?.tenantId })
    expect(at(world.appRoleAssignments, 0)).toMatchObject({ resourceAppId: portal.appId })
    expect(vault.accessPolicies).toEqual([{ objectId: worker.objectId, secrets: ['get'] }])
    expect(at(vault.secrets, 0).versions[0]).toMatchObject({ value: 'abc', expires: Date.parse('2030-01-01') / 1000 })
    expect(at(world.roleAssignments, 0)).toMatchObject({
      roleId: at(world.roleDefinitions, 0).id,
      scope: `/subscriptions/${at(world.subscriptions, 0).subscriptionId}`
    })
    expect(at(world.roleAssignments, 1)).toMatchObject({ principalId: worker.objectId, scope: vault.resourceId })
  })
})

describe('a world as a state file', () => {
  it.each(WORLD_NAMES.filter((name) => name !== 'large'))(
    '%s comes back as it was, without its secrets or with them',
    (name) => {
      const world = WORLDS[name].make(1)
      const whole = readState(stateText(world, [], { secrets: true }), 'state.yaml')
      expect(whole.world).toEqual(world)
      const text = stateText(world, [], { secrets: false })
      const secrets = [
        ...world.users.map(({ password }) => password),
        ...world.applications.flatMap(({ secrets: list }) => list.map(({ value }) => value)),
        ...world.mapsAccounts.flatMap(({ primaryKey, secondaryKey, platformKey }) => [
          primaryKey,
          secondaryKey,
          platformKey
        ]),
        ...world.storageAccounts.map(({ key }) => key)
      ]
      for (const secret of secrets) expect(text.includes(secret)).toBe(false)
      const again = readState(text, 'state.yaml').world
      expect(stateText(again, [], { secrets: false })).toBe(text)
      expect(at(at(again.vaults, 0).secrets, 0).versions[0].value).toBe(at(again.mapsAccounts, 0).primaryKey)
    }
  )

  it('has every field in the reference', () => {
    const reference = readFileSync(file('docs/practice-state-file.md'), 'utf8')
    const described = new Set([...reference.matchAll(/^\| `([^`]+)`/gm)].map(([, name]) => name))
    const missing = allFields(stateSchema).filter((name) => !name.startsWith('weather') && !described.has(name))
    expect(missing).toEqual([])
    const unknown = [...described].filter(
      (name) => name !== undefined && !allFields(stateSchema).includes(name) && !isShort(name)
    )
    expect(unknown).toEqual([])
  })
})

const isShort = (name: string): boolean => {
  const parts = name.replaceAll('[]', '').split('.')
  return SHORT_FIELDS[parts.at(-2) ?? '']?.includes(parts.at(-1) ?? '') === true
}
