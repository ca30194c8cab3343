import { describe, expect, it } from 'vitest'
import { at, withPracticeCloud } from '../../clients/practice-fixture.ts'

const fixture = withPracticeCloud()
const app = (index: number) => at(fixture.cloud.ready.apps, index)
const login = (): string => fixture.cloud.ready.endpoints.login
const part = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url')
const jwt = (header: unknown, claims: unknown): string => `${part(header)}.${part(claims)}.AAAA`
const own = (more: object) => ({ iss: app(1).clientId, sub: app(1).clientId, exp: 9e9, ...more })

const JWTS: readonly (readonly [string, () => string])[] = [
  ['nothing', () => ''],
  ['dots', () => '..'],
  ['a NUL', () => '\u0000'],
  ['something long', () => 'x'.repeat(100_000)],
  ['claims that are null', () => jwt({ alg: 'RS256' }, null)],
  ['claims that are a list', () => jwt({ alg: 'RS256' }, [])],
  ['a header that is null', () => jwt(null, {})],
  ['no signature wanted', () => jwt({ alg: 'none' }, own({}))],
  ['a certificate that is a number', () => jwt({ alg: 'RS256', x5c: [1] }, own({}))],
  ['a certificate that is an object', () => jwt({ alg: 'RS256', x5c: {} }, own({}))],
  ['times that are none', () => jwt({ alg: 'PS256', 'x5t#S256': '' }, own({ nbf: 'x', iat: {} }))],
  ['an extension that is critical', () => jwt({ alg: 'RS256', crit: ['b64'], b64: false, x5t: 'a' }, own({}))],
  ['members of other types', () => jwt({ alg: 'RS256', kid: {} }, { iss: 'https://x', sub: 1, aud: { a: 1 } })],
  ['issuers in a list', () => jwt({ alg: 'RS256' }, { iss: ['https://x'], exp: -1 })],
  ['a path in its tenant', () => jwt({ alg: 'RS256', kid: '__proto__' }, { tid: '../..', azp: 1, scp: {}, exp: 9e9 })],
  [
    'the workload issuer without a key',
    () => {
      const subject = 'system:serviceaccount:survey:survey-daemon'
      const claims = { iss: `${login()}/practice-workload`, sub: subject, aud: 'api://AzureADTokenExchange', exp: 9e9 }
      return jwt({ alg: 'RS256' }, claims)
    }
  ]
]

describe.each(['oauth2/v2.0/token', 'oauth2/token'])('%s refuses a JWT with', (endpoint) => {
  const refused = async (form: Record<string, string>): Promise<unknown> => {
    const response = await fixture.fetch(`${login()}/${app(1).tenantId}/${endpoint}`, {
      method: 'POST',
      body: new URLSearchParams({
        ...form,
        ...(endpoint.includes('v2.0')
          ? { scope: 'https://atlas.microsoft.com/.default' }
          : { resource: 'https://atlas.microsoft.com' })
      })
    })
    return [response.status < 500, ((await response.json()) as { error?: string }).error]
  }
  const NAMED = expect.stringMatching(/^invalid_(client|grant|request)$|^unauthorized_client$/)

  it.each(JWTS)('%s', async (_name, make) => {
    const type = { client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer' }
    const client = { grant_type: 'client_credentials', client_assertion: make(), ...type }
    expect(await refused({ ...client, client_id: app(1).clientId })).toEqual([true, NAMED])
    expect(await refused(client)).toEqual([true, NAMED])
    const onBehalfOf = {
      grant_type: 'urn:ietf:params:oauth:grant-type:jwt-bearer',
      client_id: app(3).clientId,
      client_secret: app(3).secret,
      requested_token_use: 'on_behalf_of',
      assertion: make()
    }
    expect(await refused(onBehalfOf)).toEqual([true, NAMED])
  })
})

it.each([
  'common/userrealm/%ff%fe',
  'common/userrealm/%00',
  'common/userrealm/?user=%ff',
  '__proto__/.well-known/openid-configuration',
  'TENANT/adminconsent?client_id=%ff',
  'TENANT/v2.0/adminconsent?client_id=PORTAL&scope=/.default',
  'common/adminconsent?client_id=PORTAL',
  'TENANT/oauth2/devicecode?resource=/&client_id=PORTAL',
  'TENANT/oauth2/authorize?resource=//&response_type=code&client_id=PORTAL&redirect_uri=http://localhost',
  'TENANT/oauth2/v2.0/authorize?response_type=%20&client_id=PORTAL&redirect_uri=http://localhost&scope=openid',
  'TENANT/oauth2/v2.0/logout?post_logout_redirect_uri=%ff'
])('%s is answered without a fault of the server', async (path) => {
  const address = path.replace('TENANT', app(3).tenantId).replace('PORTAL', app(3).clientId)
  const response = await fixture.fetch(`${login()}/${address}`, { redirect: 'manual' })
  expect([response.status < 500, (await response.text()).includes('AADSTS90013')]).toEqual([true, false])
})
