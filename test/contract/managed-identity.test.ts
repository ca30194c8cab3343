import { decodeJwt } from 'jose'
import { describe, expect, it } from 'vitest'
import type { WantedIdentity } from '#contract/model'
import { at, MAPS_SCOPE, withPracticeCloud } from '../clients/practice-fixture.ts'
import { failureOfAsync } from '../fakes/failure-of.ts'
import { cloudOf, createAdapters, never } from './adapters-on-practice.ts'

const fixture = withPracticeCloud()
const identity = (index: number) => at(fixture.cloud.ready.managedIdentities, index)
const request = (by: WantedIdentity['by'], id = '') => ({
  profileId: 'practice',
  cloud: cloudOf(fixture.cloud),
  identity: { by, named: id },
  signal: never
})

describe('sign-in as a managed identity', () => {
  it('is the system-assigned identity of the machine, whose name and IDs its token says, and stores nothing', async () => {
    const { entra, vault } = createAdapters()
    const { clientId, objectId, resourceId, tenantId } = identity(0)
    const account = await entra.signInWithManagedIdentity(request('system'))
    expect(account).toEqual({
      accountId: `practice.${clientId}.${tenantId}`,
      kind: 'application',
      username: clientId,
      displayName: resourceId.split('/').at(-1),
      homeTenantId: tenantId,
      clientId,
      credential: 'managed-identity',
      credentialExpiresAt: null,
      managedIdentity: { chosenBy: 'system', objectId, resourceId }
    })
    expect(vault.records.size).toBe(0)
  })

  it('is a user-assigned identity by client, object or resource ID, and its tokens come from the host again', async () => {
    const { entra, sent } = createAdapters()
    const { clientId, objectId, resourceId, tenantId } = identity(1)
    for (const wanted of [
      request('client-id', clientId),
      request('object-id', objectId),
      request('resource-id', resourceId)
    ]) {
      const account = await entra.signInWithManagedIdentity(wanted)
      expect(account.managedIdentity).toEqual({ chosenBy: wanted.identity.by, objectId, resourceId })
      const asked = sent.length
      const token = await entra.acquireToken({
        cloud: wanted.cloud,
        account,
        tenantId,
        scope: MAPS_SCOPE,
        refresh: false,
        signal: never
      })
      expect(decodeJwt(token.accessToken)).toMatchObject({ oid: objectId, aud: 'https://atlas.microsoft.com' })
      expect(token.fromNetwork).toBe(true)
      expect(token.expiresAt).toBeLessThanOrEqual((decodeJwt(token.accessToken).exp ?? 0) * 1000)
      expect(sent.length).toBe(asked + 1)
    }
  })

  it.each([
    ['App Service', () => fixture.cloud.ready.appService],
    ['Machine Learning', () => fixture.cloud.ready.machineLearning]
  ])('works on %s, which says in the environment where it is', async (_name, host) => {
    const told = host()
    const environment =
      'header' in told
        ? { IDENTITY_ENDPOINT: told.endpoint, IDENTITY_HEADER: told.header }
        : { MSI_ENDPOINT: told.endpoint, MSI_SECRET: told.secret, DEFAULT_IDENTITY_CLIENT_ID: told.clientId }
    const { entra, sent } = createAdapters({ environment })
    expect((await entra.signInWithManagedIdentity(request('system'))).clientId).toBe(identity(0).clientId)
    expect(sent.map(({ url }) => new URL(url).pathname)).toEqual(['/msi/token'])
  })

  it('is a person in Cloud Shell', async () => {
    const { entra } = createAdapters({ environment: { MSI_ENDPOINT: fixture.cloud.ready.appService.endpoint } })
    const account = await entra.signInWithManagedIdentity(request('system'))
    expect(account).toMatchObject({ kind: 'user', username: 'ann@contoso.com', credential: 'managed-identity' })
    expect(await failureOfAsync(entra.signInWithManagedIdentity(request('client-id', identity(1).clientId)))).toEqual(
      expect.objectContaining({ code: 'managed-identity-unavailable', problem: 'not-selectable' })
    )
  })

  it('goes to no host of Azure from the practice cloud', async () => {
    const environment = { IDENTITY_ENDPOINT: 'https://app.azurewebsites.net/msi/token', IDENTITY_HEADER: 'one' }
    const { entra, sent } = createAdapters({ environment })
    await entra.signInWithManagedIdentity(request('system'))
    expect(new Set(sent.map(({ url }) => new URL(url).origin))).toEqual(new Set([fixture.cloud.ready.endpoints.imds]))
  })

  it('says that an identity is not assigned, in the words of the host', async () => {
    const { entra } = createAdapters()
    const wanted = identity(0).objectId
    expect(await failureOfAsync(entra.signInWithManagedIdentity(request('client-id', wanted)))).toEqual({
      code: 'managed-identity-unavailable',
      problem: 'not-assigned',
      wanted,
      said: 'Identity not found'
    })
  })

  it('says so where another identity answers than the one that signed in, or another directory is wanted', async () => {
    const { entra } = createAdapters()
    const { cloud, ...wanted } = request('client-id', identity(1).clientId)
    const account = await entra.signInWithManagedIdentity({ cloud, ...wanted })
    const managedIdentity = { chosenBy: 'system' as const, objectId: identity(1).objectId, resourceId: null }
    const ask = { cloud, tenantId: account.homeTenantId, scope: MAPS_SCOPE, refresh: true, signal: never }
    const other = entra.acquireToken({ ...ask, account: { ...account, managedIdentity } })
    expect(await failureOfAsync(other)).toMatchObject({
      code: 'other-identity-answered',
      username: 'field-reader',
      answered: identity(0).resourceId.split('/').at(-1)
    })
    const elsewhere = entra.acquireToken({ ...ask, account, tenantId: identity(1).clientId })
    expect(await failureOfAsync(elsewhere)).toMatchObject({ problem: 'other-directory' })
  })

  it('ends at once when it is cancelled', async () => {
    await fixture.weather([{ match: { service: 'imds' }, times: 1, do: { kind: 'hang' } }])
    const { entra } = createAdapters()
    const stop = new AbortController()
    const signingIn = entra.signInWithManagedIdentity({ ...request('system'), signal: stop.signal })
    setTimeout(() => {
      stop.abort()
    }, 200)
    expect(await failureOfAsync(signingIn)).toEqual({ code: 'cancelled' })
    await fixture.weather([])
  })

  it('says that the practice cloud does not answer where its host is away', async () => {
    const { entra } = createAdapters()
    const away = { ...cloudOf(fixture.cloud), identityHost: 'http://127.0.0.1:9' }
    expect(await failureOfAsync(entra.signInWithManagedIdentity({ ...request('system'), cloud: away }))).toEqual({
      code: 'unreachable',
      host: '127.0.0.1:9'
    })
  })
})
