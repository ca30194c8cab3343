import { beforeEach, describe, expect, it } from 'vitest'
import type { Account, TokenSummary } from '#contract/model'
import { failureOfAsync } from '../../fakes/failure-of.ts'
import { tenantA, tenantB } from '../../fakes/entra.ts'
import { buildHouse, type House } from '../../fakes/house.ts'

const maps = 'https://atlas.microsoft.com/.default'
const signal = new AbortController().signal
let house: House
let ann: Account

beforeEach(async () => {
  house = await buildHouse()
  ann = await house.services.signIn.withUser({ operationId: 'o', method: 'interactive', tenant: null, clientId: null })
})

const acquire = (more: Partial<{ tenantId: string; scope: string; refresh: boolean }> = {}): Promise<TokenSummary> =>
  house.services.tokens.acquire({
    accountId: ann.accountId,
    tenantId: tenantA,
    scope: maps,
    refresh: false,
    signal,
    ...more
  })

describe('acquiring a token', () => {
  it('asks Entra ID once and serves the next from the vault', async () => {
    expect(await acquire()).toMatchObject({ source: 'network', resourceLabel: 'Azure Maps', tenantId: tenantA })
    expect(await acquire()).toMatchObject({ source: 'vault' })
    expect(house.entra.asked).toHaveLength(1)
  })

  it('keeps the tokens of two tenants, two scopes and two clouds apart', async () => {
    await acquire()
    await acquire({ tenantId: tenantB })
    await acquire({ scope: 'https://management.azure.com/.default' })
    const { tokens, profiles } = house.services
    expect(tokens.list()).toHaveLength(3)
    expect(new Set(await Promise.all(tokens.list().map(({ tokenId }) => tokens.text(tokenId)))).size).toBe(3)
    await profiles.use('usgov')
    expect(tokens.list()).toEqual([])
  })

  it('renews in its last five minutes, and whenever it is asked to', async () => {
    await acquire()
    house.clock.pass(3600 - 301)
    expect((await acquire()).source).toBe('vault')
    house.clock.pass(2)
    expect((await acquire()).source).toBe('network')
    expect((await acquire({ refresh: true })).source).toBe('network')
  })

  it.each(['offline', 'host-not-found', 'unreachable', 'timed-out', 'throttled', 'service-failed'] as const)(
    'in its last minutes serves what it has when renewing ends as %s',
    async (code) => {
      await acquire()
      house.clock.pass(3600 - 60)
      house.entra.failure = { code, host: 'login', waitedSeconds: 30, retryAfterSeconds: 5, status: 503 } as never
      expect(await acquire()).toMatchObject({ source: 'vault' })
      expect((await failureOfAsync(acquire({ refresh: true }))).code).toBe(code)
      house.clock.pass(61)
      expect((await failureOfAsync(acquire())).code).toBe(code)
      expect(house.services.tokens.list()).toHaveLength(1)
      expect(house.services.accounts.list()).toMatchObject([{ state: 'ready' }])
    }
  )

  it('marks the account when it has to sign in again, and clears the mark when that worked', async () => {
    const needed = { code: 'sign-in-needed', username: 'ann', reason: 'revoked', evidence: null } as const
    house.entra.failure = needed
    expect(await failureOfAsync(acquire())).toEqual(needed)
    expect(house.services.accounts.list()).toMatchObject([{ state: 'sign-in-needed' }])
    house.entra.failure = null
    await acquire()
    expect(house.services.accounts.list()).toMatchObject([{ state: 'ready' }])
  })

  it('leaves nothing behind when the account signs out meanwhile', async () => {
    const { accounts, tokens } = house.services
    // The answer of Entra ID is on its way while the account goes.
    let open: () => void = () => undefined
    house.entra.gate = new Promise((resolve) => {
      open = resolve
    })
    const request = acquire()
    await accounts.signOut(ann.accountId)
    open()
    const { code } = await failureOfAsync(request)
    expect(code).toBe('not-found')
    expect(tokens.list()).toEqual([])
    expect(house.vault.records.size).toBe(0)
    expect(house.vault.index.list('token')).toEqual([])
  })

  it('takes a mistyped host for what it is, not for a missing network', async () => {
    house.entra.failure = { code: 'host-not-found', host: 'no.such.geocatalog.spatio.azure.com' }
    await failureOfAsync(acquire())
    expect(house.services.status.get().offlineSince).toBeNull()
    house.entra.failure = { code: 'host-not-found', host: 'login.microsoftonline.com' }
    await failureOfAsync(acquire())
    expect(house.services.status.get().offlineSince).not.toBeNull()
  })

  it('does not bring an account back that signed out while it was to be marked', async () => {
    const { index } = house.vault
    const { update } = index
    Object.assign(index, {
      update: async (...given: Parameters<typeof update>) => {
        await index.remove('account', ann.accountId)
        await update(...given)
      }
    })
    await house.services.accounts.mark(ann.accountId, 'sign-in-needed')
    expect(house.services.accounts.everywhere()).toEqual([])
  })

  it('does not mark the account when one tenant wants more factors', async () => {
    house.entra.failure = { code: 'sign-in-needed', username: 'ann', reason: 'mfa', evidence: null }
    await failureOfAsync(acquire({ tenantId: tenantB }))
    expect(house.services.accounts.list()).toMatchObject([{ state: 'ready' }])
  })

  it('says offline since when, and forgets it with the first answer', async () => {
    house.entra.failure = { code: 'offline' }
    await failureOfAsync(acquire())
    expect(house.services.status.get().offlineSince).toBe('2026-05-01T12:00:00.000Z')
    house.clock.pass(60)
    await failureOfAsync(acquire())
    expect(house.services.status.get().offlineSince).toBe('2026-05-01T12:00:00.000Z')
    house.entra.failure = null
    await acquire()
    expect(house.services.status.get().offlineSince).toBeNull()
  })
})

describe('a stored token', () => {
  it('is shown for thirty seconds, in which no picture of the window is to be had', async () => {
    const { tokenId } = await acquire()
    expect(house.uncaptured).toEqual([])
    const { token, hidesAt } = await house.services.tokenDisclosure.reveal(tokenId)
    expect(token).toBe(await house.services.tokens.text(tokenId))
    expect(hidesAt).toBe('2026-05-01T12:00:30.000Z')
    expect(house.uncaptured).toEqual([30])
  })

  it('is copied for thirty seconds, in three forms', async () => {
    const { tokenId } = await acquire()
    const text = await house.services.tokens.text(tokenId)
    expect(await house.services.tokenDisclosure.copy(tokenId, 'token')).toEqual({
      what: 'Token for Azure Maps',
      clearsAt: '2026-05-01T12:00:30.000Z'
    })
    await house.services.tokenDisclosure.copy(tokenId, 'authorization-header')
    await house.services.tokenDisclosure.copy(tokenId, 'curl')
    expect(house.copied.map((copy) => copy.clearAfterSeconds)).toEqual([30, 30, 30])
    expect(house.copied[0]?.text).toBe(text)
    expect(house.copied[1]?.text).toBe(`Authorization: Bearer ${text}`)
    expect(house.copied[2]?.text).toMatch(
      /^curl -i -H "Authorization: Bearer [^"]+" -H "x-ms-client-id: [^"]+" "https:\/\/atlas\.microsoft\.com\//
    )
  })

  it('is not copied once it has expired', async () => {
    const { tokenId } = await acquire()
    house.clock.pass(3600)
    expect(await failureOfAsync(house.services.tokenDisclosure.copy(tokenId, 'token'))).toEqual({
      code: 'token-expired'
    })
    expect(house.copied).toEqual([])
  })

  it('that is damaged is marked, and acquired anew by the same call as any other', async () => {
    const { tokenId } = await acquire()
    house.vault.damage('access-token', tokenId)
    expect((await failureOfAsync(house.services.tokens.text(tokenId))).code).toBe('record-damaged')
    expect(house.services.tokens.list()).toMatchObject([{ state: 'damaged' }])
    expect(await acquire()).toMatchObject({ source: 'network', state: 'ready' })
    expect(await house.services.tokens.text(tokenId)).toContain('.not-signed')
  })

  it('does not work while the key of the vault is lost, and does again once it is back', async () => {
    await acquire()
    const { current } = house.vault
    const failure = { code: 'vault-key-lost' } as const
    Object.assign(house.vault, { failure, current: { ...current, mode: 'closed', keyState: 'corrupt', failure } })
    expect(house.services.tokens.list()).toMatchObject([{ state: 'damaged' }])
    expect(house.services.offlinePlans.read().items.map(({ worksUntil }) => worksUntil)).not.toContainEqual(
      expect.any(String)
    )
    expect((await failureOfAsync(acquire())).code).toBe('vault-key-lost')
    Object.assign(house.vault, { failure: null, current })
    expect(await acquire()).toMatchObject({ source: 'vault', state: 'ready' })
  })

  it('is still said to work while the vault is locked', async () => {
    const { tokenId, expiresAt } = await acquire()
    await house.vault.lock()
    expect(house.services.tokens.list()).toMatchObject([{ state: 'ready' }])
    const { items } = house.services.offlinePlans.read()
    expect(items.find(({ itemId }) => itemId === tokenId)?.worksUntil).toBe(expiresAt)
  })

  it('says what it says: claims with meanings, and what the resource expects', async () => {
    const { tokenId } = await acquire()
    const read = await house.services.claims.read(tokenId)
    expect(read.claims.find(({ claim }) => claim === 'tid')).toMatchObject({ value: tenantA })
    expect(read.claims.find(({ claim }) => claim === 'exp')).toMatchObject({ value: '2026-05-01T13:00:00.000Z' })
    expect(read.expectations.filter(({ met }) => !met).map(({ claim }) => claim)).toEqual(['aud'])
    expect(read.header).toMatchObject([{ claim: 'alg' }, { claim: 'kid', value: 'k1' }])
    expect(JSON.stringify(read)).not.toContain('not-signed')
  })

  it('goes with its account', async () => {
    await acquire()
    await house.services.accounts.signOut(ann.accountId)
    expect(house.vault.records.size).toBe(0)
    expect(house.services.tokens.list()).toEqual([])
    expect(new Set(house.entra.forgotten)).toEqual(new Set([ann.accountId]))
  })
})

it('on Windows a curl command calls curl.exe, because PowerShell has another curl', async () => {
  house = await buildHouse({ platform: 'win32' })
  ann = await house.services.signIn.withUser({ operationId: 'o', method: 'interactive', tenant: null, clientId: null })
  const { tokenId } = await acquire()
  await house.services.tokenDisclosure.copy(tokenId, 'curl')
  expect(house.copied[0]?.text).toMatch(/^curl\.exe -i -H "/)
})
