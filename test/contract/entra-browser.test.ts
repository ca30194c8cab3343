import { describe, expect, it } from 'vitest'
import { developerSignOn } from '../../electron/knowledge/clouds.ts'
import { AppFailure } from '../../electron/services/app-failure.ts'
import type { SignInStep, UserSignIn } from '../../electron/services/ports.ts'
import { callbacks } from '../bench/attacks/callbacks.ts'
import { BrowserScript } from '../clients/browser-script.ts'
import { withPracticeCloud } from '../clients/practice-fixture.ts'
import { person } from '../clients/sign-in-by-script.ts'
import { failureOfAsync } from '../fakes/failure-of.ts'
import { cloudOf, createAdapters, never } from './adapters-on-practice.ts'

const fixture = withPracticeCloud()

function request(given: Partial<UserSignIn> = {}): UserSignIn {
  const { clientId } = developerSignOn
  const cloud = cloudOf(fixture.cloud)
  return {
    profileId: 'practice',
    cloud,
    tenant: 'organizations',
    clientId,
    signal: never,
    onStep: () => undefined,
    ...given
  }
}

/** The port that the sign-in listened on must not answer any more. */
async function expectClosed(authorizationUrl: string | undefined): Promise<void> {
  const redirect = new URL(authorizationUrl ?? '').searchParams.get('redirect_uri') ?? ''
  await expect(fetch(redirect.replace('localhost', '127.0.0.1'))).rejects.toThrow('fetch failed')
}

describe('sign-in in the browser', () => {
  it('opens the sign-in page, takes the answer and closes the port', async () => {
    let last = ''
    const adapters = createAdapters({
      onPage: async (url) => {
        const script = new BrowserScript()
        const end = await script.signIn(await script.open(url), person(fixture, 0))
        // The listener is up while the page is open, as with a real browser.
        last = await (await script.postBack(end)).text()
      }
    })
    const steps: SignInStep[] = []
    const account = await adapters.entra.signInInBrowser(request({ onStep: (step) => steps.push(step) }))
    expect(account.username).toBe('ann@contoso.com')
    expect(last).toContain('You are signed in to Graticule')
    expect(last).not.toMatch(/https?:\/\//)
    expect(steps.map(({ step }) => step)).toEqual(['browser'])
    const asked = new URL(adapters.opened[0] ?? '')
    expect(asked.origin).toBe(fixture.cloud.ready.endpoints.signIn)
    expect(Object.fromEntries(asked.searchParams)).toMatchObject({
      prompt: 'select_account',
      response_mode: 'form_post',
      code_challenge_method: 'S256',
      scope: 'https://management.azure.com/.default openid profile offline_access'
    })
    await expectClosed(adapters.opened[0])
  })

  it('comes in as one of the practice people at once, without a page to fill in', async () => {
    const adapters = createAdapters({
      onPage: async (url) => {
        const script = new BrowserScript()
        await script.postBack(await script.open(url))
      }
    })
    const account = await adapters.entra.signInInBrowser(request({ practiceAccount: 'sam@contoso.com' }))
    expect(account.username).toBe('sam@contoso.com')
    expect(new URL(adapters.opened[0] ?? '').searchParams.has('prompt')).toBe(false)
  })

  it('says declined when the person cancels at the page', async () => {
    const adapters = createAdapters({
      onPage: async (url) => {
        const script = new BrowserScript()
        await script.postBack(await script.press(await script.open(url), 'cancel'))
      }
    })
    expect(await failureOfAsync(adapters.entra.signInInBrowser(request()))).toEqual({ code: 'sign-in-declined' })
    await expectClosed(adapters.opened[0])
    expect(adapters.vault.records.size).toBe(0)
  })

  it('gives up on a browser that never comes back', async () => {
    const adapters = createAdapters({ browserTimeoutSeconds: 1 })
    const failure = await failureOfAsync(adapters.entra.signInInBrowser(request()))
    expect(failure).toEqual({ code: 'browser-did-not-return', waitedSeconds: 1 })
    await expectClosed(adapters.opened[0])
  })

  it('stops when cancelled, with the port closed', async () => {
    const stop = new AbortController()
    const adapters = createAdapters()
    const onStep = (): void => {
      stop.abort()
    }
    const failure = await failureOfAsync(adapters.entra.signInInBrowser(request({ signal: stop.signal, onStep })))
    expect(failure).toEqual({ code: 'cancelled' })
    await expectClosed(adapters.opened[0])
  })

  it('ends when no browser opens', async () => {
    const adapters = createAdapters({ onPage: () => Promise.reject(new AppFailure({ code: 'browser-not-opened' })) })
    expect(await failureOfAsync(adapters.entra.signInInBrowser(request()))).toEqual({ code: 'browser-not-opened' })
    await expectClosed(adapters.opened[0])
  })

  it('accepts no answer that it did not ask for, and succeeds after all of them', async () => {
    expect(await callbacks(500)).toEqual({
      callbacks: 500,
      callbacksAccepted: 0,
      callbackCrashes: 0,
      serverErrors: 0,
      signedIn: 1,
      portsLeftOpen: 0
    })
  })

  it('opens no browser for a tenant that does not exist or without a network', async () => {
    const adapters = createAdapters()
    const missing = await failureOfAsync(adapters.entra.signInInBrowser(request({ tenant: 'nowhere.example' })))
    expect(missing).toMatchObject({ code: 'tenant-not-found', tenant: 'nowhere.example' })
    const cloud = { ...cloudOf(fixture.cloud), login: 'https://localhost:9' }
    expect(await failureOfAsync(adapters.entra.signInInBrowser(request({ cloud })))).toMatchObject({
      code: 'unreachable'
    })
    expect(adapters.opened).toEqual([])
  })
})
