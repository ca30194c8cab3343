import { describe, expect, it } from 'vitest'
import { BrowserScript } from '../../clients/browser-script.ts'
import { ARM_SCOPE, at, CLI, MAPS_SCOPE, VAULT_SCOPE, withPracticeCloud } from '../../clients/practice-fixture.ts'
import { person, refreshTokenOf } from '../../clients/sign-in-by-script.ts'

const fixture = withPracticeCloud()

const renew = async (refreshToken: string, scope: string) =>
  fixture.token('contoso.com', { grant_type: 'refresh_token', client_id: CLI, refresh_token: refreshToken, scope })

const injectedLast = async (): Promise<unknown> => (await fixture.requests()).at(-1)?.injected

const enterDeviceCode = async (device: { user_code: string; verification_uri: string }, index: number) => {
  const browser = new BrowserScript()
  const accounts = await browser.press(await browser.open(device.verification_uri), 'next', { otc: device.user_code })
  return browser.press(await browser.signIn(accounts, person(fixture, index)), 'continue')
}

const codesOf = (answer: { body: Record<string, unknown> }): unknown => answer.body.error_codes

describe('weather of one sign-in', () => {
  it('an AADSTS code for one person, and for nobody else; with claims and suberror', async () => {
    await fixture.weather([])
    const rhea = await refreshTokenOf(fixture, person(fixture, 1), 'contoso.com')
    const ann = await refreshTokenOf(fixture, person(fixture, 0), 'contoso.com')
    await fixture.weather([
      {
        match: { user: 'RHEA@contoso.com' },
        do: { kind: 'aadsts', code: 53003, claims: '{"access_token":{}}', suberror: 'message_only' }
      }
    ])
    const refused = await renew(rhea, ARM_SCOPE)
    expect(refused.status).toBe(400)
    expect(refused.body).toMatchObject({
      error: 'interaction_required',
      error_codes: [53003],
      suberror: 'message_only',
      claims: '{"access_token":{}}'
    })
    expect(await injectedLast()).toEqual(['aadsts 53003'])
    expect((await renew(ann, ARM_SCOPE)).status).toBe(200)
    expect(await injectedLast()).toEqual([])
  })

  it.each([
    [50074, 'interaction_required', 'basic_action', null],
    [50131, 'access_denied', undefined, null],
    [650052, 'invalid_resource', undefined, null],
    [70002, 'invalid_client', undefined, null],
    [123456, 'invalid_request', undefined, '1']
  ])('AADSTS%i with its own error, in whole sentences, and as a guess where nothing is known', async (...expected) => {
    const [code, error, suberror, guess] = expected
    await fixture.weather([])
    const rhea = await refreshTokenOf(fixture, person(fixture, 1), 'contoso.com')
    await fixture.weather([{ match: { user: 'rhea@contoso.com' }, do: { kind: 'aadsts', code } }])
    const { body, headers } = await renew(rhea, ARM_SCOPE)
    expect(body).toMatchObject({ error, error_codes: [code] })
    expect([body.suberror, headers.get('x-emulated-guess')]).toEqual([suberror, guess])
    expect(String(body.error_uri)).toMatch(new RegExp(`/error\\?code=${String(code)}$`))
  })

  it('names who was refused what', async () => {
    await fixture.weather([])
    const rhea = await refreshTokenOf(fixture, person(fixture, 1), 'contoso.com')
    await fixture.weather([{ match: { user: 'rhea@contoso.com' }, do: { kind: 'aadsts', code: 65001 } }])
    const { body } = await renew(rhea, ARM_SCOPE)
    expect(body.error_description).toContain(`with ID '${CLI}' named 'Microsoft Azure CLI'`)
    // As in the reports of real answers.
    expect(body).not.toHaveProperty('error_uri')
  })

  it('by resource under any of its names, by application, by tenant and by flow', async () => {
    const do53003 = { kind: 'aadsts', code: 53003 }
    const daemon = at(fixture.cloud.ready.apps, 1)
    const daemonAsks = (scope: string) =>
      fixture.token(daemon.tenantId, {
        grant_type: 'client_credentials',
        client_id: daemon.clientId,
        client_secret: daemon.secret,
        scope
      })
    for (const resource of ['https://vault.azure.net/', 'Azure Key Vault', 'CFA8B339-82a2-471a-a3c9-0fc0be7a4093']) {
      await fixture.weather([{ match: { resource }, do: do53003 }])
      expect([resource, codesOf(await daemonAsks(VAULT_SCOPE))]).toEqual([resource, [53003]])
      expect((await daemonAsks(MAPS_SCOPE)).status).toBe(200)
    }
    const fitting = [
      { app: 'survey-daemon' },
      { app: daemon.clientId },
      { tenant: 'Contoso GIS' },
      { flow: 'client-credentials' }
    ]
    for (const match of fitting) {
      await fixture.weather([{ match, do: do53003 }])
      expect([match, codesOf(await daemonAsks(MAPS_SCOPE))]).toEqual([match, [53003]])
    }
    for (const match of [{ app: 'GIS kiosk' }, { tenant: 'fabrikam.com' }, { flow: 'refresh-token' }]) {
      await fixture.weather([{ match, do: do53003 }])
      expect([match, (await daemonAsks(MAPS_SCOPE)).status]).toEqual([match, 200])
    }
  })

  it('Conditional Access blocks the device code of one person: the page says it, and the waiting client hears it', async () => {
    await fixture.weather([])
    const start = async () => {
      const { endpoints } = fixture.cloud.ready
      const response = await fixture.fetch(`${endpoints.login}/organizations/oauth2/v2.0/devicecode`, {
        method: 'POST',
        body: new URLSearchParams({ client_id: CLI, scope: `${ARM_SCOPE} offline_access` })
      })
      return (await response.json()) as { user_code: string; device_code: string; verification_uri: string }
    }
    const poll = (code: string) =>
      fixture.token('organizations', {
        grant_type: 'urn:ietf:params:oauth:grant-type:device_code',
        client_id: CLI,
        device_code: code
      })
    await fixture.admin('POST', '/weather', { catalogue: 'conditional-access-device-code', user: 'rhea@contoso.com' })
    const blocked = await start()
    const page = await enterDeviceCode(blocked, 1)
    expect(page.html).toContain('AADSTS53003')
    expect((await poll(blocked.device_code)).body).toMatchObject({ error: 'access_denied', error_codes: [53003] })
    const free = await start()
    expect((await enterDeviceCode(free, 0)).name).toBe('done')
    expect((await poll(free.device_code)).status).toBe(200)
  })
})
