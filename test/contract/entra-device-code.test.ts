import { describe, expect, it } from 'vitest'
import { DeviceCodeNetwork } from '../../electron/adapters/entra/device-code-network.ts'
import { createEntra } from '../../electron/adapters/entra/entra.ts'
import { AppFailure } from '../../electron/services/app-failure.ts'
import { developerSignOn } from '../../electron/knowledge/clouds.ts'
import type { SignInStep, UserSignIn } from '../../electron/services/ports.ts'
import { at, withPracticeCloud } from '../clients/practice-fixture.ts'
import { person } from '../clients/sign-in-by-script.ts'
import { failureOfAsync } from '../fakes/failure-of.ts'
import { cloudOf, createAdapters, enterCode, never, recordName, signInByCode } from './adapters-on-practice.ts'

const fixture = withPracticeCloud({ deviceCodeIntervalSeconds: 1 })

function request(onStep: (step: SignInStep) => void, given: Partial<UserSignIn> = {}): UserSignIn {
  const { clientId } = developerSignOn
  return {
    profileId: 'practice',
    cloud: cloudOf(fixture.cloud),
    tenant: 'organizations',
    clientId,
    signal: never,
    onStep,
    ...given
  }
}

describe('sign-in by device code', () => {
  it('shows the code, ends with the account and keeps one vault record', async () => {
    const adapters = createAdapters()
    const steps: SignInStep[] = []
    const account = await adapters.entra.signInByDeviceCode(
      request((step) => {
        steps.push(step)
        void enterCode(step, person(fixture, 0))
      })
    )
    const home = at(fixture.cloud.ready.tenants, 0).tenantId
    expect(account).toMatchObject({ kind: 'user', username: 'ann@contoso.com', homeTenantId: home })
    expect(account.accountId).toMatch(/^practice\.04b07795-[0-9a-f-]+\.[0-9a-f-]{36}\.[0-9a-f-]{36}$/)
    expect([...adapters.vault.records.keys()]).toEqual([recordName('msal-cache', account.accountId)])
    expect(steps).toHaveLength(1)
    expect(steps[0]).toMatchObject({
      step: 'device-code',
      applicationName: 'Microsoft Azure CLI',
      tenant: 'organizations',
      cloudLabel: 'Practice cloud'
    })
  })

  it('says declined, expired and cancelled, and stores nothing', async () => {
    const adapters = createAdapters()
    const declined = adapters.entra.signInByDeviceCode(request((step) => void enterCode(step, null, 'cancel')))
    expect(await failureOfAsync(declined)).toEqual({ code: 'sign-in-declined' })

    const { admin } = fixture.cloud.ready
    const expire = (step: SignInStep): void => {
      if (step.step !== 'device-code') return
      const headers = { authorization: `Bearer ${admin.token}` }
      void fetch(`${admin.url}/device-codes/${step.userCode}/expire`, { method: 'POST', headers })
    }
    expect(await failureOfAsync(adapters.entra.signInByDeviceCode(request(expire)))).toEqual({
      code: 'device-code-expired'
    })

    const stop = new AbortController()
    const cancelled = adapters.entra.signInByDeviceCode(
      request(
        () => {
          stop.abort()
        },
        { signal: stop.signal }
      )
    )
    expect(await failureOfAsync(cancelled)).toEqual({ code: 'cancelled' })
    expect(adapters.vault.records.size).toBe(0)
  })

  it('names a tenant or an application that does not exist', async () => {
    const adapters = createAdapters()
    const nowhere = '11111111-2222-4333-8444-555555555555'
    const tenant = await failureOfAsync(
      adapters.entra.signInByDeviceCode(request(() => undefined, { tenant: nowhere }))
    )
    expect(tenant).toMatchObject({
      code: 'tenant-not-found',
      tenant: nowhere,
      cloud: 'practice',
      evidence: { aadsts: 90002 }
    })
    const application = adapters.entra.signInByDeviceCode(request(() => undefined, { clientId: nowhere }))
    const failure = await failureOfAsync(application)
    expect(failure).toMatchObject({ code: 'application-not-found', clientId: nowhere })
    expect(failure).toHaveProperty('evidence.correlationId', expect.stringMatching(/^[0-9a-f-]{36}$/))
  })

  it('goes on after slow_down', async () => {
    await fixture.weather([
      {
        match: { service: 'login', pathIncludes: '/token' },
        times: 1,
        do: { kind: 'status', status: 400, body: { error: 'slow_down' } }
      }
    ])
    const adapters = createAdapters()
    const account = await signInByCode(adapters, cloudOf(fixture.cloud), person(fixture, 1))
    expect(account.username).toBe('rhea@contoso.com')
    const polls = adapters.sent.filter(({ url }) => url.includes('/token'))
    expect(polls.length).toBeGreaterThanOrEqual(2)
  })

  it.each([
    ['a cut connection', { kind: 'cut' }, 5_000],
    ['a broken service', { kind: 'status', status: 503 }, 5_000],
    ['a throttled poll', { kind: 'status', status: 429, headers: { 'retry-after': '9' } }, 9_000]
  ] as const)('asks again, later, after %s', async (_name, action, waited) => {
    await fixture.weather([{ match: { service: 'login', pathIncludes: '/token' }, times: 1, do: action }])
    const adapters = createAdapters()
    const slept: number[] = []
    const entra = createEntra({
      ...adapters,
      browser: { open: () => Promise.resolve() },
      clock: {
        now: Date.now,
        sleep: (milliseconds) => {
          slept.push(milliseconds)
          return Promise.resolve()
        }
      }
    })
    const account = await signInByCode({ ...adapters, entra }, cloudOf(fixture.cloud), person(fixture, 1))
    expect(account.username).toBe('rhea@contoso.com')
    expect(slept[0]).toBe(waited)
  })

  it('waits longer while the way stays cut, and never beyond the end of the code', async () => {
    const adapters = createAdapters()
    const slept: number[] = []
    let now = Date.now()
    const polls = { count: 0 }
    const network = new DeviceCodeNetwork(
      {
        ...adapters.http,
        send: (request) => {
          if (request.url.endsWith('/devicecode')) return adapters.http.send(request)
          polls.count += 1
          return Promise.reject(new AppFailure({ code: 'offline' }))
        }
      },
      cloudOf(fixture.cloud),
      never,
      {
        now: () => now,
        sleep: (milliseconds) => {
          slept.push(milliseconds)
          now += milliseconds
          return Promise.resolve()
        }
      }
    )
    const origin = `${fixture.cloud.ready.endpoints.login}/organizations/oauth2/v2.0`
    const { clientId } = developerSignOn
    const body = new URLSearchParams({ client_id: clientId, scope: 'openid' }).toString()
    const headers = { 'content-type': 'application/x-www-form-urlencoded' }
    const start = await network.sendPostRequestAsync<{ expires_in: number }>(`${origin}/devicecode`, { body, headers })
    for (let poll = 0; poll < 30; poll += 1) {
      const answer = await network.sendPostRequestAsync<{ error: string }>(`${origin}/token`)
      expect(answer.body.error).toBe('authorization_pending')
    }
    expect(slept.slice(0, 5)).toEqual([5_000, 10_000, 20_000, 40_000, 60_000])
    expect(slept.reduce((sum, one) => sum + one, 0)).toBeLessThanOrEqual(start.body.expires_in * 1000)
    expect(polls.count).toBe(30)
  })

  it('tells a broken service and a foreign page from each other', async () => {
    const adapters = createAdapters()
    await fixture.weather([{ match: { service: 'login' }, times: 1, do: { kind: 'html' } }])
    const page = await failureOfAsync(adapters.entra.signInByDeviceCode(request(() => undefined)))
    expect(page).toMatchObject({ code: 'answer-not-understood', looksLike: 'html' })
    await fixture.weather([{ match: { service: 'login' }, times: 1, do: { kind: 'status', status: 500 } }])
    const broken = await failureOfAsync(adapters.entra.signInByDeviceCode(request(() => undefined)))
    expect(broken).toMatchObject({ code: 'service-failed', status: 500 })
    await fixture.weather([
      { match: { service: 'login' }, times: 1, do: { kind: 'status', status: 429, headers: { 'retry-after': '7' } } }
    ])
    const throttled = await failureOfAsync(adapters.entra.signInByDeviceCode(request(() => undefined)))
    expect(throttled).toMatchObject({ code: 'throttled', retryAfterSeconds: 7 })
  })
})
