import { beforeEach, expect, it } from 'vitest'
import { tenantA } from '../../fakes/entra.ts'
import { buildHouse, type House } from '../../fakes/house.ts'
import { vaultHealth as sample } from '../../fakes/wire/vault.ts'

const never = new AbortController().signal
/** The window's process, and one of the command line on the same vault. */
let window: House
let terminal: House

beforeEach(async () => {
  window = await buildHouse()
  terminal = await buildHouse({ vault: window.vault })
  window.services.changes.look()
  window.events.length = 0
})

const told = (name?: string): unknown[] =>
  window.events
    .splice(0)
    .filter((event) => (name === undefined ? event.name.endsWith('-changed') : event.name === name))
    .map(({ name: each, payload }) => (name === undefined ? each : payload))
const signIn = ({ services }: House) =>
  services.signIn.withUser({ operationId: 'o', method: 'interactive', tenant: null, clientId: null })
const acquire = ({ services }: House, accountId: string) =>
  services.tokens.acquire({
    accountId,
    tenantId: tenantA,
    scope: 'https://atlas.microsoft.com/.default',
    refresh: false,
    signal: never
  })
const saveTarget = ({ services }: House) =>
  services.targets.saveGeoCatalog({
    targetId: null,
    label: 'Coast',
    endpoint: 'https://coast.abcd.westeurope.geocatalog.spatio.azure.com'
  })
const addProfile = ({ services }: House, name: string) =>
  services.profiles.save({ profileId: null, cloud: 'usgov', name, colour: 'green', defaults: null })

it('tells the window each list that another process changed, once', async () => {
  const { accountId } = await signIn(terminal)
  window.services.changes.look()
  expect(told()).toEqual(['profiles-changed', 'accounts-changed'])
  const { tokenId } = await acquire(terminal, accountId)
  window.services.changes.look()
  window.services.changes.look()
  expect(told('tokens-changed')).toMatchObject([[{ tokenId }]])
  const { targetId } = await saveTarget(terminal)
  window.services.changes.look()
  expect(told('targets-changed')).toMatchObject([[{ targetId }]])
  await terminal.services.accounts.signOut(accountId)
  window.services.changes.look()
  expect(told('tokens-changed')).toEqual([[]])
})

it('tells the window what this process changed at once, and not again', async () => {
  const { accountId } = await signIn(window)
  expect(told()).toEqual(['profiles-changed', 'accounts-changed'])
  await acquire(window, accountId)
  expect(told()).toEqual(['tokens-changed'])
  await saveTarget(window)
  expect(told()).toEqual(['profiles-changed', 'targets-changed'])
  window.services.changes.look()
  expect(told()).toEqual([])
})

it('tells the window what another process added before the first look', async () => {
  window = await buildHouse({ vault: window.vault })
  await addProfile(terminal, 'Night shift')
  window.services.changes.look()
  expect(told('profiles-changed')).toMatchObject([[{ name: 'Azure' }, { name: 'Night shift' }]])
})

it('tells the window that a record is in quarantine', async () => {
  const { accountId } = await signIn(window)
  const { tokenId } = await acquire(window, accountId)
  told()
  window.vault.damage('access-token', tokenId)
  await expect(window.services.tokens.text(tokenId)).rejects.toMatchObject({ failure: { code: 'record-damaged' } })
  expect(told('status-changed')).toMatchObject([{ vault: { quarantinedRecords: 1 } }])
})

it('tells the window that another process made a new data key, once', async () => {
  const contents = sample.contents ?? expect.fail('The sample has no contents')
  window.vault.inside = contents
  await saveTarget(window)
  window.services.changes.look()
  told()
  await terminal.services.vaultHealth.rotate()
  window.vault.inside = { ...contents, dataKeyMadeAt: '2026-05-01T12:00:00Z' }
  window.services.changes.look()
  window.services.changes.look()
  expect(told()).toEqual(['status-changed'])
})

it('works in the profile that the window shows until the window is told of another choice', async () => {
  const { settings, changes } = window.services
  const { profileId } = await addProfile(terminal, 'Field')
  await terminal.services.profiles.use(profileId)
  expect(settings.requireProfile()).toMatchObject({ profileId: 'public' })
  changes.look()
  expect(settings.requireProfile()).toMatchObject({ profileId })
  expect(told('status-changed')).toMatchObject([{ profile: { name: 'Field' }, cloud: 'usgov' }])

  await terminal.services.profiles.save({ profileId, cloud: 'usgov', name: 'Fields', colour: 'red', defaults: null })
  changes.look()
  expect(told('status-changed')).toMatchObject([{ profile: { name: 'Fields', colour: 'red' } }])

  await terminal.services.profiles.remove(profileId)
  await terminal.services.profiles.use('public')
  expect(settings.profile()).toBeNull()
  changes.look()
  expect(settings.requireProfile()).toMatchObject({ profileId: 'public' })
})
