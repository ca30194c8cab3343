import { decodeJwt } from 'jose'
import { describe, expect, it } from 'vitest'
import { createEntra } from '../../electron/adapters/entra/entra.ts'
import { parseCache } from '../../electron/adapters/entra/merge-cache.ts'
import type { SignedInAccount } from '../../electron/services/ports.ts'
import { startPracticeCloud } from '../../practice/cloud.ts'
import { at, GEO_SCOPE, MAPS_SCOPE, withPracticeCloud } from '../clients/practice-fixture.ts'
import { person } from '../clients/sign-in-by-script.ts'
import { failureOfAsync } from '../fakes/failure-of.ts'
import { type Adapters, cloudOf, createAdapters, never, recordName, signInByCode } from './adapters-on-practice.ts'

const fixture = withPracticeCloud({ deviceCodeIntervalSeconds: 1 })
const tenantId = (index: number): string => at(fixture.cloud.ready.tenants, index).tenantId

async function signedIn(index = 0): Promise<{ adapters: Adapters; account: SignedInAccount }> {
  const adapters = createAdapters()
  const account = await signInByCode(adapters, cloudOf(fixture.cloud), person(fixture, index))
  adapters.sent.length = 0
  return { adapters, account }
}

function request(account: SignedInAccount, given: { tenantId?: string; scope?: string; refresh?: boolean } = {}) {
  const cloud = cloudOf(fixture.cloud)
  return { cloud, account, tenantId: tenantId(0), scope: MAPS_SCOPE, refresh: false, signal: never, ...given }
}

/** Which access tokens are in the account's record. */
function storedTokens(adapters: Adapters, account: SignedInAccount): string[] {
  const record = adapters.vault.records.get(recordName('msal-cache', account.accountId))
  return Object.keys(parseCache(record ?? null).AccessToken)
}

describe('tokens of a user', () => {
  it('come from Entra ID once, then from the cache, and again when wanted fresh', async () => {
    const { adapters, account } = await signedIn()
    const first = await adapters.entra.acquireToken(request(account))
    expect(first).toMatchObject({ fromNetwork: true, tenantId: tenantId(0) })
    expect(decodeJwt(first.accessToken)).toMatchObject({ aud: 'https://atlas.microsoft.com', tid: tenantId(0) })
    const exp = decodeJwt(first.accessToken).exp ?? 0
    expect(Math.abs(first.expiresAt / 1000 - exp)).toBeLessThan(10)
    expect(adapters.sent).toHaveLength(1)

    const second = await adapters.entra.acquireToken(request(account))
    expect(second).toMatchObject({ fromNetwork: false, accessToken: first.accessToken })
    expect(adapters.sent).toHaveLength(1)

    const fresh = await adapters.entra.acquireToken(request(account, { refresh: true }))
    expect(fresh.fromNetwork).toBe(true)
    expect(adapters.sent).toHaveLength(2)
  })

  it('belong to the tenant that was asked, for guests too', async () => {
    const { adapters, account } = await signedIn()
    for (const index of [0, 1, 2]) {
      for (const scope of [MAPS_SCOPE, GEO_SCOPE]) {
        const wanted = { tenantId: tenantId(index), scope }
        const asked = await adapters.entra.acquireToken(request(account, wanted))
        const again = await adapters.entra.acquireToken(request(account, wanted))
        expect(again.fromNetwork).toBe(false)
        for (const { accessToken } of [asked, again]) {
          expect(decodeJwt(accessToken)).toMatchObject({ tid: tenantId(index), aud: scope.replace('/.default', '') })
        }
      }
    }
  })

  it('are asked once by 200 callers at the same time', async () => {
    const { adapters, account } = await signedIn()
    const stop = new AbortController()
    const cancelled = failureOfAsync(adapters.entra.acquireToken({ ...request(account), signal: stop.signal }))
    const all = Array.from({ length: 200 }, () => adapters.entra.acquireToken(request(account)))
    stop.abort()
    const tokens = new Set((await Promise.all(all)).map(({ accessToken }) => accessToken))
    expect(tokens.size).toBe(1)
    expect(await cancelled).toEqual({ code: 'cancelled' })
    expect(adapters.sent).toHaveLength(1)
  })

  it('serve from a new process without a single request while the cloud is stopped', async () => {
    const running = await startPracticeCloud({ deviceCodeIntervalSeconds: 1 })
    const cloud = cloudOf(running)
    const before = createAdapters()
    const account = await signInByCode(before, cloud, at(running.ready.users, 0))
    const guest = { ...request(account), cloud, tenantId: at(running.ready.tenants, 2).tenantId }
    const token = await before.entra.acquireToken(guest)
    await running.stop()

    const after = createAdapters()
    for (const [key, record] of before.vault.records) after.vault.records.set(key, record)
    const cached = await after.entra.acquireToken(guest)
    expect(cached).toMatchObject({ accessToken: token.accessToken, fromNetwork: false })
    expect(after.sent).toEqual([])
    const kept = new Map(after.vault.records)
    const refused = failureOfAsync(after.entra.acquireToken({ ...guest, refresh: true }))
    expect(await refused).toMatchObject({ code: 'unreachable' })
    expect(after.vault.records).toEqual(kept)
  })

  it('never send a rejected refresh token again, and keep the tokens that are still good', async () => {
    const { adapters, account } = await signedIn()
    const maps = await adapters.entra.acquireToken(request(account))
    await fixture.weather([
      { match: { service: 'login', pathIncludes: '/token' }, do: { kind: 'aadsts', code: 50173 } }
    ])
    const revoked = await failureOfAsync(adapters.entra.acquireToken(request(account, { scope: GEO_SCOPE })))
    expect(revoked).toMatchObject({
      code: 'sign-in-needed',
      username: 'ann@contoso.com',
      reason: 'revoked',
      evidence: { aadsts: 50173 }
    })
    await fixture.weather([])
    adapters.sent.length = 0
    const restarted = createEntra({
      ...adapters,
      browser: { open: () => Promise.resolve() },
      clock: { now: Date.now, sleep: () => Promise.resolve() }
    })
    const again = await failureOfAsync(restarted.acquireToken(request(account, { scope: GEO_SCOPE })))
    expect(again).toMatchObject({ code: 'sign-in-needed', reason: 'not-stored' })
    expect((await restarted.acquireToken(request(account))).accessToken).toBe(maps.accessToken)
    expect(adapters.sent).toEqual([])
  })

  it('ask for what is missing in its own words', async () => {
    const { adapters, account } = await signedIn(1)
    const other = await failureOfAsync(adapters.entra.acquireToken(request(account, { tenantId: tenantId(1) })))
    expect(other).toMatchObject({ code: 'user-not-in-tenant', username: 'rhea@contoso.com', tenant: tenantId(1) })
    const scope = 'https://nothing.example/.default'
    const unknown = await failureOfAsync(adapters.entra.acquireToken(request(account, { scope })))
    expect(unknown).toMatchObject({ code: 'resource-not-in-tenant', scope, tenant: tenantId(0) })
    for (const [code, expected] of [
      [50076, 'mfa'],
      [700082, 'expired']
    ] as const) {
      await fixture.weather([
        { match: { service: 'login', pathIncludes: '/token' }, times: 1, do: { kind: 'aadsts', code } }
      ])
      const needed = await failureOfAsync(adapters.entra.acquireToken(request(account, { refresh: true })))
      expect(needed).toMatchObject({ code: 'sign-in-needed', reason: expected })
    }
  })

  it.each([
    ['ahead', 86_400],
    ['behind', -86_400]
  ])(
    'say that the clock is wrong where the cloud is a day %s, and keep no token of that day',
    async (_name, seconds) => {
      const { adapters, account } = await signedIn()
      const kept = storedTokens(adapters, account)
      await fixture.weather([{ match: { service: 'login' }, do: { kind: 'clock', offsetSeconds: seconds } }])
      const failure = await failureOfAsync(adapters.entra.acquireToken(request(account)))
      await fixture.weather([])
      expect(failure).toMatchObject({ code: 'clock-wrong' })
      expect(failure).toHaveProperty('offsetSeconds', expect.closeTo(-seconds, -2))
      expect(storedTokens(adapters, account)).toEqual(kept)

      const token = await adapters.entra.acquireToken(request(account))
      expect(token.fromNetwork).toBe(true)
      const exp = (decodeJwt(token.accessToken).exp ?? 0) * 1000
      expect(exp).toBeGreaterThan(Date.now())
      expect(token.expiresAt).toBeLessThanOrEqual(exp)
    }
  )

  it('are asked anew where the cache holds one that ran out by its own word', async () => {
    const adapters = createAdapters()
    await fixture.weather([
      { match: { service: 'login', pathIncludes: '/token' }, do: { kind: 'clock', offsetSeconds: -86_400 } }
    ])
    const account = await signInByCode(adapters, cloudOf(fixture.cloud), person(fixture, 0))
    await fixture.weather([])
    const scope = cloudOf(fixture.cloud).armScope
    const token = await adapters.entra.acquireToken(request(account, { scope }))
    expect(token.fromNetwork).toBe(true)
    expect(token.expiresAt).toBeGreaterThan(Date.now())
  })

  it.each(['answers', 'refuses'])('bring nothing back where the sign-out comes before Entra ID %s', async (ending) => {
    const { adapters, account } = await signedIn()
    const code = 50173
    const rule = { match: { service: 'login', pathIncludes: '/token' }, do: { kind: 'aadsts', code } } as const
    await fixture.weather(ending === 'refuses' ? [rule] : [])
    const slow = createEntra({
      ...adapters,
      http: {
        ...adapters.http,
        send: async (sent) => {
          const answer = await adapters.http.send(sent)
          await adapters.entra.forget(account)
          return answer
        }
      },
      browser: { open: () => Promise.resolve() },
      clock: { now: Date.now, sleep: () => Promise.resolve() }
    })
    await slow.acquireToken(request(account)).catch(() => undefined)
    await fixture.weather([])
    expect(adapters.sent).toHaveLength(1)
    expect([...adapters.vault.records.keys()]).toEqual([])
  })

  it('say which record is damaged, and need a sign-in after the account was forgotten', async () => {
    const { adapters, account } = await signedIn()
    const kept = [...adapters.vault.records]
    adapters.vault.damage('msal-cache', account.accountId)
    expect(await failureOfAsync(adapters.entra.acquireToken(request(account)))).toMatchObject({
      code: 'record-damaged'
    })
    for (const [name, record] of kept) adapters.vault.records.set(name, record)
    expect((await adapters.entra.acquireToken(request(account))).fromNetwork).toBe(true)
    adapters.sent.length = 0
    await adapters.entra.forget(account)
    expect(adapters.vault.records.size).toBe(0)
    const failure = await failureOfAsync(adapters.entra.acquireToken(request(account)))
    expect(failure).toMatchObject({ code: 'sign-in-needed', reason: 'not-stored' })
    expect(adapters.sent).toEqual([])
  })
})
