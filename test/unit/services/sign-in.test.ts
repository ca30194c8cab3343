import { beforeEach, describe, expect, it } from 'vitest'
import type { WantedIdentity } from '#contract/model'
import { failureOfAsync } from '../../fakes/failure-of.ts'
import { clientId, tenantA, tenantB } from '../../fakes/entra.ts'
import { buildHouse, type House } from '../../fakes/house.ts'

let house: House
beforeEach(async () => {
  house = await buildHouse()
})

const application = (
  more: Partial<{ tenant: string; clientId: string; clientSecret: string; sendAnyway: boolean }> = {}
) =>
  house.services.signIn.withClientSecret({
    operationId: 'o',
    tenant: tenantA,
    clientId,
    clientSecret: 'p7~secret-value',
    sendAnyway: false,
    ...more
  })

describe('an application', () => {
  it('signs in with its secret and is remembered', async () => {
    expect(await application({ tenant: ' Contoso.com ' })).toMatchObject({
      kind: 'application',
      clientId,
      cloud: 'public'
    })
    expect(house.services.accounts.list()).toHaveLength(1)
    expect(JSON.stringify([...house.vault.entries, ...house.events])).not.toContain('p7~secret-value')
  })

  it('is warned before a secret that looks like an ID is sent, and may send it anyway', async () => {
    const pasted = { clientSecret: 'dddddddd-0000-4000-8000-000000000004' }
    expect(await failureOfAsync(application(pasted))).toEqual({ code: 'client-secret-looks-like-id' })
    expect(house.entra.secretsSent).toEqual([])
    await application({ ...pasted, sendAnyway: true })
    expect(house.entra.secretsSent).toHaveLength(1)
  })

  it.each([
    [{ tenant: '' }, { code: 'input-missing', field: 'tenant' }],
    [{ tenant: 'no domain' }, { code: 'tenant-malformed', value: 'no domain' }],
    [{ clientId: 'my-app' }, { code: 'not-a-guid', field: 'client-id', value: 'my-app' }],
    [{ clientSecret: '  ' }, { code: 'input-missing', field: 'client-secret' }],
    [{ clientSecret: 'x'.repeat(513) }, { code: 'input-too-long', field: 'client-secret', limit: 512 }]
  ])('with %j is refused before anything is sent', async (typed, failure) => {
    expect(await failureOfAsync(application(typed))).toEqual(failure)
    expect(house.entra.secretsSent).toEqual([])
  })
})

describe('a managed identity', () => {
  const byHost = (by: WantedIdentity['by'], id = '') =>
    house.services.signIn.withManagedIdentity({ operationId: 'o', identity: { by, named: id } })
  const reader = `/subscriptions/${tenantA}/resourceGroups/gis/providers/Microsoft.ManagedIdentity/userAssignedIdentities/field-reader`

  it('signs in, is remembered with how it was chosen, and gets tokens', async () => {
    const account = await byHost('resource-id', ` ${reader}`)
    const managedIdentity = { chosenBy: 'resource-id', objectId: tenantB, resourceId: null }
    expect(account).toMatchObject({ credential: 'managed-identity', managedIdentity, kind: 'application' })
    expect(house.services.accounts.list()).toMatchObject([{ managedIdentity }])
  })

  it.each([
    ['client-id', '', { code: 'input-missing', field: 'client-id' }],
    ['object-id', 'reader', { code: 'not-a-guid', field: 'object-id', value: 'reader' }],
    ['resource-id', 'reader', { code: 'resource-id-malformed', value: 'reader' }]
  ] as const)('by %s “%s” is refused before the host is asked', async (by, id, failure) => {
    expect(await failureOfAsync(byHost(by, id))).toEqual(failure)
    expect(house.services.accounts.list()).toEqual([])
  })
})

describe('DefaultAzureCredential', () => {
  it('signs in whom it finds, keeps which step served, and tells each step', async () => {
    const { account, trace } = await house.services.signIn.withDefaultCredential({ operationId: 'o' })
    expect(account).toMatchObject({ kind: 'user', credential: 'azure-cli', state: 'ready' })
    expect(trace).toEqual([{ step: 'azure-cli', state: 'used', why: 'It gave the token.', tookMs: 700 }])
    expect(house.events).toContainEqual({
      name: 'sign-in-progressed',
      payload: { operationId: 'o', step: 'chain', trace }
    })
    expect(house.services.accounts.list()).toMatchObject([{ credential: 'azure-cli' }])
  })
})

describe('a user', () => {
  it('who signs in by device code sees the code, can copy it and open its page while it runs', async () => {
    const { signIn } = house.services
    const account = await signIn.withUser({ operationId: 'o', method: 'device-code', tenant: null, clientId: null })
    expect(account).toMatchObject({ username: 'ann@contoso.com', state: 'ready' })
    const steps = house.events.filter(({ name }) => name === 'sign-in-progressed').map(({ payload }) => payload)
    expect(steps).toMatchObject([
      { step: 'contacting' },
      { step: 'device-code', userCode: 'H7K29QXP' },
      { step: 'storing' }
    ])
    expect(await failureOfAsync(signIn.copyUserCode('o'))).toEqual({ code: 'not-found', what: 'sign-in' })
  })

  it.each(['keychain-locked', 'keychain-denied', 'vault-key-lost', 'vault-locked'] as const)(
    'is told before the browser opens that the vault is closed: %s',
    async (code) => {
      house.vault.current = { ...house.vault.current, mode: 'closed', failure: { code } }
      const attempt = house.services.signIn.withUser({
        operationId: 'o',
        method: 'interactive',
        tenant: null,
        clientId: null
      })
      expect((await failureOfAsync(attempt)).code).toBe(code)
      expect((await failureOfAsync(application())).code).toBe(code)
      expect(house.entra.secretsSent).toEqual([])
    }
  )

  it('before a cloud was chosen is told to choose one', async () => {
    house = await buildHouse({ clouds: [] })
    const attempt = house.services.signIn.withUser({
      operationId: 'o',
      method: 'interactive',
      tenant: null,
      clientId: null
    })
    expect((await failureOfAsync(attempt)).code).toBe('practice-cloud-stopped')
  })
})

describe('coming in without a password', () => {
  it('is refused in every cloud but the practice cloud', async () => {
    const request = { operationId: 'o', method: 'interactive', tenant: null, clientId: null } as const
    const attempt = house.services.signIn.withUser({ ...request, practiceAccount: 'ann@contoso.com' })
    expect((await failureOfAsync(attempt)).code).toBe('request-refused')
  })
})

describe('the account in use', () => {
  it('is the latest sign-in until another one is taken, and is remembered', async () => {
    const { accounts, signIn } = house.services
    const ann = await signIn.withUser({ operationId: 'o', method: 'interactive', tenant: null, clientId: null })
    house.clock.pass(60)
    const daemon = await application()
    const inUse = (): string[] => accounts.list().flatMap((one) => (one.inUse ? [one.accountId] : []))
    expect(inUse()).toEqual([daemon.accountId])
    await accounts.use(ann.accountId)
    expect(inUse()).toEqual([ann.accountId])
    await accounts.signOut(ann.accountId)
    expect(inUse()).toEqual([daemon.accountId])
    expect(await failureOfAsync(accounts.use(ann.accountId))).toEqual({ code: 'not-found', what: 'account' })
  })
})
