import { describe, expect, it } from 'vitest'
import { BrowserScript } from '../../clients/browser-script.ts'
import { at, CLI, withPracticeCloud } from '../../clients/practice-fixture.ts'
import { authorizeUrl, newVerifier, person } from '../../clients/sign-in-by-script.ts'

const fixture = withPracticeCloud({ deviceCodeIntervalSeconds: 1 })
const ann = () => person(fixture, 0)
const desktop = (): string => at(fixture.cloud.ready.publicClients, 0).clientId
/** What comes back in the query, or behind the # where the application asked for tokens. */
const parametersOf = (location: string | undefined): URLSearchParams => {
  const { searchParams, hash } = new URL(location ?? '')
  return hash === '' ? searchParams : new URLSearchParams(hash.slice(1))
}

describe('authorize', () => {
  it('account, password, then back to the application with code and state', async () => {
    const browser = new BrowserScript()
    const account = await browser.open(authorizeUrl(fixture, 'contoso.com', { state: 'a b&c' }))
    expect([account.status, account.name]).toEqual([200, 'account'])
    expect(account.html).toContain('Practice cloud')
    const wrongName = await browser.press(account, 'next', { loginfmt: '<b>nobody' })
    expect(wrongName.name).toBe('account')
    expect(wrongName.html).toContain('&lt;b&gt;nobody')
    const password = await browser.press(wrongName, 'account-0')
    expect(password.name).toBe('password')
    const wrong = await browser.press(password, 'submit', { passwd: 'wrong' })
    expect(wrong.html).toContain('role="alert"')
    const end = await browser.press(wrong, 'submit', { passwd: ann().password })
    expect(end.location).toMatch(/^http:\/\/localhost:7777\/\?code=/)
    expect(parametersOf(end.location).get('state')).toBe('a b&c')
  })

  it('answers in the fragment and by a form', async () => {
    const browser = new BrowserScript()
    const fragment = await browser.signIn(
      await browser.open(authorizeUrl(fixture, 'contoso.com', { response_mode: 'fragment' })),
      ann()
    )
    expect(new URL(fragment.location ?? '').hash).toMatch(/^#code=/)
    const form = await browser.open(
      authorizeUrl(fixture, 'contoso.com', { response_mode: 'form_post', state: '"><script>' })
    )
    expect(form.name).toBe('form-post')
    expect(form.html).toContain('action="http://localhost:7777"')
    expect(form.html).not.toContain('"><script>"')
    expect(Object.fromEntries(browser.hidden(form))).toMatchObject({ state: '"><script>' })
  })

  it('remembers who is signed in, and obeys prompt', async () => {
    const browser = new BrowserScript()
    const silent = await browser.open(authorizeUrl(fixture, 'contoso.com', { prompt: 'none', state: 's' }))
    expect(parametersOf(silent.location).get('error')).toBe('login_required')
    await browser.signIn(await browser.open(authorizeUrl(fixture, 'contoso.com', {})), ann())
    expect(
      parametersOf((await browser.open(authorizeUrl(fixture, 'contoso.com', { prompt: 'none' }))).location).has('code')
    ).toBe(true)
    expect(parametersOf((await browser.open(authorizeUrl(fixture, 'aalborg.example', {}))).location).has('code')).toBe(
      true
    )
    expect((await browser.open(authorizeUrl(fixture, 'contoso.com', { prompt: 'select_account' }))).name).toBe(
      'account'
    )
    expect(
      (await browser.open(authorizeUrl(fixture, 'contoso.com', { prompt: 'login', login_hint: 'ann@contoso.com' })))
        .name
    ).toBe('password')
  })

  it('asks for consent once, and not again', async () => {
    const browser = new BrowserScript()
    const consent = await browser.signIn(
      await browser.open(authorizeUrl(fixture, 'contoso.com', { client_id: desktop() })),
      person(fixture, 3)
    )
    expect(consent.name).toBe('consent')
    expect(consent.html).toContain('Access Azure Maps')
    const refused = await browser.press(consent, 'cancel')
    expect(parametersOf(refused.location).get('error')).toBe('access_denied')
    const again = await browser.open(authorizeUrl(fixture, 'contoso.com', { client_id: desktop() }))
    expect(parametersOf((await browser.press(again, 'accept')).location).has('code')).toBe(true)
    expect(
      parametersOf((await browser.open(authorizeUrl(fixture, 'contoso.com', { client_id: desktop() }))).location).has(
        'code'
      )
    ).toBe(true)
  })

  it.each([
    ['unknown client', 'contoso.com', { client_id: '00000000-0000-4000-8000-000000000000' }, 'AADSTS700016'],
    ['unknown tenant', 'nowhere.example', {}, 'AADSTS90002'],
    ['redirect of another host', 'contoso.com', { redirect_uri: 'https://evil.example/' }, 'AADSTS50011'],
    ['redirect of another path', 'contoso.com', { redirect_uri: 'http://localhost:1/other' }, 'AADSTS50011'],
    ['redirect with a name in it', 'contoso.com', { redirect_uri: 'http://localhost@evil.example/' }, 'AADSTS50011'],
    ['consumers', 'consumers', {}, 'AADSTS9002332']
  ])('keeps an error on its own page: %s', async (_name, tenant, parameters, code) => {
    const page = await new BrowserScript().open(authorizeUrl(fixture, tenant, parameters))
    expect([page.status, page.name]).toEqual([400, 'error'])
    expect(page.html).toContain(code)
  })

  it.each([
    ['scope', { scope: 'https://unknown.example/.default' }, 'invalid_resource'],
    ['response_type', { response_type: 'token' }, 'unsupported_response_type'],
    ['code_challenge', { code_challenge: 'short' }, 'invalid_request']
  ])('sends a wrong %s back to the application', async (_name, parameters, error) => {
    const page = await new BrowserScript().open(authorizeUrl(fixture, 'contoso.com', { state: 's', ...parameters }))
    expect(parametersOf(page.location).get('error')).toBe(error)
    expect(parametersOf(page.location).get('state')).toBe('s')
  })

  it('tells somebody from elsewhere that the account is not in the tenant, and offers another', async () => {
    const browser = new BrowserScript()
    const page = await browser.signIn(await browser.open(authorizeUrl(fixture, 'fabrikam.com', {})), person(fixture, 1))
    expect(page.name).toBe('error')
    expect(page.html).toContain('AADSTS50020')
    expect((await browser.press(page, 'another')).name).toBe('account')
  })

  it('redeems a code once, with its verifier only, at its tenant and address', async () => {
    const browser = new BrowserScript()
    const { verifier, challenge } = newVerifier()
    const codeFor = async (): Promise<Record<string, string>> => {
      const page = await browser.open(
        authorizeUrl(fixture, 'contoso.com', { code_challenge: challenge, code_challenge_method: 'S256' })
      )
      const end = page.name === 'account' ? await browser.signIn(page, ann()) : page
      return {
        grant_type: 'authorization_code',
        client_id: CLI,
        redirect_uri: 'http://localhost:7777',
        code_verifier: verifier,
        code: parametersOf(end.location).get('code') ?? ''
      }
    }
    const code = async (form: Record<string, string>, tenant = 'contoso.com'): Promise<unknown> => {
      const { status, body } = await fixture.token(tenant, form)
      return status === 200 ? 'token' : (body.error_codes as number[])[0]
    }
    const form = await codeFor()
    expect(await code({ ...form, code_verifier: `${verifier}x` })).toBe(501481)
    expect(await code({ ...form, redirect_uri: 'http://localhost:7778' })).toBe(500112)
    expect(await code(form, 'fabrikam.com')).toBe(700005)
    expect(await code(form)).toBe('token')
    expect(await code(form)).toBe(54005)
  })
})

describe('device code', () => {
  const begin = async (
    scope = 'openid offline_access https://atlas.microsoft.com/.default',
    clientId = CLI
  ): Promise<Record<string, string>> => {
    const response = await fixture.fetch(
      `${fixture.cloud.ready.endpoints.login}/organizations/oauth2/v2.0/devicecode`,
      { method: 'POST', body: new URLSearchParams({ client_id: clientId, scope }) }
    )
    return (await response.json()) as Record<string, string>
  }
  const poll = async (deviceCode: string | undefined, clientId = CLI): Promise<unknown> => {
    const { status, body } = await fixture.token('organizations', {
      grant_type: 'urn:ietf:params:oauth:grant-type:device_code',
      client_id: clientId,
      device_code: deviceCode ?? ''
    })
    return status === 200 ? 'token' : body.error
  }

  it('code, account, password, question, done', async () => {
    const started = await begin()
    expect(started.verification_uri).toBe(`${fixture.cloud.ready.endpoints.signIn}/devicelogin`)
    expect(await poll(started.device_code)).toBe('authorization_pending')
    const browser = new BrowserScript()
    const entry = await browser.open(started.verification_uri ?? '')
    expect(entry.name).toBe('device-code')
    expect((await browser.press(entry, 'next', { otc: 'WRONGCODE' })).html).toContain('role="alert"')
    const account = await browser.press(entry, 'next', { otc: ` ${started.user_code ?? ''} `.toLowerCase() })
    const confirm = await browser.signIn(account, ann())
    expect(confirm.name).toBe('confirm')
    expect(confirm.html).toContain('Are you trying to sign in to Microsoft Azure CLI?')
    expect((await browser.press(confirm, 'continue')).name).toBe('done')
    expect(await poll(started.device_code)).toBe('token')
    expect(await poll(started.device_code)).toBe('bad_verification_code')
  })

  it('declined at the question', async () => {
    const started = await begin()
    const browser = new BrowserScript()
    const account = await browser.press(await browser.open(started.verification_uri ?? ''), 'next', {
      otc: started.user_code ?? ''
    })
    expect((await browser.press(await browser.signIn(account, ann()), 'cancel')).name).toBe('cancelled')
    expect(await poll(started.device_code)).toBe('authorization_declined')
  })

  it('asks for consent where it is missing', async () => {
    const started = await begin('openid https://vault.azure.net/.default', desktop())
    const browser = new BrowserScript()
    const account = await browser.press(await browser.open(started.verification_uri ?? ''), 'next', {
      otc: started.user_code ?? ''
    })
    const consent = await browser.press(await browser.signIn(account, ann()), 'continue')
    expect(consent.name).toBe('consent')
    expect((await browser.press(consent, 'accept')).name).toBe('done')
    expect(await poll(started.device_code, desktop())).toBe('token')
  })

  it('expires on demand', async () => {
    const started = await begin()
    const { admin } = fixture.cloud.ready
    const response = await fetch(`${admin.url}/device-codes/${started.user_code ?? ''}/expire`, {
      method: 'POST',
      headers: { authorization: `Bearer ${admin.token}` }
    })
    expect(response.status).toBe(200)
    expect(await poll(started.device_code)).toBe('expired_token')
    const entry = await new BrowserScript().open(started.verification_uri ?? '')
    expect((await new BrowserScript().press(entry, 'next', { otc: started.user_code ?? '' })).name).toBe('device-code')
  })
})
