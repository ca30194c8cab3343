import { beforeEach, describe, expect, it } from 'vitest'
import type { Account } from '#contract/model'
import type { IndexKind } from '../../../electron/services/ports.ts'
import { failureOfAsync } from '../../fakes/failure-of.ts'
import { clientId, tenantA } from '../../fakes/entra.ts'
import { buildHouse, type House } from '../../fakes/house.ts'

const signal = new AbortController().signal
const scope = 'https://atlas.microsoft.com/.default'
const kinds: IndexKind[] = ['setting', 'account', 'tenants', 'token', 'target', 'profile']
/** What text would be made of fails. */
const noText = { toString: 1, valueOf: 1 }
const shapes: unknown[] = [null, true, 7, 'text', [], {}, [[]], noText, { __proto__: null }, '2026-13-45']
let house: House
let ann: Account

beforeEach(async () => {
  house = await buildHouse()
  ann = await house.services.signIn.withUser({ operationId: 'o', method: 'interactive', tenant: null, clientId: null })
  const accountId = ann.accountId
  await house.services.tokens.acquire({ accountId, tenantId: tenantA, scope, refresh: false, signal })
  await house.services.tenants.list({ accountId, refresh: true, signal })
  await house.services.targets.saveMaps({
    targetId: null,
    label: 'contoso-maps',
    endpoint: 'https://atlas.microsoft.com',
    mapsClientId: clientId,
    primaryKey: 'the-primary-key',
    secondaryKey: null
  })
})

/** Everything that the window shows at its start. */
async function lookAround(): Promise<void> {
  const { accounts, profiles, targets, tokens, tenants, offlinePlans, status, settings } = house.services
  status.get()
  settings.autoLock()
  for (const { accountId, username, signedInAt } of accounts.list()) {
    expect(typeof username).toBe('string')
    expect(new Date(signedInAt).toISOString()).toBe(signedInAt)
    await tenants.list({ accountId, refresh: false, signal })
  }
  for (const { acquiredAt, expiresAt } of tokens.list()) {
    expect(new Date(acquiredAt).toISOString()).toBe(acquiredAt)
    expect(new Date(expiresAt).toISOString()).toBe(expiresAt)
  }
  for (const { endpoint } of targets.list()) expect(typeof endpoint).toBe('string')
  targets.usable()
  profiles.list()
  offlinePlans.read()
}

describe('the index, which is not sealed, with anything in it', () => {
  it('is read without a crash, member by member and entry by entry', async () => {
    const { index } = house.vault
    await lookAround()
    for (const kind of kinds) {
      for (const { id, value } of index.list(kind)) {
        const members = typeof value === 'object' && value !== null ? Object.keys(value) : []
        const spoiled = [
          ...shapes,
          ...members.flatMap((member) => shapes.map((shape) => ({ ...(value as object), [member]: shape })))
        ]
        for (const one of spoiled) {
          await index.put(kind, id, one)
          await lookAround()
        }
        await index.put(kind, id, value)
      }
    }
    expect(house.services.tokens.list()).toHaveLength(1)
  })

  it('shows nothing twice, since a list with one ID twice breaks the page', async () => {
    const { vault, services } = house
    const target = services.targets.list()[0]
    await vault.index.put('account', `${ann.accountId}x`, { ...ann })
    await vault.index.put('target', 'another', target)
    expect(services.accounts.list()).toHaveLength(1)
    expect(services.targets.list()).toHaveLength(1)
  })

  it('lends no token to another profile, cloud, tenant or service', async () => {
    const { vault, services } = house
    const { tokens, profiles, signIn } = services
    const [{ tokenId } = { tokenId: '' }] = tokens.list()
    const stored = vault.index.get('token', tokenId) as object
    await profiles.use('usgov')
    const other = await signIn.withUser({ operationId: 'p', method: 'interactive', tenant: null, clientId: null })
    await vault.index.put('token', tokenId, { ...stored, accountId: other.accountId })
    expect(tokens.list()).toEqual([])
    expect(await failureOfAsync(services.tokenDisclosure.copy(tokenId, 'curl'))).toEqual({
      code: 'not-found',
      what: 'token'
    })
    await profiles.use('public')
    for (const moved of [{ tenantId: 'other' }, { scope: 'https://graph.microsoft.com/.default' }]) {
      await vault.index.put('token', tokenId, { ...stored, ...moved })
      expect(tokens.list()).toEqual([])
      expect(await failureOfAsync(services.tokenDisclosure.reveal(tokenId))).toEqual({
        code: 'not-found',
        what: 'token'
      })
    }
  })
  it('keeps no token back from a sign-out', async () => {
    const { vault, services } = house
    const [{ tokenId } = { tokenId: '' }] = services.tokens.list()
    await vault.index.put('token', tokenId, null)
    await services.accounts.signOut(ann.accountId)
    expect([...vault.records.keys()].filter((key) => key.includes('access-token'))).toEqual([])
    expect(vault.index.list('token')).toEqual([])
  })
})
