import { beforeEach, describe, expect, it } from 'vitest'
import type { ProfileSummary } from '#contract/model'
import { noDefaults } from '#contract/profile'
import { failureOf, failureOfAsync } from '../../fakes/failure-of.ts'
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
const add = (name: string, cloud: 'public' | 'usgov' = 'public'): Promise<ProfileSummary> =>
  profiles().save({ profileId: null, cloud, name, colour: 'green', defaults: null })
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

describe('the list of profiles', () => {
  it('is the one in use at first, which needs no entry, and whatever was added', async () => {
    expect(profiles().list()).toEqual([
      { profileId: 'public', name: 'Azure', colour: 'teal', cloud: 'public', accounts: 0, targets: 0, inUse: true }
    ])
    const field = await add('  Field team ')
    expect(field).toMatchObject({ name: 'Field team', colour: 'green', cloud: 'public', inUse: false })
    expect(field.profileId).toMatch(/^public-[0-9a-f-]{36}$/)
    expect(
      profiles()
        .list()
        .map(({ name }) => name)
    ).toEqual(['Azure', 'Field team'])
  })

  it('keeps a changed name and colour, of the first profile too', async () => {
    await profiles().save({ profileId: 'usgov', cloud: 'public', name: 'Gov', colour: 'red', defaults: null })
    expect(profiles().list()).toMatchObject([{ name: 'Azure' }, { profileId: 'usgov', name: 'Gov', cloud: 'usgov' }])
    await profiles().use('usgov')
    expect(house.services.status.get()).toMatchObject({ profile: { name: 'Gov', colour: 'red' }, cloud: 'usgov' })
  })

  it('keeps a name on one line, without what is not seen', async () => {
    expect(await add('Night\n \t shift\u001b[31m\u202e')).toMatchObject({ name: 'Night shift [31m' })
    expect(await failureOfAsync(add('NIGHT  shift [31m'))).toMatchObject({ code: 'profile-name-taken' })
    expect(await failureOfAsync(add('\u200b\u202e '))).toEqual({ code: 'input-missing', field: 'profile-name' })
    expect(await add('שדה \u200dצוות')).toMatchObject({ name: 'שדה \u200dצוות' })
  })

  it('takes no name that is the ID of a profile, for an ID is looked for first', async () => {
    for (const name of ['practice', 'USGOV', 'public-12345678-0000-4000-8000-000000000000']) {
      expect(await failureOfAsync(add(name)), name).toEqual({ code: 'profile-name-taken', name })
    }
  })

  it('takes no entry of the index that names no cloud', async () => {
    await house.vault.index.put('profile', 'nowhere-1', { name: 'x', colour: 'red' })
    await house.vault.index.put('profile', 'public-x', { name: 'x', colour: 'red' })
    expect(profiles().list()).toHaveLength(1)
    expect(await failureOfAsync(profiles().use('public-x'))).toEqual({ code: 'not-found', what: 'profile' })
  })
})

describe('the name of a profile', () => {
  it.each([
    ['   ', { code: 'input-missing', field: 'profile-name' }],
    ['n'.repeat(61), { code: 'input-too-long', field: 'profile-name', limit: 60 }],
    ['FIELD team', { code: 'profile-name-taken', name: 'FIELD team' }],
    ['azure us government', { code: 'profile-name-taken', name: 'azure us government' }]
  ])('“%s” is refused with the field', async (name, failure) => {
    await add('Field team')
    expect(await failureOfAsync(add(name))).toEqual(failure)
    expect(profiles().list()).toHaveLength(2)
  })

  it('may stay, or change its case', async () => {
    const { profileId } = await add('Field team')
    const again = { profileId, cloud: 'public', colour: 'blue', defaults: null } as const
    expect(await profiles().save({ ...again, name: 'FIELD TEAM' })).toMatchObject({
      name: 'FIELD TEAM',
      colour: 'blue'
    })
  })

  it('or the ID names a profile', async () => {
    const { profileId } = await add('Field team')
    expect(profiles().named('field TEAM').profileId).toBe(profileId)
    expect(profiles().named(profileId).name).toBe('Field team')
    expect(profiles().named('usgov').name).toBe('Azure US Government')
    expect(failureOf(() => profiles().named('field'))).toEqual({ code: 'not-found', what: 'profile', name: 'field' })
  })
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

describe('sign-in defaults', () => {
  const defaults = { tenant: ' Contoso.com ', clientId: mapsClientId.toUpperCase(), method: 'device-code' } as const

  it('are sealed, checked as they are typed, and kept where none are given', async () => {
    const { profileId } = await add('Field team')
    expect(await profiles().signInDefaults(profileId)).toEqual(noDefaults)
    const request = { profileId, cloud: 'public', name: 'Field team', colour: 'green' } as const
    await profiles().save({ ...request, defaults })
    await profiles().save({ ...request, defaults: null })
    const stored = { tenant: 'contoso.com', clientId: mapsClientId, method: 'device-code' }
    expect(await profiles().signInDefaults(profileId)).toEqual(stored)
    expect(house.vault.records.get(JSON.stringify(['profile', profileId]))).toBe(JSON.stringify(stored))
    expect(house.vault.entries.get(JSON.stringify(['profile', profileId]))).not.toContain('contoso.com')
    const refused = await failureOfAsync(profiles().save({ ...request, defaults: { ...defaults, clientId: 'mine' } }))
    expect(refused).toEqual({ code: 'not-a-guid', field: 'client-id', value: 'mine' })
    await profiles().save({ ...request, defaults: { tenant: '', clientId: ' ', method: null } })
    expect(house.vault.records.size).toBe(0)
  })

  it('that are damaged are said, and replaced by the next ones', async () => {
    const request = { profileId: 'public', cloud: 'public', name: 'Azure', colour: 'teal' } as const
    await profiles().save({ ...request, defaults })
    house.vault.damage('profile', 'public')
    expect(await failureOfAsync(profiles().signInDefaults('public'))).toMatchObject({ code: 'record-damaged' })
    await profiles().save({ ...request, defaults })
    expect(await profiles().signInDefaults('public')).toMatchObject({ tenant: 'contoso.com' })
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
