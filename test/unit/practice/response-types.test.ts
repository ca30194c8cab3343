import { createRemoteJWKSet, customFetch, jwtVerify } from 'jose'
import { createHash } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { BrowserScript } from '../../clients/browser-script.ts'
import { portal } from '../../clients/portal.ts'
import { at, CLI, MAPS_SCOPE, withPracticeCloud } from '../../clients/practice-fixture.ts'
import { authorizeUrl, person } from '../../clients/sign-in-by-script.ts'
import { takenByMaps } from '../../clients/taken-by-maps.ts'

const fixture = withPracticeCloud()
const contoso = (): string => at(fixture.cloud.ready.tenants, 0).tenantId
const REDIRECT = 'http://localhost/signin-oidc'

const url = (parameters: Record<string, string>): string =>
  authorizeUrl(fixture, contoso(), {
    client_id: portal(fixture).clientId,
    redirect_uri: REDIRECT,
    scope: `openid profile ${MAPS_SCOPE}`,
    nonce: 'once',
    state: 'kept',
    ...parameters
  })

/** What comes back in the fragment after rhea has signed in. */
const inFragment = async (parameters: Record<string, string>): Promise<URLSearchParams> => {
  const browser = new BrowserScript()
  const end = await browser.signIn(await browser.open(url(parameters)), person(fixture, 1))
  const address = new URL(end.location ?? '')
  expect(address.search).toBe('')
  return new URLSearchParams(address.hash.slice(1))
}

/** The error that comes back at once, and whether it came in the query. */
const refused = async (parameters: Record<string, string>): Promise<[string | null, string | undefined, string]> => {
  const end = await new BrowserScript().open(url(parameters))
  const address = new URL(end.location ?? '')
  const fields = new URLSearchParams(address.search === '' ? address.hash.slice(1) : address.search)
  const code = /^AADSTS(\d+)/.exec(fields.get('error_description') ?? '')?.[1]
  return [fields.get('error'), code, address.search === '' ? 'fragment' : 'query']
}

const halfHash = (text: string | null): string =>
  createHash('sha256')
    .update(text ?? '')
    .digest()
    .subarray(0, 16)
    .toString('base64url')

const checked = async (idToken: string | null) => {
  const login = fixture.cloud.ready.endpoints.login
  const keys = createRemoteJWKSet(new URL(`${login}/common/discovery/v2.0/keys`), { [customFetch]: fixture.fetch })
  const issuer = `${login}/${contoso()}/v2.0`
  return (await jwtVerify(idToken ?? '', keys, { issuer, audience: portal(fixture).clientId })).payload
}

describe('response types', () => {
  it('id_token: in the fragment, with the nonce, and nothing else', async () => {
    const fields = await inFragment({ response_type: 'id_token' })
    expect([...fields.keys()].sort()).toEqual(['id_token', 'session_state', 'state'])
    const claims = await checked(fields.get('id_token'))
    expect(claims).toMatchObject({ nonce: 'once', preferred_username: 'rhea@contoso.com' })
    expect([claims.at_hash, claims.c_hash]).toEqual([undefined, undefined])
  })

  it('code id_token: the id token vouches for the code, and the code is good', async () => {
    const fields = await inFragment({ response_type: 'code id_token' })
    const code = fields.get('code')
    expect((await checked(fields.get('id_token'))).c_hash).toBe(halfHash(code))
    const { clientId, secret } = portal(fixture)
    const { status } = await fixture.token(contoso(), {
      grant_type: 'authorization_code',
      client_id: clientId,
      client_secret: secret,
      code: code ?? '',
      redirect_uri: REDIRECT
    })
    expect(status).toBe(200)
  })

  it('id_token token: the id token vouches for an access token that Azure Maps takes', async () => {
    const fields = await inFragment({ response_type: 'id_token token' })
    const token = fields.get('access_token')
    expect((await checked(fields.get('id_token'))).at_hash).toBe(halfHash(token))
    expect([fields.get('token_type'), Number(fields.get('expires_in')) >= 3599]).toEqual(['Bearer', true])
    expect(await takenByMaps(fixture, token ?? '')).toBe(200)
  })

  it('id_token by form_post', async () => {
    const browser = new BrowserScript()
    const page = await browser.open(url({ response_type: 'id_token', response_mode: 'form_post' }))
    const form = await browser.signIn(page, person(fixture, 1))
    expect(form.name).toBe('form-post')
    expect(new Map(browser.hidden(form)).get('state')).toBe('kept')
  })

  it.each([
    [
      'a query for a token',
      { response_type: 'id_token', response_mode: 'query' },
      ['invalid_request', '70007', 'fragment']
    ],
    ['an unknown mode', { response_mode: 'web_message' }, ['invalid_request', '70007', 'query']],
    ['an unknown type', { response_type: 'code magic' }, ['unsupported_response_type', '70005', 'query']],
    ['a type twice', { response_type: 'id_token id_token' }, ['none', undefined, '']],
    ['no nonce', { response_type: 'id_token', nonce: '' }, ['invalid_request', '900144', 'fragment']],
    ['no openid', { response_type: 'id_token', scope: MAPS_SCOPE }, ['unsupported_response_type', '70005', 'fragment']],
    [
      'an application that may not',
      { response_type: 'id_token', client_id: CLI, redirect_uri: 'http://localhost' },
      ['unsupported_response_type', '700054', 'fragment']
    ],
    [
      'an application that may not have tokens',
      { response_type: 'token', client_id: CLI, redirect_uri: 'http://localhost' },
      ['unsupported_response_type', '700051', 'fragment']
    ],
    [
      'a prompt that Entra ID does not have',
      { response_type: 'code', prompt: 'create' },
      ['invalid_request', '90023', 'query']
    ]
  ])('refuses %s', async (name, parameters, expected) => {
    // The same type twice is said once, which is no fault.
    if (name === 'a type twice') expect((await inFragment(parameters)).has('id_token')).toBe(true)
    else expect(await refused(parameters)).toEqual(expected)
  })
})
