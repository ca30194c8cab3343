import { decodeJwt } from 'jose'
import { describe, expect, it } from 'vitest'
import { ARM_SCOPE, at, CLI, MAPS_SCOPE, withPracticeCloud } from '../../clients/practice-fixture.ts'
import { authorizeUrl, person, refreshTokenOf } from '../../clients/sign-in-by-script.ts'
import { BrowserScript } from '../../clients/browser-script.ts'

const fixture = withPracticeCloud()
const endpoints = () => fixture.cloud.ready.endpoints
const GEOCODE = '/geocode?api-version=2026-01-01&query=Seattle'
const geocode = (): Promise<Response> =>
  fixture.fetch(`${endpoints().maps}${GEOCODE}`, {
    headers: { 'subscription-key': at(fixture.cloud.ready.maps, 0).primaryKey }
  })

describe('weather', () => {
  it('a status with headers and body, so many times', async () => {
    await fixture.weather([
      {
        match: { service: 'maps', pathIncludes: '/geocode', method: 'get' },
        times: 2,
        do: {
          kind: 'status',
          status: 429,
          headers: { 'Retry-After': '7' },
          body: { error: { code: 'TooManyRequests' } }
        }
      }
    ])
    for (let time = 0; time < 2; time += 1) {
      const response = await geocode()
      expect([response.status, response.headers.get('retry-after')]).toEqual([429, '7'])
      expect(await response.json()).toEqual({ error: { code: 'TooManyRequests' } })
    }
    expect((await geocode()).status).toBe(200)
    expect((await fixture.requests()).slice(-3).map((one) => [one.status, one.injected])).toEqual([
      [429, ['status 429']],
      [429, ['status 429']],
      [200, []]
    ])
  })

  it('a page where JSON is due, a delay before it, and none of it for other services', async () => {
    await fixture.weather([
      { match: { service: 'maps' }, do: { kind: 'latency', ms: 60 } },
      { match: { service: 'maps' }, do: { kind: 'html' } }
    ])
    const before = performance.now()
    const response = await geocode()
    expect(performance.now() - before).toBeGreaterThanOrEqual(55)
    expect(response.headers.get('content-type')).toContain('text/html')
    expect((await fixture.fetch(`${endpoints().login}/contoso.com/v2.0/.well-known/openid-configuration`)).status).toBe(
      200
    )
  })

  it('a cut connection, and one that says nothing', async () => {
    await fixture.weather([{ match: { service: 'maps' }, do: { kind: 'cut' } }])
    await expect(geocode()).rejects.toThrow(/socket hang up|ECONNRESET/)
    await fixture.weather([{ match: { service: 'arm' }, do: { kind: 'hang' } }])
    const patience = new AbortController()
    const hanging = expect(fixture.fetch(`${endpoints().arm}/tenants`, { signal: patience.signal })).rejects.toThrow(
      /aborted/i
    )
    await expect.poll(async () => (await fixture.requests()).at(-1)?.injected).toEqual(['hang'])
    patience.abort()
    await hanging
    expect((await fixture.requests()).slice(-2).map((one) => [one.status, one.injected])).toEqual([
      [0, ['cut']],
      [0, ['hang']]
    ])
  })

  it('any AADSTS code, as JSON and on the page', async () => {
    await fixture.weather([{ match: { service: 'login' }, do: { kind: 'aadsts', code: 53003 } }])
    const { status, body } = await fixture.token('contoso.com', {})
    expect([status, body.error, body.error_codes]).toEqual([400, 'interaction_required', [53003]])
    const page = await new BrowserScript().open(authorizeUrl(fixture, 'contoso.com', {}))
    expect(page.html).toContain('AADSTS53003')
  })

  it('a clock that is off by a day: in the Date header, in new tokens, and for old ones', async () => {
    await fixture.weather([])
    const refreshToken = await refreshTokenOf(fixture, person(fixture, 0), 'contoso.com')
    const { body } = await fixture.token('contoso.com', {
      grant_type: 'refresh_token',
      client_id: CLI,
      refresh_token: refreshToken,
      scope: ARM_SCOPE
    })
    const day = 86_400
    await fixture.weather([{ match: { service: 'arm' }, do: { kind: 'clock', offsetSeconds: day } }])
    const response = await fixture.fetch(`${endpoints().arm}/tenants?api-version=2022-12-01`, {
      headers: { authorization: `Bearer ${String(body.access_token)}` }
    })
    expect(response.status).toBe(401)
    expect(await response.json()).toMatchObject({ error: { code: 'ExpiredAuthenticationToken' } })
    expect(Date.parse(response.headers.get('date') ?? '') - Date.now()).toBeGreaterThan((day - 60) * 1000)
    await fixture.weather([{ match: { service: 'login' }, do: { kind: 'clock', offsetSeconds: -day } }])
    expect(decodeJwt(await fixture.appToken(1, ARM_SCOPE)).exp).toBeLessThan(Date.now() / 1000 - day + 3700)
  })

  it('is refused without the token, and when a rule is wrong; then the old rules stay', async () => {
    const { admin } = fixture.cloud.ready
    expect((await fetch(`${admin.url}/requests`)).status).toBe(401)
    await fixture.weather([{ match: { service: 'maps' }, do: { kind: 'status', status: 503 } }])
    const wrong = await fixture.weather([{ match: { service: 'maps' }, do: { kind: 'status', status: 9000 } }])
    expect(wrong.status).toBe(400)
    expect(await wrong.json()).toMatchObject({ problems: [expect.stringContaining('0.do.status')] })
    expect((await geocode()).status).toBe(503)
    await fetch(`${admin.url}/faults`, { method: 'DELETE', headers: { authorization: `Bearer ${admin.token}` } })
    expect((await geocode()).status).toBe(200)
  })
})

describe('a rule that would break answers', () => {
  const answering = (headers: Record<string, string>) => ({ kind: 'status', status: 429, headers })
  it.each([
    ['a header name with a space', answering({ 'retry after': '1' }), 'do.headers'],
    ['a header of two lines', answering({ 'x-a': 'a\r\nb: c' }), 'do.headers'],
    ['a length of its own', answering({ 'Content-Length': '5' }), 'do.headers'],
    ['a clock beyond all dates', { kind: 'clock', offsetSeconds: -9e12 }, 'do.offsetSeconds']
  ])('is refused: %s', async (_what, action, field) => {
    const answer = await fixture.admin('POST', '/weather', { do: action })
    expect(answer.status).toBe(400)
    expect(await answer.json()).toMatchObject({ problems: [expect.stringContaining(field)] })
  })
})

describe('the request log', () => {
  it('holds no secret, whatever a client does with it', async () => {
    await fixture.weather([])
    const { apps, maps, users, admin, proxy, appService } = fixture.cloud.ready
    const changed = await fixture.admin('POST', `/users/${at(users, 2).userPrincipalName}/password`)
    const { password: newPassword } = (await changed.json()) as { password: string }
    const secrets = [at(apps, 0).secret, at(maps, 0).primaryKey, at(users, 0).password, newPassword]
    secrets.push(admin.token, proxy.password, appService.header, at(users, 0).mfaCode)
    const token = await fixture.appToken(1, MAPS_SCOPE)
    const refreshToken = await refreshTokenOf(fixture, person(fixture, 1), 'contoso.com')
    for (const secret of [...secrets, token, refreshToken]) {
      const text = encodeURIComponent(secret)
      await fixture.fetch(`${endpoints().maps}${GEOCODE}&subscription-key=${text}`)
      await fixture.fetch(`${endpoints().maps}/geocode?query=${text}&client_id=${text}&${text}=1`)
      await fixture.fetch(`${endpoints().login}/${encodeURIComponent(text)}/x?redirect_uri=${encodeURIComponent(text)}`)
      await fixture.fetch(`${endpoints().login}/common/oauth2/v2.0/authorize?practice_account=${text}&otc=${text}`)
      await fixture.fetch(`${endpoints().blob}/exports?sig=${text}&prefix=${text}`)
      await fixture.fetch(`${endpoints().login}/${text}/oauth2/v2.0/token?code=${text}&client_secret=${text}`, {
        method: 'POST',
        headers: { authorization: `Bearer ${secret}` }
      })
    }
    const log = JSON.stringify(await fixture.requests())
    expect(log).toContain('"path":"/geocode"')
    for (const secret of [...secrets, token, refreshToken]) {
      expect(log.includes(secret)).toBe(false)
      expect(log.includes(encodeURIComponent(secret))).toBe(false)
    }
  })
})
