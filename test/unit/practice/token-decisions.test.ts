import { decodeJwt } from 'jose'
import { describe, expect, it } from 'vitest'
import { at, CLI, MAPS_SCOPE, withPracticeCloud } from '../../clients/practice-fixture.ts'
import { person, refreshTokenOf } from '../../clients/sign-in-by-script.ts'

const fixture = withPracticeCloud()
const contoso = (): string => at(fixture.cloud.ready.tenants, 0).tenantId
const daemon = () => at(fixture.cloud.ready.apps, 1)
const good = (): Record<string, string> => ({
  grant_type: 'client_credentials',
  client_id: daemon().clientId,
  client_secret: daemon().secret,
  scope: MAPS_SCOPE
})

const without = (form: Record<string, string>, name: string): Record<string, string> =>
  Object.fromEntries(Object.entries(form).filter(([key]) => key !== name))

describe('the token endpoint refuses in the order in which Entra ID looks', () => {
  const refused = async (tenant: string, form: Record<string, string>): Promise<[unknown, unknown, number]> => {
    const { status, body } = await fixture.token(tenant, form)
    return [(body.error_codes as number[])[0], body.error, status]
  }

  it('a method that is not POST, before anything else', async () => {
    const response = await fixture.fetch(`${fixture.cloud.ready.endpoints.login}/no%20tenant/oauth2/v2.0/token`)
    expect(response.status).toBe(400)
    expect(await response.json()).toMatchObject({ error: 'invalid_request', error_codes: [900561] })
  })

  it.each([
    ['a tenant that is no name', '{tenant}', () => ({}), [900023, 'invalid_request', 400]],
    ['an unknown tenant', 'f0000000-0000-4000-8000-000000000000', () => ({}), [90002, 'invalid_request', 400]],
    ['no grant type', 'contoso.com', () => ({}), [900144, 'invalid_request', 400]],
    ['an unknown grant type', 'contoso.com', () => ({ grant_type: 'magic' }), [70003, 'unsupported_grant_type', 400]],
    [
      'a grant type named like a member of every object',
      'contoso.com',
      () => ({ grant_type: 'constructor' }),
      [70003, 'unsupported_grant_type', 400]
    ],
    ['no client id', 'contoso.com', () => without(good(), 'client_id'), [900144, 'invalid_request', 400]],
    [
      'an unknown client',
      'contoso.com',
      () => ({ ...good(), client_id: contoso() }),
      [700016, 'unauthorized_client', 400]
    ],
    ['a client of another tenant', 'fabrikam.com', good, [700016, 'unauthorized_client', 400]],
    ['no secret', 'contoso.com', () => without(good(), 'client_secret'), [7000218, 'invalid_client', 401]],
    [
      'a wrong secret',
      'contoso.com',
      () => ({ ...good(), client_secret: 'wrong', scope: 'nonsense' }),
      [7000215, 'invalid_client', 401]
    ],
    [
      "a secret's id",
      'contoso.com',
      () => ({ ...good(), client_secret: daemon().secretId }),
      [7000215, 'invalid_client', 401]
    ],
    [
      'a secret from a public client',
      'contoso.com',
      () => ({ ...good(), client_id: CLI }),
      [700025, 'invalid_client', 401]
    ],
    ['client credentials at /common', 'common', good, [9001023, 'invalid_request', 400]],
    ['client credentials at /organizations', 'organizations', good, [50059, 'invalid_request', 400]],
    ['no scope', 'contoso.com', () => without(good(), 'scope'), [900144, 'invalid_request', 400]],
    [
      'a scope without .default',
      'contoso.com',
      () => ({ ...good(), scope: 'https://atlas.microsoft.com/user_impersonation' }),
      [1002012, 'invalid_scope', 400]
    ],
    [
      'a bare resource',
      'contoso.com',
      () => ({ ...good(), scope: 'https://geocatalog.spatio.azure.com/' }),
      [1002012, 'invalid_scope', 400]
    ],
    [
      'two resources',
      'contoso.com',
      () => ({ ...good(), scope: `${MAPS_SCOPE} https://vault.azure.net/.default` }),
      [70011, 'invalid_scope', 400]
    ],
    [
      'an unknown resource',
      'contoso.com',
      () => ({ ...good(), scope: 'https://contoso-maps.example/.default' }),
      [500011, 'invalid_resource', 400]
    ],
    [
      'an unknown code',
      'contoso.com',
      () => ({ grant_type: 'authorization_code', client_id: CLI, code: 'x', redirect_uri: 'http://localhost' }),
      [70000, 'invalid_grant', 400]
    ],
    [
      'a garbled refresh token',
      'contoso.com',
      () => ({ grant_type: 'refresh_token', client_id: CLI, refresh_token: '%00' }),
      [9002313, 'invalid_request', 400]
    ],
    [
      'an unknown device code',
      'contoso.com',
      () => ({ grant_type: 'device_code', client_id: CLI, device_code: 'x' }),
      [70019, 'bad_verification_code', 400]
    ]
  ] as const)('%s', async (_name, tenant, form, expected) => {
    expect(await refused(encodeURIComponent(tenant), form())).toEqual(expected)
  })

  it('a disabled application and an expired secret', async () => {
    const application = fixture.cloud.world.applications.find((one) => one.appId === daemon().clientId)
    const principal = at(application?.servicePrincipals ?? [], 0)
    const secret = at(application?.secrets ?? [], 0)
    principal.enabled = false
    expect(await refused('contoso.com', good())).toEqual([7000112, 'unauthorized_client', 400])
    principal.enabled = true
    secret.expiresAt = 1
    expect(await refused('contoso.com', good())).toEqual([7000222, 'invalid_client', 401])
    secret.expiresAt = Date.now() + 60_000
    expect((await fixture.token('contoso.com', good())).status).toBe(200)
  })

  it('tells each error with its trailer, and echoes the request id of the client', async () => {
    const id = '5b265564-6291-411b-8a78-611893781c00'
    const { headers, body } = await fixture.token(
      'contoso.com',
      { ...good(), client_secret: 'wrong' },
      { 'client-request-id': id }
    )
    expect(body.correlation_id).toBe(id)
    expect(body.error_description).toMatch(
      /^AADSTS7000215: .+ Trace ID: [\da-f-]{36} Correlation ID: [\da-f-]{36} Timestamp: \d{4}-\d\d-\d\d \d\d:\d\d:\d\dZ$/
    )
    expect(body.trace_id).toBe(headers.get('x-ms-request-id'))
    expect(headers.get('x-ms-clitelem')).toBe('1,7000215,0,,')
  })
})

describe('client credentials', () => {
  it('takes the secret from a Basic header too', async () => {
    const basic = Buffer.from(`${daemon().clientId}:${encodeURIComponent(daemon().secret)}`).toString('base64')
    const { status } = await fixture.token(
      'contoso.com',
      { grant_type: 'client_credentials', scope: MAPS_SCOPE },
      { authorization: `Basic ${basic}` }
    )
    expect(status).toBe(200)
  })

  it.each([
    ['https://atlas.microsoft.com/.default', 'https://atlas.microsoft.com'],
    ['https://atlas.microsoft.com//.default', 'https://atlas.microsoft.com/'],
    ['ba1ea022-5807-41d5-bbeb-292c7e1cf5f6/.default', 'ba1ea022-5807-41d5-bbeb-292c7e1cf5f6']
  ])('%s gives a version 1 token for %s', async (scope, audience) => {
    const claims = decodeJwt(await fixture.appToken(1, scope))
    expect(claims).toMatchObject({
      aud: audience,
      iss: `https://sts.windows.net/${contoso()}/`,
      appid: daemon().clientId,
      appidacr: '1',
      ver: '1.0',
      xms_practice: 'true'
    })
    expect(claims.sub).toBe(claims.oid)
    expect(claims.scp).toBeUndefined()
  })

  it('answers a client that knows CAE with a long life', async () => {
    const { body } = await fixture.token('contoso.com', {
      ...good(),
      claims: '{"access_token":{"xms_cc":{"values":["cp1"]}}}'
    })
    expect(body).toMatchObject({ expires_in: 86399, refresh_in: 43199 })
  })
})

describe('a refresh token', () => {
  it('is good at every tenant of the person and for every resource, and brings a new one', async () => {
    const refreshToken = await refreshTokenOf(fixture, person(fixture, 0), 'organizations')
    for (const tenant of fixture.cloud.ready.tenants) {
      const { status, body } = await fixture.token(tenant.tenantId, {
        grant_type: 'refresh_token',
        client_id: CLI,
        refresh_token: refreshToken,
        scope: `${MAPS_SCOPE} openid offline_access`
      })
      expect(status).toBe(200)
      expect(body.refresh_token).not.toBe(refreshToken)
      expect(decodeJwt(String(body.access_token))).toMatchObject({
        tid: tenant.tenantId,
        aud: 'https://atlas.microsoft.com',
        scp: 'user_impersonation',
        unique_name: 'ann@contoso.com'
      })
      expect(body.expires_in).toBeGreaterThanOrEqual(3599)
      expect(body.expires_in).toBeLessThanOrEqual(5399)
    }
  })

  it('is refused where the person is unknown, disabled, or not agreed, and to another client', async () => {
    const refreshToken = await refreshTokenOf(fixture, person(fixture, 1), 'contoso.com')
    const refresh = async (tenant: string, more: Record<string, string> = {}): Promise<unknown> => {
      const { body } = await fixture.token(tenant, {
        grant_type: 'refresh_token',
        client_id: CLI,
        refresh_token: refreshToken,
        scope: MAPS_SCOPE,
        ...more
      })
      return (body.error_codes as number[] | undefined)?.[0]
    }
    expect(await refresh('fabrikam.com')).toBe(50020)
    const desktop = at(fixture.cloud.ready.publicClients, 0).clientId
    expect(await refresh('contoso.com', { client_id: desktop })).toBe(70000)
    const user = at(fixture.cloud.world.users, 1)
    user.enabled = false
    expect(await refresh('contoso.com')).toBe(50057)
    user.enabled = true
    expect(await refresh('contoso.com')).toBeUndefined()
    const ofDesktop = await refreshTokenOf(fixture, person(fixture, 1), 'contoso.com', desktop)
    expect(await refresh('contoso.com', { client_id: desktop, refresh_token: ofDesktop })).toBe(65001)
  })
})
