import { createRemoteJWKSet, customFetch, decodeJwt, jwtVerify } from 'jose'
import { describe, expect, it } from 'vitest'
import { BrowserScript } from '../../clients/browser-script.ts'
import { at, CLI, MAPS_SCOPE, withPracticeCloud } from '../../clients/practice-fixture.ts'
import { newVerifier, person } from '../../clients/sign-in-by-script.ts'
import { takenByMaps } from '../../clients/taken-by-maps.ts'

const fixture = withPracticeCloud()
const login = (): string => fixture.cloud.ready.endpoints.login
const contoso = (): string => at(fixture.cloud.ready.tenants, 0).tenantId
const daemon = () => at(fixture.cloud.ready.apps, 1)
const MAPS = 'https://atlas.microsoft.com'

const post = async (
  path: string,
  form: Record<string, string>
): Promise<{ status: number; body: Record<string, unknown> }> => {
  const response = await fixture.fetch(`${login()}/${path}`, { method: 'POST', body: new URLSearchParams(form) })
  return { status: response.status, body: (await response.json()) as Record<string, unknown> }
}
const get = async (path: string): Promise<Record<string, unknown>> =>
  (await (await fixture.fetch(`${login()}/${path}`)).json()) as Record<string, unknown>

const credentials = () => ({
  grant_type: 'client_credentials',
  client_id: daemon().clientId,
  client_secret: daemon().secret
})

describe('the version 1 endpoints', () => {
  it('give an application a token for a resource, numbers as text', async () => {
    const { status, body } = await post('contoso.com/oauth2/token', { ...credentials(), resource: `${MAPS}/` })
    expect(status).toBe(200)
    expect(Object.keys(body)).toEqual([
      'token_type',
      'expires_in',
      'ext_expires_in',
      'expires_on',
      'not_before',
      'resource',
      'access_token'
    ])
    const claims = decodeJwt(String(body.access_token))
    expect(body).toMatchObject({
      expires_in: '3599',
      expires_on: String(claims.exp),
      not_before: String(claims.nbf),
      resource: `${MAPS}/`
    })
    expect(claims.aud).toBe(`${MAPS}/`)
    expect(await takenByMaps(fixture, String(body.access_token))).toBe(200)
  })

  it('want a resource, know its spelling, and refuse a wrong secret as version 2 does', async () => {
    const code = async (more: Record<string, string>): Promise<unknown> =>
      (await post('contoso.com/oauth2/token', { ...credentials(), ...more })).body.error_codes
    expect(await code({})).toEqual([900144])
    expect(await code({ resource: 'https://example.com' })).toEqual([500011])
    expect(await code({ resource: MAPS, client_secret: 'wrong' })).toEqual([7000215])
  })

  it('lead through the pages to a code, an id token of version 1 and a refresh token for other resources', async () => {
    const { verifier, challenge } = newVerifier()
    const configuration = await get(`${contoso()}/.well-known/openid-configuration`)
    const parameters = new URLSearchParams({
      client_id: CLI,
      response_type: 'code',
      redirect_uri: 'http://localhost:7777',
      resource: MAPS,
      state: 's',
      code_challenge: challenge,
      code_challenge_method: 'S256'
    })
    const browser = new BrowserScript()
    const page = await browser.open(`${String(configuration.authorization_endpoint)}?${parameters.toString()}`)
    const end = new URL((await browser.signIn(page, person(fixture, 1))).location ?? '')
    const { body } = await post(`${contoso()}/oauth2/token`, {
      grant_type: 'authorization_code',
      client_id: CLI,
      code: end.searchParams.get('code') ?? '',
      redirect_uri: 'http://localhost:7777',
      code_verifier: verifier,
      resource: MAPS
    })
    expect(body).toMatchObject({ scope: 'user_impersonation', resource: MAPS })
    const keys = createRemoteJWKSet(new URL(String(configuration.jwks_uri)), { [customFetch]: fixture.fetch })
    const { payload } = await jwtVerify(String(body.id_token), keys, {
      issuer: String(configuration.issuer),
      audience: CLI
    })
    expect(payload).toMatchObject({ ver: '1.0', upn: 'rhea@contoso.com', unique_name: 'rhea@contoso.com' })
    const refreshed = await post(`${contoso()}/oauth2/token`, {
      grant_type: 'refresh_token',
      client_id: CLI,
      refresh_token: String(body.refresh_token),
      resource: 'https://management.azure.com/'
    })
    expect(decodeJwt(String(refreshed.body.access_token)).aud).toBe('https://management.azure.com/')
  })

  it('know the device flow by its older names', async () => {
    const started = await get(`common/oauth2/devicecode?client_id=${CLI}&resource=${encodeURIComponent(MAPS)}`)
    expect([typeof started.verification_url, started.expires_in, started.interval]).toEqual(['string', '900', '5'])
    const poll = () =>
      post('common/oauth2/token', {
        grant_type: 'device_code',
        client_id: CLI,
        code: String(started.device_code),
        resource: MAPS
      })
    expect((await poll()).body.error).toBe('authorization_pending')
    const browser = new BrowserScript()
    const account = await browser.press(await browser.open(String(started.verification_url)), 'next', {
      otc: String(started.user_code)
    })
    await browser.press(await browser.signIn(account, person(fixture, 1)), 'continue')
    expect(decodeJwt(String((await poll()).body.access_token)).upn).toBe('rhea@contoso.com')
  })

  it('take name and password', async () => {
    const { userPrincipalName: username, password } = person(fixture, 1)
    const { body } = await post('contoso.com/oauth2/token', {
      grant_type: 'password',
      client_id: CLI,
      username,
      password,
      resource: MAPS
    })
    expect(await takenByMaps(fixture, String(body.access_token))).toBe(200)
  })

  it('have metadata of their own, also for no tenant and for an unknown one', async () => {
    expect(await get(`${contoso()}/.well-known/openid-configuration`)).toMatchObject({
      issuer: `https://sts.windows.net/${contoso()}/`,
      token_endpoint: `${login()}/${contoso()}/oauth2/token`,
      jwks_uri: `${login()}/common/discovery/keys`
    })
    expect((await get('common/.well-known/openid-configuration')).issuer).toBe('https://sts.windows.net/{tenantid}/')
    expect((await get('nobody.example/.well-known/openid-configuration')).error_codes).toEqual([90002])
  })
})

it('version 2 has no resource parameter', async () => {
  const { body } = await post('contoso.com/oauth2/v2.0/token', { ...credentials(), scope: MAPS_SCOPE, resource: MAPS })
  expect(body.error_codes).toEqual([901002])
})

describe('the realm of a name', () => {
  it('is managed for a domain of the world, and unknown for another', async () => {
    expect(await get('common/userrealm/ann@contoso.com?api-version=1.0')).toMatchObject({
      ver: '1.0',
      account_type: 'Managed',
      domain_name: 'contoso.com'
    })
    expect(await get('common/UserRealm/?user=ann%40contoso.com&api-version=2.1')).toMatchObject({
      NameSpaceType: 'Managed',
      FederationBrandName: 'Contoso GIS'
    })
    expect(await get('common/userrealm/x@example.com?api-version=1.0')).toMatchObject({ account_type: 'Unknown' })
    expect((await get('common/userrealm?api-version=1.0')).error_codes).toEqual([90014])
  })
})

describe('userinfo', () => {
  const ask = async (token?: string): Promise<[number, Record<string, unknown>]> => {
    const { userinfo_endpoint: endpoint } = await get(`${contoso()}/v2.0/.well-known/openid-configuration`)
    const response = await fixture.fetch(
      String(endpoint),
      token === undefined ? {} : { headers: { authorization: `Bearer ${token}` } }
    )
    return [response.status, (await response.json()) as Record<string, unknown>]
  }

  it('says who the person of a Graph token is', async () => {
    const { userPrincipalName: username, password } = person(fixture, 1)
    const { body } = await fixture.token('contoso.com', {
      grant_type: 'password',
      client_id: CLI,
      username,
      password,
      scope: 'openid profile'
    })
    const [status, said] = await ask(String(body.access_token))
    expect([status, said.name, said.email]).toEqual([200, 'Rhea Lindqvist', 'rhea@contoso.com'])
  })

  it('refuses nobody, an application, and a token for another API', async () => {
    expect((await ask())[0]).toBe(401)
    expect((await ask(await fixture.appToken(1, 'https://graph.microsoft.com/.default')))[0]).toBe(401)
    expect((await ask(await fixture.appToken(1, MAPS_SCOPE)))[0]).toBe(401)
  })
})
