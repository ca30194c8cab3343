import {
  AuthorizationCodeCredential,
  ClientAssertionCredential,
  ClientCertificateCredential,
  OnBehalfOfCredential,
  type TokenCredential,
  UsernamePasswordCredential
} from '@azure/identity'
import { decodeJwt } from 'jose'
import { readFile } from 'node:fs/promises'
import { describe, expect, it } from 'vitest'
import { clientAssertion, readCertificateFile } from '../support/client-assertion.ts'
import { BrowserScript } from './browser-script.ts'
import { portal, portalToken } from './portal.ts'
import { ARM_SCOPE, at, CLI, GEO_SCOPE, MAPS_SCOPE, withPracticeCloud } from './practice-fixture.ts'
import { authorizeUrl, person } from './sign-in-by-script.ts'
import { takenByMaps } from './taken-by-maps.ts'
import { trustProcessWide } from './trust-process-wide.ts'

const fixture = withPracticeCloud()
trustProcessWide(fixture)
const options = () => ({
  authorityHost: fixture.cloud.ready.endpoints.login,
  disableInstanceDiscovery: true,
  retryOptions: { maxRetries: 0 }
})
const app = (index: number) => at(fixture.cloud.ready.apps, index)
const mapsAnswers = async (credential: TokenCredential): Promise<number> =>
  takenByMaps(fixture, (await credential.getToken(MAPS_SCOPE))?.token)

describe('@azure/identity', () => {
  it('ClientCertificateCredential: by path, by text, and with its chain', async () => {
    const { tenantId, clientId, certificateFile = '' } = app(1)
    const text = await readFile(certificateFile, 'utf8')
    for (const credential of [
      new ClientCertificateCredential(tenantId, clientId, certificateFile, options()),
      new ClientCertificateCredential(tenantId, clientId, { certificate: text }, options()),
      new ClientCertificateCredential(tenantId, clientId, certificateFile, { ...options(), sendCertificateChain: true })
    ])
      expect(await mapsAnswers(credential)).toBe(200)
  })

  it('ClientCertificateCredential: expired', async () => {
    const { tenantId, clientId, certificateFile = '' } = app(0)
    const credential = new ClientCertificateCredential(tenantId, clientId, certificateFile, options())
    await expect(credential.getToken(MAPS_SCOPE)).rejects.toThrow(/700027/)
  })

  it('ClientAssertionCredential: signed by itself', async () => {
    const { tenantId, clientId, certificateFile } = app(1)
    const audience = `${fixture.cloud.ready.endpoints.login}/${tenantId}/v2.0`
    const credential = new ClientAssertionCredential(
      tenantId,
      clientId,
      () => clientAssertion(readCertificateFile(certificateFile), clientId, audience),
      options()
    )
    expect(await mapsAnswers(credential)).toBe(200)
  })

  it('OnBehalfOfCredential: with a secret', async () => {
    const { tenantId, clientId, secret: clientSecret } = portal(fixture)
    const userAssertionToken = await portalToken(fixture, 1)
    const credential = new OnBehalfOfCredential({ ...options(), tenantId, clientId, clientSecret, userAssertionToken })
    expect(await mapsAnswers(credential)).toBe(200)
    await expect(credential.getToken(GEO_SCOPE)).rejects.toThrow(/65001/)
  })

  it('OnBehalfOfCredential: with an assertion', async () => {
    const { tenantId, clientId, certificateFile } = app(1)
    const daemon = at(fixture.cloud.world.applications, 1)
    // For this test the daemon is an API too: its certificate then signs for the middle tier.
    daemon.api = {
      identifierUris: [`api://${clientId}`],
      scopes: { run: 'Run' },
      appRoles: [],
      adminScopes: [],
      tokenVersion: 2
    }
    fixture.cloud.world.consents.push({
      appId: clientId,
      tenantId,
      userObjectId: null,
      resourceAppId: 'ba1ea022-5807-41d5-bbeb-292c7e1cf5f6'
    })
    const { userPrincipalName: username, password } = person(fixture, 1)
    const { body } = await fixture.token(tenantId, {
      grant_type: 'password',
      client_id: CLI,
      username,
      password,
      scope: `api://${clientId}/run`
    })
    const audience = `${options().authorityHost}/${tenantId}/oauth2/v2.0/token`
    const credential = new OnBehalfOfCredential({
      ...options(),
      tenantId,
      clientId,
      getAssertion: () => clientAssertion(readCertificateFile(certificateFile), clientId, audience),
      userAssertionToken: String(body.access_token)
    })
    expect(await mapsAnswers(credential)).toBe(200)
  })

  it('AuthorizationCodeCredential: a code of a web application', async () => {
    const { tenantId, clientId, secret } = portal(fixture)
    const redirectUri = 'http://localhost/signin-oidc'
    const browser = new BrowserScript()
    const url = authorizeUrl(fixture, tenantId, { client_id: clientId, redirect_uri: redirectUri })
    const end = await browser.signIn(await browser.open(url), person(fixture, 1))
    const code = new URL(end.location ?? '').searchParams.get('code') ?? ''
    const credential = new AuthorizationCodeCredential(tenantId, clientId, secret, code, redirectUri, options())
    expect(await mapsAnswers(credential)).toBe(200)
  })

  it('UsernamePasswordCredential', async () => {
    const { userPrincipalName, password } = person(fixture, 1)
    const { tenantId } = at(fixture.cloud.ready.tenants, 0)
    // eslint-disable-next-line @typescript-eslint/no-deprecated -- old programs still use it
    const credential = new UsernamePasswordCredential(tenantId, CLI, userPrincipalName, password, options())
    expect(decodeJwt((await credential.getToken(ARM_SCOPE)).token).upn).toBe('rhea@contoso.com')
  })
})
