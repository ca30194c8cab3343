import { ClientSecretCredential } from '@azure/identity'
import { SecretClient, type SecretProperties } from '@azure/keyvault-secrets'
import { describe, expect, it } from 'vitest'
import { hitsIn } from '../support/secret-search.ts'
import { giveRole, KEY_VAULT_SECRETS_OFFICER } from './give-role.ts'
import { at, withPracticeCloud } from './practice-fixture.ts'
import { trustProcessWide } from './trust-process-wide.ts'

const fixture = withPracticeCloud()
trustProcessWide(fixture)

const ROLES = 0
const POLICIES = 1
const CLOSED = 2
const DAEMON = 1
const WITHOUT_ROLE = 2

const vault = (index: number) => at(fixture.cloud.ready.vaults, index)

/** A client of one vault; the host is localhost and not *.vault.azure.net, so the check of that is off. */
const client = (vaultIndex: number, appIndex = DAEMON, tenant?: string): SecretClient => {
  const { tenantId, clientId, secret } = at(fixture.cloud.ready.apps, appIndex)
  const credential = new ClientSecretCredential(tenant ?? tenantId, clientId, secret, {
    authorityHost: fixture.cloud.ready.endpoints.login,
    disableInstanceDiscovery: true
  })
  return new SecretClient(vault(vaultIndex).endpoint, credential, {
    disableChallengeResourceVerification: true,
    retryOptions: { maxRetries: 0 }
  })
}
const officer = (): SecretClient => {
  giveRole(fixture, DAEMON, KEY_VAULT_SECRETS_OFFICER, vault(ROLES).resourceId)
  return client(ROLES)
}

interface Refusal {
  statusCode: number
  code: string
  inner: string | undefined
  message: string
}
const refusalOf = async (asked: Promise<unknown>): Promise<Refusal> => {
  const error = await asked.then(
    () => undefined,
    (thrown: unknown) => thrown as { statusCode: number; code: string; message: string; details?: unknown }
  )
  if (error === undefined) throw new Error('It was not refused.')
  const { error: said } = error.details as { error: { innerError?: { code: string } } }
  return { statusCode: error.statusCode, code: error.code, inner: said.innerError?.code, message: error.message }
}
const all = async <T>(list: AsyncIterable<T>): Promise<T[]> => {
  const found: T[] = []
  for await (const one of list) found.push(one)
  return found
}
const names = (list: readonly SecretProperties[]): string[] => list.map(({ name }) => name)

describe('@azure/keyvault-secrets', () => {
  it('asks for the challenge, gets a token of the tenant that it names, and reads a secret by name and version', async () => {
    const newest = await client(ROLES).getSecret('AZURE-maps-key')
    expect([newest.value, newest.properties.contentType]).toEqual([
      at(fixture.cloud.ready.maps, 0).primaryKey,
      'text/plain'
    ])
    expect(newest.properties).toMatchObject({
      enabled: true,
      recoveryLevel: 'Recoverable+Purgeable',
      recoverableDays: 90
    })
    const versions = await all(client(ROLES).listPropertiesOfSecretVersions('azure-maps-key'))
    const older = versions.find(({ version }) => version !== newest.properties.version)?.version ?? ''
    expect((await client(ROLES).getSecret('azure-maps-key', { version: older })).value).toBe(
      'practice-key-from-before-the-rotation'
    )
  })

  it('sets, updates, lists, deletes, recovers and purges', async () => {
    const secrets = officer()
    // Version 4.12 of the client writes times after 2038 as negative numbers.
    const expiresOn = new Date('2036-02-02T00:00:00Z')
    const made = await secrets.setSecret('life', 'one', { tags: { team: 'gis' }, expiresOn })
    expect(made).toMatchObject({ value: 'one', properties: { tags: { team: 'gis' }, expiresOn } })
    const again = await secrets.setSecret('life', 'two')
    expect(await all(secrets.listPropertiesOfSecretVersions('life'))).toHaveLength(2)
    await secrets.updateSecretProperties('life', again.properties.version ?? '', { enabled: false })
    expect(await refusalOf(secrets.getSecret('life'))).toMatchObject({ statusCode: 403, inner: 'SecretDisabled' })
    expect(names(await all(secrets.listPropertiesOfSecrets()))).toContain('life')
    const deleting = await secrets.beginDeleteSecret('life', { intervalInMs: 10 })
    expect((await deleting.pollUntilDone()).scheduledPurgeDate?.getTime()).toBeGreaterThan(Date.now())
    expect(await refusalOf(secrets.getSecret('life'))).toMatchObject({ statusCode: 404, code: 'SecretNotFound' })
    expect(await refusalOf(secrets.setSecret('life', 'x'))).toMatchObject({ statusCode: 409, code: 'Conflict' })
    expect((await all(secrets.listDeletedSecrets())).map(({ name }) => name)).toEqual(['life'])
    const recovering = await secrets.beginRecoverDeletedSecret('life', { intervalInMs: 10 })
    expect((await recovering.pollUntilDone()).name).toBe('life')
    await (await secrets.beginDeleteSecret('life', { intervalInMs: 10 })).pollUntilDone()
    await secrets.purgeDeletedSecret('life')
    expect(await refusalOf(secrets.getDeletedSecret('life'))).toMatchObject({ statusCode: 404 })
  })

  it('backs up all versions and restores them where the name is free', async () => {
    const secrets = officer()
    const [one, two] = ['a first value of kept', 'a second value of kept']
    await secrets.setSecret('kept', one)
    await secrets.setSecret('kept', two)
    const backup = await secrets.backupSecret('kept')
    if (backup === undefined) throw new Error('There is no backup.')
    expect(hitsIn(Buffer.from(backup), { one, two })).toEqual([])
    expect(await refusalOf(secrets.restoreSecretBackup(backup))).toMatchObject({ statusCode: 409 })
    await (await secrets.beginDeleteSecret('kept', { intervalInMs: 10 })).pollUntilDone()
    await secrets.purgeDeletedSecret('kept')
    expect((await secrets.restoreSecretBackup(backup)).name).toBe('kept')
    expect((await secrets.getSecret('kept')).value).toBe(two)
    expect(await all(secrets.listPropertiesOfSecretVersions('kept'))).toHaveLength(2)
    const broken = new Uint8Array(backup.length).fill(65)
    expect(await refusalOf(secrets.restoreSecretBackup(broken))).toMatchObject({
      statusCode: 400,
      code: 'Malformed backup blob'
    })
  })

  it('lists in pages of twenty-five', async () => {
    const secrets = officer()
    for (const index of Array.from({ length: 27 }).keys()) await secrets.setSecret('many', String(index))
    const sizes: number[] = []
    for await (const page of secrets.listPropertiesOfSecretVersions('many').byPage()) sizes.push(page.length)
    expect(sizes).toEqual([25, 2])
    const small: number[] = []
    for await (const page of secrets.listPropertiesOfSecrets().byPage({ maxPageSize: 2 })) small.push(page.length)
    expect(Math.max(...small)).toBe(2)
  })

  it('reads secrets that are expired or not yet valid, as the service documents it', async () => {
    const secrets = officer()
    await secrets.setSecret('next-year', 'later', { notBefore: new Date(Date.now() + 86_400_000) })
    expect((await secrets.getSecret('next-year')).value).toBe('later')
    expect((await secrets.getSecret('expired-maps-key')).value).toBe('practice-expired-key')
  })
})

describe('@azure/keyvault-secrets, refused', () => {
  it.each([
    [
      'by roles',
      ROLES,
      WITHOUT_ROLE,
      'ForbiddenByRbac',
      /^Caller is not authorized to perform action on resource\.\r\n/
    ],
    ['without any policy', POLICIES, WITHOUT_ROLE, 'AccessDenied', /^Access denied\. Caller was not found on any/],
    [
      'by the firewall',
      CLOSED,
      DAEMON,
      'ForbiddenByFirewall',
      /^Client address is not authorized and caller is not a trusted service\.\r\nClient address: 127\.0\.0\.1\r\nCaller: appid=/
    ]
  ])('%s', async (_name, vaultIndex, appIndex, inner, words) => {
    const refusal = await refusalOf(client(vaultIndex, appIndex).getSecret('azure-maps-key'))
    expect(refusal).toMatchObject({ statusCode: 403, code: 'Forbidden', inner })
    expect(refusal.message).toMatch(words)
  })

  it('by policies that give it another permission', async () => {
    expect((await client(POLICIES).getSecret('azure-maps-key')).value).toBe(
      at(fixture.cloud.ready.maps, 0).secondaryKey
    )
    const refusal = await refusalOf(client(POLICIES).setSecret('x', 'y'))
    expect(refusal).toMatchObject({ statusCode: 403, inner: 'AccessDenied' })
    expect(refusal.message).toContain("does not have secrets set permission on key vault 'contoso-field-kv;")
  })

  it('a disabled secret', async () => {
    const refusal = await refusalOf(client(ROLES).getSecret('retired-maps-key'))
    expect(refusal).toMatchObject({ statusCode: 403, inner: 'SecretDisabled' })
    expect(refusal.message).toBe('Operation get is not allowed on a disabled secret.')
  })

  it('by its own credential, when the challenge names a tenant that it may not ask', async () => {
    const elsewhere = at(fixture.cloud.ready.tenants, 1).tenantId
    await expect(client(ROLES, DAEMON, elsewhere).getSecret('azure-maps-key')).rejects.toThrow(
      /not configured to acquire tokens for tenant/
    )
  })

  it('while the vault is throttled', async () => {
    await fixture.weather([
      {
        match: { service: 'vault' },
        times: 1,
        do: {
          kind: 'status',
          status: 429,
          body: { error: { code: 'Throttled', message: 'Request was not processed.' } }
        }
      }
    ])
    expect(await refusalOf(client(ROLES).getSecret('azure-maps-key'))).toMatchObject({
      statusCode: 429,
      code: 'Throttled'
    })
  })

  it('by a deleted vault, which answers nobody', async () => {
    const closed = at(fixture.cloud.world.vaults, CLOSED)
    closed.deletedAt = Date.now()
    try {
      await expect(client(CLOSED).getSecret('azure-maps-key')).rejects.toMatchObject({ code: 'ECONNRESET' })
    } finally {
      delete closed.deletedAt
    }
  })
})
