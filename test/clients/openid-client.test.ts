import * as client from 'openid-client'
import { describe, expect, it } from 'vitest'
import { BrowserScript } from './browser-script.ts'
import { ARM_SCOPE, at, CLI, MAPS_SCOPE, withPracticeCloud } from './practice-fixture.ts'
import { person } from './sign-in-by-script.ts'
import { trustProcessWide } from './trust-process-wide.ts'

const fixture = withPracticeCloud({ deviceCodeIntervalSeconds: 1 })
trustProcessWide(fixture)
const issuer = (): URL =>
  new URL(`${fixture.cloud.ready.endpoints.login}/${at(fixture.cloud.ready.tenants, 0).tenantId}/v2.0`)
const REDIRECT = 'http://localhost:7777/'

describe('openid-client', () => {
  it('discovery, PKCE, a checked id token, refresh', async () => {
    const config = await client.discovery(issuer(), CLI, undefined, client.None())
    client.enableNonRepudiationChecks(config)
    // The pages are on plain http (decision 0003); this client lets that pass only when told.
    // eslint-disable-next-line @typescript-eslint/no-deprecated -- marked so to be noticed; local use is what it is for
    client.allowInsecureRequests(config)
    const verifier = client.randomPKCECodeVerifier()
    const state = client.randomState()
    const nonce = client.randomNonce()
    const url = client.buildAuthorizationUrl(config, {
      redirect_uri: REDIRECT,
      scope: `openid profile offline_access ${ARM_SCOPE}`,
      code_challenge: await client.calculatePKCECodeChallenge(verifier),
      code_challenge_method: 'S256',
      state,
      nonce
    })
    const browser = new BrowserScript()
    const end = await browser.signIn(await browser.open(url.toString()), person(fixture, 0))
    const tokens = await client.authorizationCodeGrant(config, new URL(end.location ?? ''), {
      pkceCodeVerifier: verifier,
      expectedState: state,
      expectedNonce: nonce
    })
    expect(tokens.claims()).toMatchObject({ aud: CLI, iss: issuer().toString(), preferred_username: 'ann@contoso.com' })
    const refreshed = await client.refreshTokenGrant(config, tokens.refresh_token ?? '', { scope: MAPS_SCOPE })
    expect(refreshed.scope).toContain('https://atlas.microsoft.com/user_impersonation')
  })

  it('the device flow', async () => {
    const config = await client.discovery(issuer(), CLI, undefined, client.None())
    const started = await client.initiateDeviceAuthorization(config, { scope: `openid offline_access ${ARM_SCOPE}` })
    const browser = new BrowserScript()
    const polled = client.pollDeviceAuthorizationGrant(config, started)
    const account = await browser.press(await browser.open(started.verification_uri), 'next', {
      otc: started.user_code
    })
    await browser.press(await browser.signIn(account, person(fixture, 0)), 'continue')
    expect((await polled).token_type).toBe('bearer')
  })

  it.each([
    ['in the body', client.ClientSecretPost],
    ['in a Basic header', client.ClientSecretBasic]
  ])('client credentials with the secret %s', async (_name, authentication) => {
    const app = at(fixture.cloud.ready.apps, 1)
    const config = await client.discovery(issuer(), app.clientId, undefined, authentication(app.secret))
    expect(await client.clientCredentialsGrant(config, { scope: MAPS_SCOPE })).toMatchObject({ expires_in: 3599 })
    const wrong = await client.discovery(issuer(), app.clientId, undefined, authentication('wrong'))
    await expect(client.clientCredentialsGrant(wrong, { scope: MAPS_SCOPE })).rejects.toMatchObject({
      error: 'invalid_client',
      status: 401
    })
  })
})
