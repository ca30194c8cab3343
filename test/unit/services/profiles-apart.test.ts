import { beforeEach, describe, expect, it } from 'vitest'
import type { ProfileSummary } from '#contract/model'
import { noDefaults } from '#contract/profile'
import { failureOfAsync } from '../../fakes/failure-of.ts'
import { tenantA } from '../../fakes/entra.ts'
import { buildHouse, type House } from '../../fakes/house.ts'

const maps = 'https://atlas.microsoft.com/.default'
const mapsClientId = 'dddddddd-0000-4000-8000-000000000004'
const never = new AbortController().signal
let house: House

beforeEach(async () => {
  house = await buildHouse()
})

const profiles = () => house.services.profiles
const add = (name: string): Promise<ProfileSummary> =>
  profiles().save({ profileId: null, cloud: 'public', name, colour: 'green', defaults: null })
const signIn = () =>
  house.services.signIn.withUser({ operationId: 'o', method: 'interactive', tenant: null, clientId: null })
const acquire = (accountId: string) =>
  house.services.tokens.acquire({ accountId, tenantId: tenantA, scope: maps, refresh: false, signal: never })
const saveMaps = () =>
  house.services.targets.saveMaps({
    targetId: null,
    label: 'contoso-maps',
    endpoint: 'https://atlas.microsoft.com',
    mapsClientId,
    primaryKey: 'the-primary-key',
    secondaryKey: null
  })

describe('the same person in two profiles', () => {
  it('is two accounts with tokens of their own, seen only in their profile', async () => {
    const first = await signIn()
    await acquire(first.accountId)
    await saveMaps()
    const { profileId } = await add('Field team')
    await profiles().use(profileId)
    const { accounts, tokens, targets } = house.services
    expect([accounts.list(), tokens.list(), targets.list()]).toEqual([[], [], []])
    expect(await failureOfAsync(acquire(first.accountId))).toEqual({ code: 'not-found', what: 'account' })
    const second = await signIn()
    expect(second.accountId).toBe(first.accountId.replace('public.', `${profileId}.`))
    const { tokenId } = await acquire(second.accountId)
    await accounts.signOut(second.accountId)
    expect(house.vault.records.has(JSON.stringify(['access-token', tokenId]))).toBe(false)
    await profiles().use('public')
    expect(accounts.list()).toMatchObject([{ accountId: first.accountId, inUse: true }])
    expect(tokens.list()).toHaveLength(1)
    expect(house.entra.forgotten).not.toContain(first.accountId)
  })

  it('belongs where the ID says, whatever the index says', async () => {
    const first = await signIn()
    const { profileId } = await add('Field team')
    await house.vault.index.put('account', first.accountId, { ...first, profileId, cloud: 'usgov' })
    expect(house.services.accounts.list()).toMatchObject([{ profileId: 'public', cloud: 'public' }])
    await profiles().use(profileId)
    expect(house.services.accounts.list()).toEqual([])
  })

  it('lends no key to a target that was moved', async () => {
    const first = await saveMaps()
    const { profileId } = await add('Field team')
    await profiles().use(profileId)
    const second = await saveMaps()
    const { targets } = house.services
    expect(await targets.key(second.targetId, 'primary')).toBe('the-primary-key')
    await house.vault.index.put('target', first.targetId, { ...first, profileId })
    expect(await targets.key(first.targetId, 'primary')).toBeNull()
    await house.vault.index.put('target', second.targetId, { ...second, profileId: 'public' })
    await profiles().use('public')
    expect(await targets.key(second.targetId, 'primary')).toBeNull()
  })
})

describe('removing a profile', () => {
  it('leaves nothing of it, and everything of the others', async () => {
    const first = await signIn()
    await acquire(first.accountId)
    await saveMaps()
    const before = [...house.vault.records.keys()].sort()
    const { profileId } = await add('Field team')
    await profiles().use(profileId)
    const { accountId } = await signIn()
    await acquire(accountId)
    await saveMaps()
    const request = { profileId, cloud: 'public', name: 'Field team', colour: 'green' } as const
    await profiles().save({ ...request, defaults: { ...noDefaults, tenant: 'contoso.com' } })
    await house.services.offlinePlans.choose({ everythingOf: [profileId], itemIds: [], returnAt: null })
    await profiles().remove(profileId)
    expect([...house.vault.records.keys()].sort()).toEqual(before)
    const left = [...house.vault.entries].filter((entry) => entry.join(' ').includes(profileId))
    expect(left).toEqual([])
    expect(house.entra.forgotten).toContain(accountId)
    expect(house.services.status.get().profile?.profileId).toBe('public')
    expect(house.services.tokens.list()).toHaveLength(1)
  })

  it('that was the only one brings back the choice of a cloud', async () => {
    await profiles().remove('public')
    expect(house.services.status.get()).toMatchObject({ profile: null, cloud: null })
    expect(await failureOfAsync(signIn())).toEqual({ code: 'cloud-not-chosen' })
  })

  it('is refused whole while the vault is out of reach', async () => {
    const { accountId } = await signIn()
    await house.vault.lock()
    expect(await failureOfAsync(profiles().remove('public'))).toEqual({ code: 'vault-locked' })
    expect(house.services.accounts.list()).toMatchObject([{ accountId }])
    expect(await failureOfAsync(profiles().remove('usgov'))).toEqual({ code: 'vault-locked' })
  })

  it('keeps no sign-in that ends after it', async () => {
    const { profileId } = await add('Field team')
    await profiles().use(profileId)
    const { signInInBrowser } = house.entra
    Object.assign(house.entra, {
      signInInBrowser: async (request: Parameters<typeof signInInBrowser>[0]) => {
        const account = await signInInBrowser(request)
        await profiles().remove(profileId)
        return account
      }
    })
    expect(await failureOfAsync(signIn())).toEqual({ code: 'not-found', what: 'profile' })
    expect(house.entra.forgotten).toHaveLength(1)
    expect(house.services.accounts.everywhere()).toEqual([])
  })

  it('takes a sign-in with it that ends meanwhile', async () => {
    const { profileId } = await add('Field team')
    await profiles().use(profileId)
    profiles().onRemove(async () => {
      await signIn()
    })
    await profiles().remove(profileId)
    expect(house.services.accounts.everywhere()).toEqual([])
  })
})

describe('going offline with two profiles', () => {
  it('prepares both, or the named one; everything of a profile is taken, be it added later', async () => {
    const first = await signIn()
    await acquire(first.accountId)
    const { profileId } = await add('Field team')
    const { offlinePlans, offline } = house.services
    await profiles().use(profileId)
    await signIn()
    await profiles().use('public')
    const [mine] = offlinePlans.read().items.filter(({ chosen }) => chosen)
    const plan = await offlinePlans.choose({
      everythingOf: [profileId],
      itemIds: [mine?.itemId ?? ''],
      returnAt: null
    })
    expect(plan.profiles).toMatchObject([
      { name: 'Azure', everything: false },
      { name: 'Field team', everything: true }
    ])
    expect(plan.items.filter(({ chosen }) => chosen).map((item) => item.profileId)).toEqual([
      'public',
      ...Array<string>(4).fill(profileId)
    ])
    const onStep = (): void => undefined
    expect((await offline.prepare({ profileIds: ['public'], signal: never, onStep })).outcomes).toHaveLength(1)
    const { plan: after, outcomes, complete } = await offline.prepare({ signal: never, onStep })
    expect({ outcomes: outcomes.length, complete }).toEqual({ outcomes: 5, complete: true })
    expect(after.worksUntil).not.toBeNull()
    expect(house.services.tokens.list()).toHaveLength(1)
    const { accountId } = offlinePlans.read([profileId]).items[0] ?? { accountId: '' }
    await house.services.accounts.mark(accountId, 'sign-in-needed')
    expect(offlinePlans.read([profileId]).items).toHaveLength(4)
  })
})
