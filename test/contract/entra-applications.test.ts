import { decodeJwt } from 'jose'
import { describe, expect, it } from 'vitest'
import { systemClock } from '../../electron/adapters/clock.ts'
import { createEntra } from '../../electron/adapters/entra/entra.ts'
import { at, GEO_SCOPE, withPracticeCloud } from '../clients/practice-fixture.ts'
import { failureOfAsync } from '../fakes/failure-of.ts'
import { cloudOf, createAdapters, never, recordName } from './adapters-on-practice.ts'

const fixture = withPracticeCloud()

function daemon() {
  const app = fixture.cloud.ready.apps.find(({ displayName }) => displayName === 'survey-daemon')
  if (app === undefined) throw new Error('The world has no daemon')
  const cloud = cloudOf(fixture.cloud)
  return {
    app,
    request: {
      profileId: 'practice',
      cloud,
      tenant: app.tenantId,
      clientId: app.clientId,
      clientSecret: app.secret,
      signal: never
    }
  }
}

describe('sign-in with a client secret', () => {
  it('stores the secret once Entra ID accepted it, and gets tokens with it', async () => {
    const adapters = createAdapters()
    const { app, request } = daemon()
    const account = await adapters.entra.signInWithClientSecret(request)
    expect(account).toMatchObject({ kind: 'application', username: app.clientId, homeTenantId: app.tenantId })
    expect(account.accountId).toBe(`practice.${app.clientId}.${app.tenantId}`)
    expect(adapters.vault.records.get(recordName('client-secret', account.accountId))).toBe(app.secret)

    const wanted = { cloud: request.cloud, account, tenantId: app.tenantId, refresh: false, signal: never }
    const scope = GEO_SCOPE.replace('.default', 'user_impersonation')
    const token = await adapters.entra.acquireToken({ ...wanted, scope })
    expect(decodeJwt(token.accessToken)).toMatchObject({
      appid: app.clientId,
      aud: 'https://geocatalog.spatio.azure.com'
    })
    const sent = adapters.sent.length
    const cached = await adapters.entra.acquireToken({ ...wanted, scope })
    expect(cached).toMatchObject({ fromNetwork: false, accessToken: token.accessToken })
    expect(adapters.sent).toHaveLength(sent)
    expect((await adapters.entra.acquireToken({ ...wanted, scope, refresh: true })).fromNetwork).toBe(true)

    await adapters.entra.forget(account)
    expect(adapters.vault.records.size).toBe(0)
    expect(await failureOfAsync(adapters.entra.acquireToken({ ...wanted, scope }))).toMatchObject({
      code: 'sign-in-needed'
    })
  })

  it('takes a domain for the tenant and stores its ID', async () => {
    const adapters = createAdapters()
    const { app, request } = daemon()
    const account = await adapters.entra.signInWithClientSecret({ ...request, tenant: 'contoso.com' })
    expect(account.homeTenantId).toBe(app.tenantId)
  })

  it('stores nothing where it was cancelled while the name was asked for', async () => {
    const adapters = createAdapters()
    const { request } = daemon()
    const stop = new AbortController()
    const entra = createEntra({
      ...adapters,
      http: {
        ...adapters.http,
        send: async (sent) => {
          if (sent.body?.includes('graph.microsoft.com') === true) stop.abort()
          return adapters.http.send(sent)
        }
      },
      browser: { open: () => Promise.resolve() },
      clock: systemClock
    })
    const cancelled = await failureOfAsync(entra.signInWithClientSecret({ ...request, signal: stop.signal }))
    expect(stop.signal.aborted).toBe(true)
    expect(cancelled).toEqual({ code: 'cancelled' })
    expect([...adapters.vault.records.keys()]).toEqual([])
  })

  it('says what was wrong and stores nothing', async () => {
    const adapters = createAdapters()
    const { app, request } = daemon()
    const { entra } = adapters
    const wrong = await failureOfAsync(entra.signInWithClientSecret({ ...request, clientSecret: 'not-it' }))
    expect(wrong).toMatchObject({
      code: 'client-secret-wrong',
      clientId: app.clientId,
      evidence: { aadsts: 7000215, error: 'invalid_client' }
    })
    const id = await failureOfAsync(entra.signInWithClientSecret({ ...request, clientSecret: app.secretId }))
    expect(id).toMatchObject({ code: 'client-secret-wrong' })
    const other = at(fixture.cloud.ready.tenants, 1).tenantId
    const elsewhere = await failureOfAsync(entra.signInWithClientSecret({ ...request, tenant: other }))
    expect(elsewhere).toMatchObject({ code: 'application-not-found', tenant: other })
    const nowhere = await failureOfAsync(entra.signInWithClientSecret({ ...request, tenant: 'nowhere.example' }))
    expect(nowhere).toMatchObject({ code: 'tenant-not-found', tenant: 'nowhere.example' })
    await fixture.weather([{ match: { service: 'login' }, times: 1, do: { kind: 'aadsts', code: 7000222 } }])
    const expired = await failureOfAsync(entra.signInWithClientSecret(request))
    expect(expired).toMatchObject({ code: 'client-secret-expired' })
    expect(adapters.vault.records.size).toBe(0)
    for (const { url } of adapters.sent) expect(url).not.toContain(app.secret)
  })
})
