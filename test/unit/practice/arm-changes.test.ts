import { afterEach, describe, expect, it, vi } from 'vitest'
import { checkReferences } from '../../../practice/world/check-references.ts'
import { at, VAULT_SCOPE, withPracticeCloud } from '../../clients/practice-fixture.ts'
import { armAsker } from './ask-arm.ts'

const fixture = withPracticeCloud()
const { ask, operator, subscription, group, principal } = armAsker(fixture)
const VAULTS = 'api-version=2022-07-01'
afterEach(() => {
  vi.useRealTimers()
})
const vault = (index = 0) => at(fixture.cloud.ready.vaults, index)

/** Asks a vault for a secret and answers the status; 0 where nobody answers. */
const secretStatus = async (index: number, appIndex = 1): Promise<number> => {
  const authorization = `Bearer ${await fixture.appToken(appIndex, VAULT_SCOPE)}`
  const url = `${vault(index).endpoint}/secrets/azure-maps-key?api-version=7.4`
  return fixture.fetch(url, { headers: { authorization } }).then(
    ({ status }) => status,
    () => 0
  )
}

describe('GeoCatalogs', () => {
  const one = () => `${at(fixture.cloud.ready.geocatalogs, 0).resourceId}?api-version=2026-04-15`

  it('change by an operation that ends', async () => {
    vi.useFakeTimers({ toFake: ['Date'] })
    const token = await operator()
    const begun = await ask(token, one(), 'PATCH', { tags: { team: 'field' } })
    expect(begun.status).toBe(202)
    expect(begun.headers.get('location')).toContain('/locations/EASTUS/operationStatuses/')
    const status = begun.headers.get('azure-asyncoperation') ?? ''
    expect((await ask(token, status)).body).toMatchObject({ status: 'Updating' })
    expect((await ask(token, one())).body).toMatchObject({
      tags: { team: 'field' },
      properties: { provisioningState: 'Updating' }
    })
    vi.setSystemTime(Date.now() + 1000)
    expect((await ask(token, status)).body).toMatchObject({ status: 'Succeeded' })
    expect((await ask(token, one())).body).toMatchObject({ properties: { provisioningState: 'Succeeded' } })
    expect((await ask(token, status.replace(/operationStatuses\/[^*]*/, 'operationStatuses/x'))).status).toBe(404)
  })

  it('take and lose identities', async () => {
    const token = await operator()
    const id = `${group()}/providers/Microsoft.ManagedIdentity/userAssignedIdentities/unused-identity`
    const identity = (value: unknown) => ({
      identity: { type: 'UserAssigned', userAssignedIdentities: { [id]: value } }
    })
    await ask(token, one(), 'PATCH', identity({}))
    const { identities } = at(fixture.cloud.world.geoCatalogs, 0)
    expect(identities).toContain(id)
    await ask(token, one(), 'PATCH', identity(null))
    expect(at(fixture.cloud.world.geoCatalogs, 0).identities).not.toContain(id)
  })

  it('are not made while the cloud runs, and the refusal says what to do', async () => {
    const { status, error } = await ask(
      await operator(),
      `${group()}/providers/Microsoft.Orbital/geoCatalogs/new?api-version=2026-04-15`,
      'PUT',
      { location: 'eastus', properties: { tier: 'Basic' } }
    )
    expect([status, error?.code]).toEqual([409, 'PracticeCloudCannotCreate'])
    expect(error?.message).toMatch(/geoCatalogs of the state file/)
  })

  it('are deleted, and answer no more', async () => {
    const token = await operator()
    const { endpoint } = at(fixture.cloud.ready.geocatalogs, 0)
    expect((await fixture.fetch(`${endpoint}/stac?api-version=2026-04-15`)).status).toBe(401)
    expect((await ask(token, one(), 'DELETE')).status).toBe(202)
    expect((await ask(token, one())).error?.code).toBe('ResourceNotFound')
    await expect(fixture.fetch(`${endpoint}/stac?api-version=2026-04-15`)).rejects.toThrow()
  })
})

describe('vaults', () => {
  it('change between roles and access policies, and close their firewall', async () => {
    const token = await operator()
    const one = `${vault().resourceId}?${VAULTS}`
    expect(await secretStatus(0)).toBe(200)
    const patch = (properties: object) => ask(token, one, 'PATCH', { properties })
    expect((await patch({ enableRbacAuthorization: false })).body).not.toHaveProperty(
      'properties.enableRbacAuthorization'
    )
    expect(await secretStatus(0)).toBe(403)
    await patch({ enableRbacAuthorization: true, networkAcls: { defaultAction: 'Deny', bypass: 'None' } })
    expect(at(fixture.cloud.world.vaults, 0)).toMatchObject({ mode: 'rbac', firewall: true })
    await patch({ networkAcls: { defaultAction: 'Allow' } })
    expect(await secretStatus(0)).toBe(200)
  })

  it('take access policies to add, replace and remove', async () => {
    const token = await operator()
    const change = (kind: string, secrets: string[]) =>
      ask(token, `${vault(1).resourceId}/accessPolicies/${kind}?${VAULTS}`, 'PUT', {
        properties: {
          accessPolicies: [{ tenantId: vault(1).tenantId, objectId: principal(2), permissions: { secrets } }]
        }
      })
    expect(await secretStatus(1, 2)).toBe(403)
    expect((await change('add', ['Get', 'list'])).status).toBe(200)
    expect(await secretStatus(1, 2)).toBe(200)
    await change('remove', ['get'])
    expect(await secretStatus(1, 2)).toBe(403)
    expect(at(fixture.cloud.world.vaults, 1).accessPolicies).toContainEqual({
      objectId: principal(2),
      secrets: ['list']
    })
    await change('replace', ['all'])
    expect(at(fixture.cloud.world.vaults, 1).accessPolicies).toMatchObject([{ objectId: principal(2) }])
    expect((await change('bend', ['get'])).status).toBe(400)
    expect((await change('add', ['fly'])).status).toBe(400)
  })

  it('tell whether a name is free', async () => {
    const check = async (name: string): Promise<unknown> => {
      const url = `${subscription()}/providers/Microsoft.KeyVault/checkNameAvailability?${VAULTS}`
      return (await ask(await operator(), url, 'POST', { name, type: 'Microsoft.KeyVault/vaults' })).body
    }
    expect(await check('contoso-new-kv')).toEqual({ nameAvailable: true })
    expect(await check('Contoso-GIS-kv')).toMatchObject({ nameAvailable: false, reason: 'AlreadyExists' })
    expect(await check('1')).toMatchObject({ nameAvailable: false, reason: 'AccountNameInvalid' })
  })

  it('are deleted softly, come back, and are purged', async () => {
    const token = await operator()
    const one = `${vault(1).resourceId}?${VAULTS}`
    const put = (name: string, more: object = {}) =>
      ask(token, `${group()}/providers/Microsoft.KeyVault/vaults/${name}?${VAULTS}`, 'PUT', {
        location: 'eastus',
        properties: { tenantId: vault(1).tenantId, sku: { family: 'A', name: 'standard' }, ...more }
      })
    expect((await put('contoso-new-kv')).error?.code).toBe('PracticeCloudCannotCreate')
    expect((await ask(token, one, 'DELETE')).status).toBe(200)
    expect([(await ask(token, one)).status, await secretStatus(1)]).toEqual([404, 0])
    const deleted = `${subscription()}/providers/Microsoft.KeyVault/deletedVaults?${VAULTS}`
    expect((await ask(token, deleted)).body.value).toMatchObject([{ name: vault(1).name }])
    expect((await put(vault(1).name)).error?.code).toBe('ConflictError')
    expect((await put(vault(1).name, { createMode: 'recover' })).status).toBe(200)
    expect((await ask(token, one)).body).toMatchObject({ properties: { vaultUri: `${vault(1).endpoint}/` } })
    expect(await secretStatus(1)).not.toBe(0)
    await ask(token, one, 'DELETE')
    const purge = `${subscription()}/providers/Microsoft.KeyVault/locations/eastus/deletedVaults/${vault(1).name}/purge`
    expect((await ask(token, `${purge}?${VAULTS}`, 'POST')).status).toBe(200)
    expect((await ask(token, deleted)).body.value).toEqual([])
    const third = await ask(token, `${vault(2).resourceId}?${VAULTS}`)
    expect(third.body).toMatchObject({ properties: { vaultUri: `${vault(2).endpoint}/` } })
  })
})

describe('user-assigned identities', () => {
  it('are listed without those of machines, made, tagged, and deleted', async () => {
    const token = await operator()
    const VERSION = 'api-version=2022-01-31-preview'
    const list = `${subscription()}/providers/Microsoft.ManagedIdentity/userAssignedIdentities?${VERSION}`
    const before = ((await ask(token, list)).body.value ?? []).map(({ name }) => name)
    expect(before).toEqual(expect.arrayContaining(['field-reader', 'contractor-sync']))
    expect(before).not.toContain('gis-worker')
    const one = `${group()}/providers/Microsoft.ManagedIdentity/userAssignedIdentities/new-reader`
    const made = await ask(token, `${one}?${VERSION}`, 'PUT', { location: 'eastus' })
    const { principalId } = made.body.properties as { principalId: string }
    expect([made.status, fixture.cloud.world.managedIdentities.at(-1)?.objectId]).toEqual([201, principalId])
    expect((await ask(token, `${one}/federatedIdentityCredentials?${VERSION}`)).body).toEqual({ value: [] })
    const scope = group()
    const { world } = fixture.cloud
    world.roleAssignments.push({ principalId, roleId: 'acdd72a7-3385-48ef-bd42-f606fba81ae7', scope })
    expect((await ask(token, `${one}?${VERSION}`, 'DELETE')).status).toBe(200)
    expect(world.roleAssignments.some((given) => given.principalId === principalId)).toBe(false)
    expect((await ask(token, `${one}?${VERSION}`, 'DELETE')).status).toBe(204)
  })
})

describe('storage accounts', () => {
  it('give their keys, make one anew, and say where their blobs are', async () => {
    const token = await operator()
    const account = at(fixture.cloud.world.storageAccounts, 0)
    const one = (operation = '') => `${account.resourceId}${operation}?api-version=2022-09-01`
    expect((await ask(token, one())).body).toMatchObject({
      properties: { primaryEndpoints: { blob: `${fixture.cloud.ready.endpoints.blob}/` } }
    })
    const { key } = account
    expect((await ask(token, one('/listKeys'), 'POST')).body).toMatchObject({
      keys: [
        { keyName: 'key1', value: key },
        { keyName: 'key2', value: account.secondKey }
      ]
    })
    const next = await ask(token, one('/regenerateKey'), 'POST', { keyName: 'key1' })
    expect(next.body).toMatchObject({ keys: [{ value: account.key }, { value: account.secondKey }] })
    expect(account.key).not.toBe(key)
  })
})

it('what was changed here can be saved and read again', () => {
  expect(checkReferences(fixture.cloud.world)).toEqual([])
})
