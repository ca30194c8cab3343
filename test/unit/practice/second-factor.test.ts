import { decodeJwt } from 'jose'
import { describe, expect, it } from 'vitest'
import { BrowserScript, type SeenPage } from '../../clients/browser-script.ts'
import { at, CLI, MAPS_SCOPE, withPracticeCloud } from '../../clients/practice-fixture.ts'
import { authorizeUrl, newVerifier, refreshTokenOf } from '../../clients/sign-in-by-script.ts'

const fixture = withPracticeCloud()
const mia = () => at(fixture.cloud.ready.users, 4)
const miaInWorld = () => at(fixture.cloud.world.users, 4)
const parametersOf = (location: string | undefined): URLSearchParams => new URL(location ?? '').searchParams
const wrongCode = (): string => (mia().mfaCode === '000000' ? '000001' : '000000')

const openAs = async (browser: BrowserScript, tenant: string, parameters = {}): Promise<SeenPage> =>
  browser.signIn(await browser.open(authorizeUrl(fixture, tenant, parameters)), mia())

const refresh = (tenant: string, refreshToken: string) =>
  fixture.token(tenant, { grant_type: 'refresh_token', client_id: CLI, refresh_token: refreshToken, scope: MAPS_SCOPE })

describe('a tenant that wants a second factor', () => {
  it('asks for the code, says when it is wrong, and puts mfa into the token', async () => {
    const browser = new BrowserScript()
    const { verifier, challenge } = newVerifier()
    const asked = { code_challenge: challenge, code_challenge_method: 'S256' }
    const mfa = await openAs(browser, 'aalborg.example', asked)
    expect(mfa.name).toBe('mfa')
    expect(mfa.html).toContain('<label for="mfa-code">Code</label>')
    const wrong = await browser.press(mfa, 'verify', { otc: wrongCode() })
    expect(wrong.name).toBe('mfa')
    expect(wrong.html).toContain('role="alert"')
    const end = await browser.press(wrong, 'verify', { otc: ` ${mia().mfaCode.slice(0, 3)} ${mia().mfaCode.slice(3)}` })
    const { status, body } = await fixture.token('aalborg.example', {
      grant_type: 'authorization_code',
      client_id: CLI,
      redirect_uri: 'http://localhost:7777',
      code_verifier: verifier,
      code: parametersOf(end.location).get('code') ?? ''
    })
    expect(status).toBe(200)
    expect(decodeJwt(String(body.access_token)).amr).toEqual(['pwd', 'mfa'])
    const silent = await browser.open(authorizeUrl(fixture, 'aalborg.example', { prompt: 'none' }))
    expect(parametersOf(silent.location).has('code')).toBe(true)
    expect((await refresh('aalborg.example', String(body.refresh_token))).status).toBe(200)
  })

  it('refuses a refresh token of a sign-in without it with 50076 and the claims for the next one', async () => {
    const refreshToken = await refreshTokenOf(fixture, mia(), 'contoso.com')
    expect((await refresh('contoso.com', refreshToken)).status).toBe(200)
    const { status, body } = await refresh('aalborg.example', refreshToken)
    expect([status, body.error, body.suberror, body.error_codes]).toEqual([
      400,
      'interaction_required',
      'basic_action',
      [50076]
    ])
    expect(body.error_description).toContain("'ba1ea022-5807-41d5-bbeb-292c7e1cf5f6'")
    const claims = JSON.parse(String(body.claims)) as { access_token: { capolids: { values: string[] } } }
    expect(claims.access_token.capolids.values).toHaveLength(1)
    // What the person does next: the same request with a page, and the claims passed back.
    const page = await openAs(new BrowserScript(), 'aalborg.example', { claims: String(body.claims) })
    expect(page.name).toBe('mfa')
    miaInWorld().mfaRegistered = false
    expect((await refresh('aalborg.example', refreshToken)).body.error_codes).toEqual([50079])
    miaInWorld().mfaRegistered = true
  })

  it('answers prompt=none with interaction_required, and asks one browser only once', async () => {
    const browser = new BrowserScript()
    await openAs(browser, 'contoso.com')
    const silent = parametersOf(
      (await browser.open(authorizeUrl(fixture, 'aalborg.example', { prompt: 'none', state: 's' }))).location
    )
    expect([silent.get('error'), silent.get('state')]).toEqual(['interaction_required', 's'])
    expect(silent.get('error_description')).toMatch(/^AADSTS50076/)
    const mfa = await browser.open(authorizeUrl(fixture, 'aalborg.example', {}))
    expect(mfa.name).toBe('mfa')
    expect(parametersOf((await browser.press(mfa, 'approve')).location).has('code')).toBe(true)
    expect(parametersOf((await browser.open(authorizeUrl(fixture, 'aalborg.example', {}))).location).has('code')).toBe(
      true
    )
  })

  it('sets the authenticator app up for somebody who has none', async () => {
    miaInWorld().mfaRegistered = false
    const browser = new BrowserScript()
    const page = await openAs(browser, 'aalborg.example')
    expect(page.html).toContain('More information required')
    expect(parametersOf((await browser.press(page, 'verify', { otc: mia().mfaCode })).location).has('code')).toBe(true)
    expect(miaInWorld().mfaRegistered).toBe(true)
  })

  it('can be the rule for a whole tenant, or for a person everywhere', async () => {
    const { tenants, users } = fixture.cloud.world
    const refreshToken = await refreshTokenOf(fixture, at(fixture.cloud.ready.users, 1), 'contoso.com')
    at(tenants, 0).mfaRequired = true
    expect((await refresh('contoso.com', refreshToken)).body.error_codes).toEqual([50076])
    at(tenants, 0).mfaRequired = false
    at(users, 1).mfaRequired = true
    expect((await refresh('contoso.com', refreshToken)).body.error_codes).toEqual([50076])
    at(users, 1).mfaRequired = false
    expect((await refresh('contoso.com', refreshToken)).status).toBe(200)
  })
})

describe('signing in with one click', () => {
  it('needs no password where the world allows it', async () => {
    const browser = new BrowserScript()
    const account = await browser.open(authorizeUrl(fixture, 'contoso.com', {}))
    expect(account.html).toMatch(/Sign in as Ann Okafor \(practice\)/)
    expect(parametersOf((await browser.press(account, 'practice-0')).location).has('code')).toBe(true)
    fixture.cloud.world.oneClickSignIn = false
    const strict = await new BrowserScript().open(authorizeUrl(fixture, 'contoso.com', {}))
    expect(strict.html).not.toContain('(practice)')
    expect((await browser.press(account, 'practice-0')).name).toBe('error')
    fixture.cloud.world.oneClickSignIn = true
  })

  it('is also asked for by the address, for a device code too', async () => {
    const chosen = { practice_account: 'rhea@contoso.com' }
    const end = await new BrowserScript().open(authorizeUrl(fixture, 'contoso.com', chosen))
    expect(parametersOf(end.location).has('code')).toBe(true)
    const { endpoints } = fixture.cloud.ready
    const started = (await (
      await fixture.fetch(`${endpoints.login}/organizations/oauth2/v2.0/devicecode`, {
        method: 'POST',
        body: new URLSearchParams({ client_id: CLI, scope: MAPS_SCOPE })
      })
    ).json()) as { user_code: string; device_code: string }
    const browser = new BrowserScript()
    const query = new URLSearchParams({ otc: started.user_code, ...chosen }).toString()
    const page = await browser.open(`${endpoints.signIn}/devicelogin?${query}`)
    expect(page.html).toContain(`value="${started.user_code}"`)
    const confirm = await browser.press(page, 'next', { otc: started.user_code })
    expect(confirm.name).toBe('confirm')
    expect((await browser.press(confirm, 'continue')).name).toBe('done')
    const { body } = await fixture.token('organizations', {
      grant_type: 'device_code',
      client_id: CLI,
      device_code: started.device_code
    })
    expect(decodeJwt(String(body.access_token)).unique_name).toBe('rhea@contoso.com')
    fixture.cloud.world.oneClickSignIn = false
    expect((await new BrowserScript().open(authorizeUrl(fixture, 'contoso.com', chosen))).name).toBe('account')
    fixture.cloud.world.oneClickSignIn = true
  })

  it('does not let in whom the world keeps out', async () => {
    const browser = new BrowserScript()
    const sam = at(fixture.cloud.world.users, 3)
    const press = async (): Promise<SeenPage> =>
      browser.press(
        await browser.open(authorizeUrl(fixture, 'contoso.com', { prompt: 'select_account' })),
        'practice-2'
      )
    const samsPlace = (await browser.open(authorizeUrl(fixture, 'contoso.com', {}))).html
    expect(samsPlace).toContain('sam@contoso.com')
    sam.locked = true
    const index = [...samsPlace.matchAll(/id="practice-(\d)"[^>]*value="([^"]+)"/g)].find(
      ([, , name]) => name === 'sam@contoso.com'
    )?.[1]
    expect(index).toBe('3')
    const page = await browser.press(await browser.open(authorizeUrl(fixture, 'contoso.com', {})), 'practice-3')
    expect(page.html).toContain('AADSTS50053')
    sam.locked = false
    sam.enabled = false
    const disabled = await browser.press(await browser.open(authorizeUrl(fixture, 'contoso.com', {})), 'practice-3')
    expect(disabled.html).toContain('AADSTS50057')
    sam.enabled = true
    expect((await press()).location).toBeDefined()
  })
})

describe('a password that has expired', () => {
  it('is replaced on the way, which ends the sessions from before', async () => {
    const rhea = at(fixture.cloud.world.users, 1)
    const refreshToken = await refreshTokenOf(fixture, rhea, 'contoso.com')
    rhea.passwordExpired = true
    const browser = new BrowserScript()
    const page = await browser.signIn(await browser.open(authorizeUrl(fixture, 'contoso.com', {})), rhea)
    expect(page.name).toBe('new-password')
    expect((await browser.press(page, 'submit', { newpasswd: 'short' })).html).toContain('role="alert"')
    expect(
      parametersOf((await browser.press(page, 'submit', { newpasswd: 'A-new-practice-1' })).location).has('code')
    ).toBe(true)
    expect((await refresh('contoso.com', refreshToken)).body.error_codes).toEqual([50173])
    const again = await new BrowserScript().open(authorizeUrl(fixture, 'contoso.com', {}))
    const other = new BrowserScript()
    expect(
      (await other.signIn(again, { userPrincipalName: rhea.userPrincipalName, password: 'A-new-practice-1' })).location
    ).toBeDefined()
  })

  it('cannot be replaced by somebody who did not know the old one', async () => {
    const browser = new BrowserScript()
    const account = await browser.open(authorizeUrl(fixture, 'contoso.com', {}))
    const password = await browser.press(account, 'account-0')
    const flow = browser.hidden(password).find(([name]) => name === 'flow')?.[1] ?? ''
    const before = at(fixture.cloud.world.users, 0).password
    const page = await browser.open(`${fixture.cloud.ready.endpoints.signIn}/signin/new-password`, {
      method: 'POST',
      body: new URLSearchParams({ flow, newpasswd: 'Taken-over-1' })
    })
    expect(page.name).toBe('account')
    expect(at(fixture.cloud.world.users, 0).password).toBe(before)
  })
})

describe('staying signed in', () => {
  it('is asked where the tenant wants it, and keeps the cookie', async () => {
    at(fixture.cloud.world.tenants, 0).asksToStaySignedIn = true
    const browser = new BrowserScript()
    const page = await browser.signIn(
      await browser.open(authorizeUrl(fixture, 'contoso.com', {})),
      at(fixture.cloud.ready.users, 0)
    )
    expect(page.name).toBe('kmsi')
    expect(parametersOf((await browser.press(page, 'yes')).location).has('code')).toBe(true)
    const next = await browser.open(authorizeUrl(fixture, 'contoso.com', {}))
    expect(parametersOf(next.location).has('code')).toBe(true)
    at(fixture.cloud.world.tenants, 0).asksToStaySignedIn = false
  })
})
