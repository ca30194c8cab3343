import {
  ConfidentialClientApplication,
  CryptoProvider,
  type NodeAuthOptions,
  PublicClientApplication
} from '@azure/msal-node'
import { decodeJwt } from 'jose'
import { createServer } from 'node:http'
import { readFileSync } from 'node:fs'
import type { AddressInfo } from 'node:net'
import { describe, expect, it } from 'vitest'
import { clientAssertion, readCertificateFile } from '../support/client-assertion.ts'
import { BrowserScript } from './browser-script.ts'
import { portal, portalToken } from './portal.ts'
import { ARM_SCOPE, at, CLI, GEO_SCOPE, MAPS_SCOPE, withPracticeCloud } from './practice-fixture.ts'
import { person } from './sign-in-by-script.ts'
import { takenByMaps } from './taken-by-maps.ts'
import { trustProcessWide } from './trust-process-wide.ts'

const fixture = withPracticeCloud()
trustProcessWide(fixture)
const login = (): string => fixture.cloud.ready.endpoints.login
const confidential = (index: number, how: Partial<NodeAuthOptions>): ConfidentialClientApplication => {
  const app = at(fixture.cloud.ready.apps, index)
  return new ConfidentialClientApplication({
    auth: {
      clientId: app.clientId,
      authority: `${login()}/${app.tenantId}`,
      knownAuthorities: [new URL(login()).host],
      ...how
    }
  })
}
const portalClient = (): ConfidentialClientApplication => confidential(3, { clientSecret: portal(fixture).secret })
const daemon = () => at(fixture.cloud.ready.apps, 1)
const certificateOf = (index: number) => readCertificateFile(at(fixture.cloud.ready.apps, index).certificateFile)
const hex = (base64url: string): string => Buffer.from(base64url, 'base64url').toString('hex')
const sha256Certificate = (index: number) => {
  const { keyPem, x5tS256, certificatePem } = certificateOf(index)
  return { privateKey: keyPem, thumbprintSha256: hex(x5tS256), x5c: certificatePem }
}

describe('@azure/msal-node, a confidential client', () => {
  it('with its certificate (PS256, x5t#S256 and x5c): a token that Azure Maps takes', async () => {
    const client = confidential(1, { clientCertificate: sha256Certificate(1) })
    const result = await client.acquireTokenByClientCredential({ scopes: [MAPS_SCOPE] })
    expect(decodeJwt(result?.accessToken ?? '').appidacr).toBe('2')
    expect(await takenByMaps(fixture, result?.accessToken)).toBe(200)
    // The same assertion serves another resource: this library keeps it until it expires.
    expect((await client.acquireTokenByClientCredential({ scopes: [GEO_SCOPE] }))?.fromCache).toBe(false)
  })

  it('with its certificate by the old SHA-1 thumbprint (RS256, x5t)', async () => {
    const { keyPem: privateKey, x5t } = certificateOf(1)
    // eslint-disable-next-line @typescript-eslint/no-deprecated -- clients in the field still do it
    const client = confidential(1, { clientCertificate: { privateKey, thumbprint: hex(x5t) } })
    const result = await client.acquireTokenByClientCredential({ scopes: [MAPS_SCOPE] })
    expect(await takenByMaps(fixture, result?.accessToken)).toBe(200)
  })

  it('with an expired certificate, and with one that is not registered', async () => {
    const expired = confidential(0, { clientCertificate: sha256Certificate(0) })
    const refused = expired.acquireTokenByClientCredential({ scopes: [MAPS_SCOPE] })
    await expect(refused).rejects.toMatchObject({
      errorCode: 'invalid_client',
      errorMessage: expect.stringContaining('The key used is expired')
    })
    const unknown = confidential(1, { clientCertificate: sha256Certificate(0) })
    await expect(unknown.acquireTokenByClientCredential({ scopes: [MAPS_SCOPE] })).rejects.toThrow(/AADSTS700027/)
  })

  it('with an assertion that it signs itself, and with the token of a workload', async () => {
    const { clientId } = daemon()
    const signed = confidential(1, {
      clientAssertion: ({ tokenEndpoint = '' }) => clientAssertion(certificateOf(1), clientId, tokenEndpoint)
    })
    const file = fixture.cloud.ready.workloadIdentity?.tokenFile ?? ''
    const workload = confidential(1, { clientAssertion: () => Promise.resolve(readFileSync(file, 'utf8')) })
    for (const client of [signed, workload]) {
      const result = await client.acquireTokenByClientCredential({ scopes: [MAPS_SCOPE] })
      expect(await takenByMaps(fixture, result?.accessToken)).toBe(200)
    }
  })

  it('on behalf of a person: a token that Azure Maps takes, then one from its cache', async () => {
    const client = portalClient()
    const oboAssertion = await portalToken(fixture, 1)
    const result = await client.acquireTokenOnBehalfOf({ oboAssertion, scopes: [MAPS_SCOPE] })
    expect(decodeJwt(result?.accessToken ?? '')).toMatchObject({
      unique_name: 'rhea@contoso.com',
      appid: portal(fixture).clientId
    })
    expect(await takenByMaps(fixture, result?.accessToken)).toBe(200)
    expect((await client.acquireTokenOnBehalfOf({ oboAssertion, scopes: [MAPS_SCOPE] }))?.fromCache).toBe(true)
  })

  it('on behalf of a person without a consent: it hears that interaction is needed', async () => {
    const asked = portalClient().acquireTokenOnBehalfOf({
      oboAssertion: await portalToken(fixture, 1),
      scopes: [GEO_SCOPE]
    })
    await expect(asked).rejects.toMatchObject({
      name: 'InteractionRequiredAuthError',
      subError: 'consent_required',
      errorMessage: expect.stringContaining('AADSTS65001')
    })
  })

  it('authorization code by form_post to its own web page, then silently', async () => {
    const posted: URLSearchParams[] = []
    const server = createServer((request, response) => {
      const chunks: Buffer[] = []
      request.on('data', (chunk: Buffer) => chunks.push(chunk))
      request.on('end', () => {
        posted.push(new URLSearchParams(Buffer.concat(chunks).toString()))
        response.end('Signed in.')
      })
    })
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    const redirectUri = `http://localhost:${String((server.address() as AddressInfo).port)}/signin-oidc`
    const client = portalClient()
    const { verifier, challenge } = await new CryptoProvider().generatePkceCodes()
    const url = await client.getAuthCodeUrl({
      scopes: [MAPS_SCOPE],
      redirectUri,
      responseMode: 'form_post',
      codeChallenge: challenge,
      codeChallengeMethod: 'S256',
      state: 'kept'
    })
    const browser = new BrowserScript()
    await browser.postBack(await browser.signIn(await browser.open(url), person(fixture, 0)))
    const fields = at(posted, 0)
    server.close()
    expect(fields.get('state')).toBe('kept')
    const result = await client.acquireTokenByCode({
      scopes: [MAPS_SCOPE],
      code: fields.get('code') ?? '',
      redirectUri,
      codeVerifier: verifier
    })
    expect(await takenByMaps(fixture, result.accessToken)).toBe(200)
    if (result.account === null) throw new Error('MSAL gave no account.')
    const silent = await client.acquireTokenSilent({
      account: result.account,
      scopes: [MAPS_SCOPE],
      forceRefresh: true
    })
    expect([silent.fromCache, await takenByMaps(fixture, silent.accessToken)]).toEqual([false, 200])
  })
})

describe('@azure/msal-node, name and password', () => {
  const client = () =>
    new PublicClientApplication({
      auth: { clientId: CLI, authority: `${login()}/organizations`, knownAuthorities: [new URL(login()).host] }
    })
  const sign = (more: { password?: string } = {}) => {
    const { userPrincipalName: username, password } = person(fixture, 1)
    // eslint-disable-next-line @typescript-eslint/no-deprecated -- old tools still do it, so the practice cloud must know it
    return client().acquireTokenByUsernamePassword({ scopes: [ARM_SCOPE], username, password, ...more })
  }

  it('right', async () => {
    expect((await sign())?.account?.username).toBe('rhea@contoso.com')
  })

  it('wrong, and of somebody who needs a second factor', async () => {
    await expect(sign({ password: 'wrong' })).rejects.toMatchObject({
      errorCode: 'invalid_grant',
      errorMessage: expect.stringContaining('AADSTS50126')
    })
    const rhea = at(fixture.cloud.world.users, 1)
    rhea.mfaRequired = true
    await expect(sign()).rejects.toMatchObject({
      name: 'InteractionRequiredAuthError',
      errorMessage: expect.stringContaining('AADSTS50076')
    })
    rhea.mfaRequired = false
  })
})
