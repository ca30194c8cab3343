import { decodeJwt } from 'jose'
import { describe, expect, it } from 'vitest'
import { ARM_SCOPE, at, CLI, MAPS_SCOPE, withPracticeCloud } from '../../clients/practice-fixture.ts'
import { refreshTokenOf } from '../../clients/sign-in-by-script.ts'

const POWERSHELL = '1950a258-227b-4e31-a9cf-717495945fc2'
const DAY_SECONDS = 86_400

const fixture = withPracticeCloud()
const ann = () => at(fixture.cloud.world.users, 0)

const refresh = (refreshToken: string, more: Record<string, string> = {}, tenant = 'contoso.com') =>
  fixture.token(tenant, {
    grant_type: 'refresh_token',
    client_id: CLI,
    refresh_token: refreshToken,
    scope: MAPS_SCOPE,
    ...more
  })

const atClock = (offsetSeconds: number) =>
  fixture.weather([{ match: { service: 'login' }, do: { kind: 'clock', offsetSeconds } }])

const admin = async (path: string): Promise<{ status: number; body: Record<string, unknown> }> => {
  const { url, token } = fixture.cloud.ready.admin
  const response = await fetch(`${url}${path}`, { method: 'POST', headers: { authorization: `Bearer ${token}` } })
  return { status: response.status, body: (await response.json()) as Record<string, unknown> }
}

describe('a refresh token', () => {
  it('stays good when it was used, and so does the new one', async () => {
    const first = await refreshTokenOf(fixture, ann(), 'contoso.com')
    const second = String((await refresh(first)).body.refresh_token)
    expect(second).not.toBe(first)
    for (const token of [first, second, first]) expect((await refresh(token)).status).toBe(200)
  })

  it('ends after 90 days without use; each use starts them again', async () => {
    const first = await refreshTokenOf(fixture, ann(), 'contoso.com')
    await atClock(60 * DAY_SECONDS)
    const second = String((await refresh(first)).body.refresh_token)
    await atClock(91 * DAY_SECONDS)
    const { status, body } = await refresh(first)
    expect([status, body.error, body.suberror, body.error_codes]).toEqual([400, 'invalid_grant', 'bad_token', [700082]])
    expect(body.error_description).toMatch(/issued on \d{4}-.+Z and was inactive for 90\.00:00:00\./)
    expect((await refresh(second)).status).toBe(200)
    await fixture.weather([])
  })

  it('ends earlier where the tenant wants newer sign-ins, and the pages then ask for the password', async () => {
    const token = await refreshTokenOf(fixture, ann(), 'contoso.com')
    at(fixture.cloud.world.tenants, 0).signInFrequencySeconds = 3600
    expect((await refresh(token)).status).toBe(200)
    await atClock(2 * 3600)
    const { body } = await refresh(token)
    expect([body.error, body.suberror, body.error_codes]).toEqual(['invalid_grant', 'token_expired', [70043]])
    expect(body.error_description).toContain('the maximum allowed lifetime for this request is 3600.')
    expect((await refresh(token, {}, 'fabrikam.com')).status).toBe(200)
    delete at(fixture.cloud.world.tenants, 0).signInFrequencySeconds
    await fixture.weather([])
  })

  it('of one Microsoft client is good for another one, but for nobody else', async () => {
    const token = await refreshTokenOf(fixture, ann(), 'contoso.com')
    const { status, body } = await refresh(token, { client_id: POWERSHELL })
    expect([status, body.foci]).toEqual([200, '1'])
    expect(decodeJwt(String(body.access_token)).appid).toBe(POWERSHELL)
    const desktop = at(fixture.cloud.ready.publicClients, 0).clientId
    const refused = await refresh(token, { client_id: desktop })
    expect([refused.status, refused.body.error, refused.body.suberror]).toEqual([
      400,
      'invalid_grant',
      'client_mismatch'
    ])
  })

  it('ends when the sessions are revoked or the password is changed; a new sign-in counts again', async () => {
    for (const path of ['revoke-sessions', 'password']) {
      const token = await refreshTokenOf(fixture, ann(), 'contoso.com')
      expect((await admin(`/users/ann@contoso.com/${path}`)).status).toBe(200)
      const { status, body } = await refresh(token)
      expect([status, body.error, body.suberror, body.error_codes]).toEqual([
        400,
        'invalid_grant',
        'bad_token',
        [50173]
      ])
      expect(body.error_description).toMatch(
        /The grant was issued on '\d{4}-[\dT:.-]+\d{7}Z' and the TokensValidFrom date .+ is '\d{4}-[\dT:-]+\.0000000Z'\./
      )
      const next = await refreshTokenOf(fixture, ann(), 'contoso.com')
      expect((await refresh(next)).status).toBe(200)
    }
    expect((await admin('/users/nobody@contoso.com/revoke-sessions')).status).toBe(404)
  })

  it('gives the permissions that were agreed to, and no others', async () => {
    const desktop = at(fixture.cloud.ready.publicClients, 0).clientId
    const graph = 'https://graph.microsoft.com'
    const token = await refreshTokenOf(fixture, ann(), 'contoso.com', desktop, `offline_access ${graph}/User.Read`)
    const wider = await refresh(token, { client_id: desktop, scope: `${graph}/Application.Read.All` })
    expect([wider.body.error_codes, wider.body.suberror]).toEqual([[65001], 'consent_required'])
    const both = await refreshTokenOf(
      fixture,
      ann(),
      'contoso.com',
      desktop,
      `offline_access ${graph}/Application.Read.All`
    )
    const narrow = await refresh(both, { client_id: desktop, scope: `${graph}/User.Read` })
    expect(decodeJwt(String(narrow.body.access_token)).scp).toBe('User.Read Application.Read.All')
    expect(String(narrow.body.scope).split(' ')).toContain(`${graph}/Application.Read.All`)
  })
})

describe('continuous access evaluation', () => {
  const CP1 = '{"access_token":{"xms_cc":{"values":["cp1"]}}}'
  const longToken = async (
    claims = CP1,
    scope = ARM_SCOPE
  ): Promise<{ body: Record<string, unknown>; token: string }> => {
    const refreshToken = await refreshTokenOf(fixture, ann(), 'contoso.com')
    const { body } = await refresh(refreshToken, { scope, claims })
    return { body, token: String(body.access_token) }
  }
  const ask = (token: string): Promise<Response> =>
    fixture.fetch(`${fixture.cloud.ready.endpoints.arm}/subscriptions?api-version=2022-12-01`, {
      headers: { authorization: `Bearer ${token}` }
    })
  const claimsOf = (response: Response): unknown =>
    JSON.parse(
      Buffer.from(
        /claims="([^"]+)"/.exec(response.headers.get('www-authenticate') ?? '')?.[1] ?? '',
        'base64'
      ).toString()
    )

  it('gives clients that understand it a long life, at the services that do', async () => {
    const { body, token } = await longToken()
    expect(decodeJwt(token).xms_cc).toEqual(['cp1'])
    expect(body.expires_in).toBeGreaterThanOrEqual(20 * 3600)
    expect(body.expires_in).toBeLessThanOrEqual(28 * 3600)
    const { body: maps } = await longToken(CP1, MAPS_SCOPE)
    expect(maps.expires_in).toBeLessThanOrEqual(5399)
  })

  it('asks for a newer token at once, which the client gets with the claims of the challenge', async () => {
    const { token } = await longToken()
    expect((await ask(token)).status).toBe(200)
    expect((await admin('/users/ann@contoso.com/challenge-tokens')).status).toBe(200)
    const refused = await ask(token)
    expect(refused.status).toBe(401)
    expect(refused.headers.get('www-authenticate')).toMatch(
      /^Bearer realm="", authorization_uri="https:\/\/localhost:\d+\/common\/oauth2\/authorize", error="insufficient_claims", claims="[\w+/=]+"$/
    )
    const claims = claimsOf(refused) as { access_token: { nbf: { essential: boolean; value: string } } }
    expect(claims.access_token.nbf).toEqual({ essential: true, value: expect.stringMatching(/^\d{10}$/) as string })
    const next = await longToken(
      JSON.stringify({ access_token: { ...claims.access_token, xms_cc: { values: ['cp1'] } } })
    )
    expect((await ask(next.token)).status).toBe(200)
    expect(Number(decodeJwt(next.token).nbf)).toBeGreaterThanOrEqual(Number(claims.access_token.nbf.value) - 1)
  })

  it('refuses the tokens of revoked sessions and of people who are switched off, but only long-lived ones', async () => {
    const { token } = await longToken()
    const { token: shortLived } = await longToken('')
    await admin('/users/ann@contoso.com/revoke-sessions')
    expect((await ask(token)).headers.get('www-authenticate')).toContain('error="insufficient_claims"')
    expect((await ask(shortLived)).status).toBe(200)
    const { token: later } = await longToken()
    ann().enabled = false
    const gone = await ask(later)
    ann().enabled = true
    expect(gone.headers.get('www-authenticate')).toContain(
      'error_description="Could not find identity for access token."'
    )
    expect(await gone.json()).toEqual({ error: { code: 'AuthenticationFailed', message: 'Authentication failed.' } })
  })

  it('refuses claims that are no JSON', async () => {
    expect((await longToken('{')).body.error_codes).toEqual([9002313])
  })
})
