import { describe, expect, it } from 'vitest'
import { BrowserScript } from '../../clients/browser-script.ts'
import { at, withPracticeCloud } from '../../clients/practice-fixture.ts'
import { authorizeUrl, newVerifier, person } from '../../clients/sign-in-by-script.ts'

const PAGE = 'https://maps.contoso.com/app'
const ORIGIN = { origin: 'https://maps.contoso.com' }
const SCOPE = 'offline_access https://management.azure.com/.default'

const fixture = withPracticeCloud()
const desktop = () => {
  const { clientId } = at(fixture.cloud.ready.publicClients, 0)
  const found = fixture.cloud.world.applications.find(({ appId }) => appId === clientId)
  if (found === undefined) throw new Error('The desktop application is gone.')
  return found
}

const codeFor = async (redirectUri: string, proves = true): Promise<Record<string, string>> => {
  desktop().spaRedirectUris = [PAGE]
  const { verifier, challenge } = newVerifier()
  const browser = new BrowserScript()
  const page = await browser.open(
    authorizeUrl(fixture, 'contoso.com', {
      client_id: desktop().appId,
      redirect_uri: redirectUri,
      scope: SCOPE,
      ...(proves ? { code_challenge: challenge, code_challenge_method: 'S256' } : {})
    })
  )
  const end = await browser.signIn(page, person(fixture, 0))
  return {
    grant_type: 'authorization_code',
    client_id: desktop().appId,
    redirect_uri: redirectUri,
    code_verifier: verifier,
    code: new URL(end.location ?? '').searchParams.get('code') ?? ''
  }
}

describe('a page in a browser', () => {
  it('redeems its code itself, and nobody else does', async () => {
    const form = await codeFor(PAGE)
    const elsewhere = await fixture.token('contoso.com', form)
    expect([elsewhere.status, elsewhere.body.error_codes]).toEqual([400, [9002327]])
    const { status, headers, body } = await fixture.token('contoso.com', form, ORIGIN)
    expect(status).toBe(200)
    expect(headers.get('access-control-allow-origin')).toBe(ORIGIN.origin)
    expect(body.refresh_token_expires_in).toBe(86_400)
    const native = await codeFor('http://localhost:7777')
    const crossOrigin = await fixture.token('contoso.com', native, ORIGIN)
    expect(crossOrigin.body.error_codes).toEqual([9002326])
    expect(crossOrigin.headers.get('access-control-allow-origin')).toBe(ORIGIN.origin)
    const plain = await fixture.token('contoso.com', native)
    expect([plain.status, plain.headers.get('access-control-allow-origin')]).toEqual([200, null])
  })

  it('needs a proof key', async () => {
    const form = await codeFor(PAGE, false)
    expect((await fixture.token('contoso.com', form, ORIGIN)).body.error_codes).toEqual([9002325])
  })

  it('may ask for it', async () => {
    const response = await fixture.fetch(`${fixture.cloud.ready.endpoints.login}/contoso.com/oauth2/v2.0/token`, {
      method: 'OPTIONS',
      headers: { ...ORIGIN, 'access-control-request-method': 'POST' }
    })
    expect([response.status, response.headers.get('access-control-allow-methods')]).toEqual([204, 'POST,OPTIONS'])
  })

  it('signs in again after a day, however often its refresh token was used', async () => {
    const first = await fixture.token('contoso.com', await codeFor(PAGE), ORIGIN)
    const refresh = (refreshToken: unknown) =>
      fixture.token(
        'contoso.com',
        {
          grant_type: 'refresh_token',
          client_id: desktop().appId,
          refresh_token: String(refreshToken),
          scope: SCOPE
        },
        ORIGIN
      )
    const atClock = (offsetSeconds: number) =>
      fixture.weather([{ match: { service: 'login' }, do: { kind: 'clock', offsetSeconds } }])
    await atClock(80_000)
    const second = await refresh(first.body.refresh_token)
    expect(second.body.refresh_token_expires_in).toBeLessThanOrEqual(6400)
    await atClock(90_000)
    const { body } = await refresh(second.body.refresh_token)
    expect([body.error, body.error_codes]).toEqual(['invalid_grant', [700084]])
    await fixture.weather([])
  })
})
