import { describe, expect, it } from 'vitest'
import { BrowserScript, type SeenPage } from '../../clients/browser-script.ts'
import { at, withPracticeCloud } from '../../clients/practice-fixture.ts'
import { authorizeUrl, person } from '../../clients/sign-in-by-script.ts'

const fixture = withPracticeCloud()
const parametersOf = (page: SeenPage): URLSearchParams => new URL(page.location ?? '').searchParams
const open = (browser: BrowserScript, parameters: Record<string, string>, tenant = 'contoso.com'): Promise<SeenPage> =>
  browser.open(authorizeUrl(fixture, tenant, { state: 's', ...parameters }))
const signedIn = async (...indexes: number[]): Promise<BrowserScript> => {
  const browser = new BrowserScript()
  for (const index of indexes)
    await browser.signIn(await open(browser, { prompt: 'select_account' }), person(fixture, index))
  return browser
}

describe('what an application asks of the sign-in pages', () => {
  it('is refused when there is no such prompt', async () => {
    const answer = parametersOf(await open(new BrowserScript(), { prompt: 'magic' }))
    expect([answer.get('error'), answer.get('state')]).toEqual(['invalid_request', 's'])
    expect(answer.get('error_description')).toMatch(/^AADSTS90023/)
  })

  it.each([
    ['nobody is signed in', [], {}, 'login_required', 50058],
    ['somebody else is signed in', [0], { login_hint: 'rhea@contoso.com' }, 'login_required', 50058],
    ['two are signed in', [0, 1], {}, 'interaction_required', 16000]
  ] as const)('prompt=none fails while %s', async (_name, who, parameters, error, code) => {
    const answer = parametersOf(await open(await signedIn(...who), { prompt: 'none', ...parameters }))
    expect(answer.get('error')).toBe(error)
    expect(answer.get('error_description')).toMatch(new RegExp(`^AADSTS${String(code)}:`))
  })

  it('a login hint picks one of two people, also as the claim of an id token', async () => {
    const browser = await signedIn(0, 1)
    const claim = `O.${Buffer.from('rhea@contoso.com').toString('base64url')}`
    for (const hint of ['rhea@contoso.com', 'RHEA@contoso.com', claim])
      expect(parametersOf(await open(browser, { prompt: 'none', login_hint: hint })).has('code')).toBe(true)
    expect((await open(browser, {})).name).toBe('account')
  })

  it('a login hint that names nobody is put into the field', async () => {
    const page = await open(new BrowserScript(), { login_hint: 'nobody@contoso.com' })
    expect([page.name, page.html.includes('value="nobody@contoso.com"')]).toEqual(['account', true])
  })

  it('a domain hint lists the people of that domain', async () => {
    const all = await open(new BrowserScript(), {})
    expect(all.html).toContain('carl@fabrikam.com')
    const hinted = await open(new BrowserScript(), { domain_hint: 'contoso.com' })
    expect(hinted.html).toContain('ann@contoso.com')
    expect(hinted.html).not.toContain('carl@fabrikam.com')
    const kind = await open(new BrowserScript(), { domain_hint: 'organizations' })
    expect(kind.html).toContain('carl@fabrikam.com')
  })

  it('max_age and the tenant want a sign-in that is not too old', async () => {
    const browser = await signedIn(0)
    await fixture.weather([{ match: { service: 'login' }, do: { kind: 'clock', offsetSeconds: 600 } }])
    const silent = { prompt: 'none', login_hint: 'ann@contoso.com' }
    expect(parametersOf(await open(browser, { ...silent, max_age: '3600' })).has('code')).toBe(true)
    expect(parametersOf(await open(browser, { ...silent, max_age: '300' })).get('error')).toBe('login_required')
    expect((await open(browser, { login_hint: 'ann@contoso.com', max_age: '300' })).name).toBe('password')
    at(fixture.cloud.world.tenants, 0).signInFrequencySeconds = 300
    expect((await open(browser, {})).name).toBe('password')
    expect(parametersOf(await open(browser, silent)).get('error')).toBe('login_required')
    delete at(fixture.cloud.world.tenants, 0).signInFrequencySeconds
    await fixture.weather([])
  })

  it('a revoked session asks for the password again', async () => {
    const browser = await signedIn(0)
    expect(parametersOf(await open(browser, {})).has('code')).toBe(true)
    at(fixture.cloud.world.users, 0).sessionsRevokedAt = Date.now()
    expect((await open(browser, { login_hint: 'ann@contoso.com' })).name).toBe('password')
    delete at(fixture.cloud.world.users, 0).sessionsRevokedAt
  })
})

describe('the pages can be used by keyboard', () => {
  const fieldsAndButtons = (html: string): string[] =>
    [...html.matchAll(/<(input|button)\b[^>]*>/g)].map(([tag]) => tag).filter((tag) => !tag.includes('type="hidden"'))

  it('each visible field has a label of its own, and Enter presses the button that goes on', async () => {
    const browser = new BrowserScript()
    const account = await open(browser, {}, 'aalborg.example')
    const password = await browser.press(account, 'next', { loginfmt: 'mia@contoso.com' })
    const mfa = await browser.press(password, 'submit', { passwd: person(fixture, 4).password })
    const device = await browser.open(`${fixture.cloud.ready.endpoints.signIn}/devicelogin`)
    const first = [
      ['account', account, 'next'],
      ['password', password, 'submit'],
      ['mfa', mfa, 'verify'],
      ['device-code', device, 'next']
    ] as const
    for (const [name, page, button] of first) {
      expect(page.name).toBe(name)
      const visible = fieldsAndButtons(page.html)
      expect(visible.find((tag) => tag.startsWith('<button'))).toContain(`id="${button}"`)
      for (const tag of visible.filter((one) => one.startsWith('<input'))) {
        const id = /\sid="([^"]+)"/.exec(tag)?.[1] ?? ''
        expect(page.html).toContain(`<label for="${id}">`)
      }
      expect(page.html.match(/autofocus/g)).toHaveLength(1)
    }
  })
})
