import { describe, expect, it } from 'vitest'
import { BrowserScript, type SeenPage } from '../../clients/browser-script.ts'
import { portal } from '../../clients/portal.ts'
import { at, CLI, GEO_SCOPE, withPracticeCloud } from '../../clients/practice-fixture.ts'
import { authorizeUrl, person } from '../../clients/sign-in-by-script.ts'

const fixture = withPracticeCloud()
const contoso = (): string => at(fixture.cloud.ready.tenants, 0).tenantId
const GEO_APP_ID = '6388acc4-795e-43a9-a320-33075c1eb83b'
const GRAPH_APP_ID = '00000003-0000-0000-c000-000000000000'
const portalApplication = () => {
  const found = fixture.cloud.world.applications.find(({ appId }) => appId === portal(fixture).clientId)
  if (found === undefined) throw new Error('The portal is not there.')
  return found
}

const address = (path: string, parameters: Record<string, string> = {}): string =>
  `${fixture.cloud.ready.endpoints.signIn}/${contoso()}/${path}?${new URLSearchParams({ client_id: portal(fixture).clientId, redirect_uri: 'http://localhost/signin-oidc', state: 'kept', ...parameters }).toString()}`

const signIn = async (browser: BrowserScript, url: string, index: number): Promise<SeenPage> =>
  browser.signIn(await browser.open(url), person(fixture, index))

const backTo = (page: SeenPage): Record<string, string> => Object.fromEntries(new URL(page.location ?? '').searchParams)

const consents = (resourceAppId: string) =>
  fixture.cloud.world.consents.filter(
    (one) => one.appId === portal(fixture).clientId && one.resourceAppId === resourceAppId
  )

describe('admin consent', () => {
  it('version 2: an administrator agrees for everybody to the scopes of the request', async () => {
    const browser = new BrowserScript()
    const page = await signIn(browser, address('v2.0/adminconsent', { scope: GEO_SCOPE }), 0)
    expect([page.name, page.html.includes('Planetary Computer')]).toEqual(['consent', true])
    const end = await browser.press(page, 'accept')
    expect(backTo(end)).toEqual({ admin_consent: 'True', tenant: contoso(), state: 'kept', scope: GEO_SCOPE })
    expect(consents(GEO_APP_ID)).toMatchObject([{ userObjectId: null, tenantId: contoso() }])
  })

  it('version 1: to what the registration lists, its application permissions among it', async () => {
    const api = fixture.cloud.world.applications.find(({ appId }) => appId === portal(fixture).clientId)?.api
    const role = at(api?.appRoles ?? [], 0)
    const application = portalApplication()
    application.requiredResourceAccess = [
      { resourceAppId: portal(fixture).clientId, resourceAccess: [{ id: role.id, type: 'Role' }] }
    ]
    const browser = new BrowserScript()
    const end = await browser.press(await signIn(browser, address('adminconsent'), 0), 'accept')
    expect(backTo(end)).toEqual({ admin_consent: 'True', tenant: contoso(), state: 'kept' })
    expect(consents(GRAPH_APP_ID)).toHaveLength(1)
    const principal = at(application.servicePrincipals, 0).objectId
    expect(fixture.cloud.world.appRoleAssignments).toContainEqual({
      tenantId: contoso(),
      principalId: principal,
      resourceAppId: application.appId,
      value: role.value
    })
    delete application.requiredResourceAccess
  })

  it('is not for others: they may return without it', async () => {
    const browser = new BrowserScript()
    const page = await signIn(browser, address('v2.0/adminconsent', { scope: GEO_SCOPE }), 1)
    expect(page.name).toBe('admin-needed')
    // Nor by a form that they make up.
    const forged = await browser.open(new URL('/signin/consent', page.url).toString(), {
      method: 'POST',
      body: new URLSearchParams([...browser.hidden(page), ['decision', 'accept']])
    })
    expect(forged.name).toBe('admin-needed')
    expect(backTo(await browser.press(page, 'cancel')).error).toBe('consent_required')
  })

  it.each([
    ['adminconsent', 'permission_denied'],
    ['v2.0/adminconsent', 'consent_required']
  ])('%s calls a refusal %s', async (path, error) => {
    const browser = new BrowserScript()
    const page = await signIn(browser, address(path, path === 'adminconsent' ? {} : { scope: GEO_SCOPE }), 0)
    const said = backTo(await browser.press(page, 'cancel'))
    expect([said.error, said.error_description?.startsWith('AADSTS65004'), said.state]).toEqual([error, true, 'kept'])
  })

  it('stands for a daemon without a redirect address, whose administrator sees 500113', async () => {
    const operator = at(fixture.cloud.ready.apps, 0).clientId
    const url = `${fixture.cloud.ready.endpoints.signIn}/${contoso()}/v2.0/adminconsent?client_id=${operator}&scope=${encodeURIComponent(GEO_SCOPE)}`
    const browser = new BrowserScript()
    const end = await browser.press(await signIn(browser, url, 0), 'accept')
    expect([end.name, end.html.includes('AADSTS500113')]).toEqual(['error', true])
    expect(fixture.cloud.world.consents).toContainEqual(
      expect.objectContaining({ appId: operator, resourceAppId: GEO_APP_ID, userObjectId: null })
    )
  })

  it('sends nobody to an address that is not registered', async () => {
    const page = await new BrowserScript().open(address('adminconsent', { redirect_uri: 'https://example.com/' }))
    expect([page.status, page.html.includes('AADSTS50011')]).toEqual([400, true])
  })
})

describe('signing out', () => {
  const signedIn = async (): Promise<BrowserScript> => {
    const browser = new BrowserScript()
    await signIn(browser, authorizeUrl(fixture, contoso(), {}), 1)
    return browser
  }
  const silently = async (browser: BrowserScript): Promise<string | undefined> =>
    backTo(await browser.open(authorizeUrl(fixture, contoso(), { prompt: 'none', client_id: CLI }))).error

  it.each(['oauth2/v2.0/logout', 'oauth2/logout', 'v2.0/logout'])(
    '%s ends the session and goes on to a registered address',
    async (path) => {
      const browser = await signedIn()
      expect(await silently(browser)).toBeUndefined()
      const end = await browser.open(address(path, { post_logout_redirect_uri: 'http://localhost/signin-oidc' }))
      expect(end.location).toBe('http://localhost/signin-oidc?state=kept')
      expect(await silently(browser)).toBe('login_required')
    }
  )

  it.each(['https://example.com/', 'javascript:alert(1)', 'nonsense'])(
    'stays on its page in place of %s',
    async (uri) => {
      const page = await (await signedIn()).open(address('oauth2/v2.0/logout', { post_logout_redirect_uri: uri }))
      expect([page.name, page.location]).toEqual(['signed-out', undefined])
    }
  )

  it('goes on to the address of a page in a browser, and consent does too', async () => {
    const application = portalApplication()
    const uri = 'https://portal.example/page'
    application.spaRedirectUris = [uri]
    const out = await (await signedIn()).open(address('oauth2/v2.0/logout', { post_logout_redirect_uri: uri }))
    const browser = new BrowserScript()
    const page = await signIn(browser, address('v2.0/adminconsent', { scope: GEO_SCOPE, redirect_uri: uri }), 0)
    const agreed = await browser.press(page, 'accept')
    delete application.spaRedirectUris
    expect(out.location).toBe(`${uri}?state=kept`)
    expect(agreed.location).toMatch(/^https:\/\/portal\.example\/page\?admin_consent=True/)
  })

  it('knows the application by its id token', async () => {
    const hint = (aud: string): string => `e30.${Buffer.from(JSON.stringify({ aud })).toString('base64url')}.x`
    const ask = async (aud: string) => {
      const parameters = new URLSearchParams({
        id_token_hint: hint(aud),
        post_logout_redirect_uri: 'http://localhost/signin-oidc'
      })
      return (await signedIn()).open(
        `${fixture.cloud.ready.endpoints.signIn}/${contoso()}/oauth2/v2.0/logout?${parameters.toString()}`
      )
    }
    expect((await ask(portal(fixture).clientId)).location).toBe('http://localhost/signin-oidc')
    expect((await ask(CLI)).name).toBe('signed-out')
  })
})
