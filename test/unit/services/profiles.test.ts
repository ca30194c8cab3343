import { beforeEach, describe, expect, it } from 'vitest'
import type { ProfileSummary } from '#contract/model'
import { noDefaults } from '#contract/profile'
import { failureOf, failureOfAsync } from '../../fakes/failure-of.ts'
import { buildHouse, type House } from '../../fakes/house.ts'

let house: House

beforeEach(async () => {
  house = await buildHouse()
})

const profiles = () => house.services.profiles
const add = (name: string): Promise<ProfileSummary> =>
  profiles().save({ profileId: null, cloud: 'public', name, colour: 'green', defaults: null })

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

describe('sign-in defaults', () => {
  const clientId = 'dddddddd-0000-4000-8000-000000000004'
  const defaults = { tenant: ' Contoso.com ', clientId: clientId.toUpperCase(), method: 'device-code' } as const

  it('are sealed, checked as they are typed, and kept where none are given', async () => {
    const { profileId } = await add('Field team')
    expect(await profiles().signInDefaults(profileId)).toEqual(noDefaults)
    const request = { profileId, cloud: 'public', name: 'Field team', colour: 'green' } as const
    await profiles().save({ ...request, defaults })
    await profiles().save({ ...request, defaults: null })
    const stored = { tenant: 'contoso.com', clientId, method: 'device-code' }
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
