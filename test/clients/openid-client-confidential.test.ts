import { importPKCS8 } from 'jose'
import * as client from 'openid-client'
import { describe, expect, it } from 'vitest'
import { readCertificateFile } from '../support/client-assertion.ts'
import { BrowserScript } from './browser-script.ts'
import { portal } from './portal.ts'
import { at, CLI, MAPS_SCOPE, withPracticeCloud } from './practice-fixture.ts'
import { person } from './sign-in-by-script.ts'
import { takenByMaps } from './taken-by-maps.ts'
import { trustProcessWide } from './trust-process-wide.ts'

const fixture = withPracticeCloud()
trustProcessWide(fixture)
const issuer = (): URL =>
  new URL(`${fixture.cloud.ready.endpoints.login}/${at(fixture.cloud.ready.tenants, 0).tenantId}/v2.0`)
const REDIRECT = 'http://localhost/signin-oidc'

const discover = async (clientId: string, authentication: client.ClientAuth): Promise<client.Configuration> => {
  const config = await client.discovery(issuer(), clientId, undefined, authentication)
  // The pages are on plain http (decision 0003); this client lets that pass only when told.
  // eslint-disable-next-line @typescript-eslint/no-deprecated -- marked so to be noticed; local use is what it is for
  client.allowInsecureRequests(config)
  return config
}

describe('openid-client', () => {
  it.each([
    ['PS256 and x5t#S256', 'PS256'],
    ['RS256 and x5t', 'RS256']
  ])('private_key_jwt: %s', async (_name, alg) => {
    const { clientId, certificateFile } = at(fixture.cloud.ready.apps, 1)
    const { keyPem, x5t, x5tS256 } = readCertificateFile(certificateFile)
    const authentication = client.PrivateKeyJwt(await importPKCS8(keyPem, alg), {
      [client.modifyAssertion]: (header) => {
        if (alg === 'PS256') header['x5t#S256'] = x5tS256
        else header.x5t = x5t
      }
    })
    const tokens = await client.clientCredentialsGrant(await discover(clientId, authentication), { scope: MAPS_SCOPE })
    expect(await takenByMaps(fixture, tokens.access_token)).toBe(200)
  })

  it('hybrid flow: code and a checked id token in the fragment, userinfo, then sign-out', async () => {
    const { clientId, secret } = portal(fixture)
    const config = await discover(clientId, client.ClientSecretPost(secret))
    client.useCodeIdTokenResponseType(config)
    const nonce = client.randomNonce()
    const state = client.randomState()
    const url = client.buildAuthorizationUrl(config, {
      redirect_uri: REDIRECT,
      scope: 'openid profile offline_access User.Read',
      nonce,
      state
    })
    const browser = new BrowserScript()
    let end = await browser.signIn(await browser.open(url.toString()), person(fixture, 1))
    if (end.name === 'consent') end = await browser.press(end, 'accept')
    const tokens = await client.authorizationCodeGrant(config, new URL(end.location ?? ''), {
      expectedNonce: nonce,
      expectedState: state
    })
    const claims = tokens.claims()
    expect(claims?.preferred_username).toBe('rhea@contoso.com')
    const info = await client.fetchUserInfo(config, tokens.access_token, claims?.sub ?? '')
    expect(info).toMatchObject({ name: 'Rhea Lindqvist', email: 'rhea@contoso.com' })
    const out = client.buildEndSessionUrl(config, {
      post_logout_redirect_uri: REDIRECT,
      id_token_hint: tokens.id_token ?? '',
      state: 'out'
    })
    expect((await browser.open(out.toString())).location).toBe(`${REDIRECT}?state=out`)
  })

  it('implicit flow: an id token alone', async () => {
    const { clientId, secret } = portal(fixture)
    const config = await discover(clientId, client.ClientSecretPost(secret))
    client.useIdTokenResponseType(config)
    const nonce = client.randomNonce()
    const url = client.buildAuthorizationUrl(config, { redirect_uri: REDIRECT, scope: 'openid', nonce })
    const browser = new BrowserScript()
    let end = await browser.signIn(await browser.open(url.toString()), person(fixture, 0))
    if (end.name === 'consent') end = await browser.press(end, 'accept')
    const claims = await client.implicitAuthentication(config, new URL(end.location ?? ''), nonce)
    expect(claims.preferred_username).toBe('ann@contoso.com')
  })

  it('a request that Entra ID refuses: it hears why', async () => {
    const config = await discover(CLI, client.None())
    client.useIdTokenResponseType(config)
    const nonce = client.randomNonce()
    const url = client.buildAuthorizationUrl(config, { redirect_uri: 'http://localhost:7777/', scope: 'openid', nonce })
    const end = await new BrowserScript().open(url.toString())
    await expect(client.implicitAuthentication(config, new URL(end.location ?? ''), nonce)).rejects.toMatchObject({
      error: 'unsupported_response_type'
    })
  })
})
