import {
  type AccountInfo,
  ConfidentialClientApplication,
  CryptoProvider,
  PublicClientApplication
} from '@azure/msal-node'
import { decodeJwt } from 'jose'
import { describe, expect, it } from 'vitest'
import { BrowserScript } from './browser-script.ts'
import { ARM_SCOPE, at, CLI, GEO_SCOPE, MAPS_SCOPE, withPracticeCloud } from './practice-fixture.ts'
import { person } from './sign-in-by-script.ts'
import { trustProcessWide } from './trust-process-wide.ts'

const fixture = withPracticeCloud({ deviceCodeIntervalSeconds: 1 })
trustProcessWide(fixture)
const login = (): string => fixture.cloud.ready.endpoints.login
const host = (): string => new URL(login()).host
const ann = () => person(fixture, 0)

/** MSAL looks its cache up by the account's tenant, not by the authority's: without this a home token comes back for a guest tenant. */
const accountAt = (account: AccountInfo, tenantId: string): AccountInfo => ({ ...account, tenantId })

const publicClient = (tenant = 'organizations'): PublicClientApplication =>
  new PublicClientApplication({
    auth: { clientId: CLI, authority: `${login()}/${tenant}`, knownAuthorities: [host()] }
  })

const confidentialClient = (index: number, secret?: string): ConfidentialClientApplication => {
  const app = at(fixture.cloud.ready.apps, index)
  return new ConfidentialClientApplication({
    auth: {
      clientId: app.clientId,
      clientSecret: secret ?? app.secret,
      authority: `${login()}/${app.tenantId}`,
      knownAuthorities: [host()]
    }
  })
}

describe('@azure/msal-node, a public client', () => {
  it('device code, then silently at another tenant and for another resource', async () => {
    const client = publicClient()
    const result = await client.acquireTokenByDeviceCode({
      scopes: [ARM_SCOPE],
      deviceCodeCallback: ({ userCode, verificationUri }) => {
        const browser = new BrowserScript()
        void (async () => {
          const account = await browser.press(await browser.open(verificationUri), 'next', { otc: userCode })
          await browser.press(await browser.signIn(account, ann()), 'continue')
        })()
      }
    })
    expect(result?.account?.username).toBe('ann@contoso.com')
    expect(result?.account?.tenantId).toBe(at(fixture.cloud.ready.tenants, 0).tenantId)
    const account = result?.account
    if (account === null || account === undefined) throw new Error('MSAL gave no account.')
    for (const tenant of fixture.cloud.ready.tenants) {
      for (const scope of [MAPS_SCOPE, GEO_SCOPE]) {
        const silent = await client.acquireTokenSilent({
          account: accountAt(account, tenant.tenantId),
          scopes: [scope],
          authority: `${login()}/${tenant.tenantId}`
        })
        expect(decodeJwt(silent.accessToken)).toMatchObject({
          tid: tenant.tenantId,
          aud: scope.replace('/.default', '')
        })
        expect(silent.account?.homeAccountId).toBe(account.homeAccountId)
      }
    }
    const cached = await client.acquireTokenSilent({
      account: accountAt(account, at(fixture.cloud.ready.tenants, 1).tenantId),
      scopes: [MAPS_SCOPE],
      authority: `${login()}/${at(fixture.cloud.ready.tenants, 1).tenantId}`
    })
    expect(cached.fromCache).toBe(true)
  })

  it('device code declined, and expired', async () => {
    const decline = publicClient().acquireTokenByDeviceCode({
      scopes: [ARM_SCOPE],
      deviceCodeCallback: ({ userCode, verificationUri }) => {
        const browser = new BrowserScript()
        void browser
          .open(verificationUri)
          .then((page) => browser.press(page, 'next', { otc: userCode }))
          .then((page) => browser.press(page, 'cancel'))
      }
    })
    await expect(decline).rejects.toThrow(/authorization_declined|declined/)
    const expire = publicClient().acquireTokenByDeviceCode({
      scopes: [ARM_SCOPE],
      deviceCodeCallback: ({ userCode }) => {
        const { admin } = fixture.cloud.ready
        void fetch(`${admin.url}/device-codes/${userCode}/expire`, {
          method: 'POST',
          headers: { authorization: `Bearer ${admin.token}` }
        })
      }
    })
    await expect(expire).rejects.toThrow(/AADSTS70020|expired_token/)
  })

  it('authorization code with PKCE through the pages, then refresh', async () => {
    const client = publicClient('contoso.com')
    const { verifier, challenge } = await new CryptoProvider().generatePkceCodes()
    const redirectUri = 'http://localhost:7777'
    const url = await client.getAuthCodeUrl({
      scopes: [MAPS_SCOPE],
      redirectUri,
      codeChallenge: challenge,
      codeChallengeMethod: 'S256',
      loginHint: 'ann@contoso.com'
    })
    const browser = new BrowserScript()
    const password = await browser.open(url)
    expect(password.name).toBe('password')
    const end = await browser.press(password, 'submit', { passwd: ann().password })
    const code = new URL(end.location ?? '').searchParams.get('code') ?? ''
    const result = await client.acquireTokenByCode({ scopes: [MAPS_SCOPE], code, redirectUri, codeVerifier: verifier })
    expect(decodeJwt(result.accessToken)).toMatchObject({ scp: 'user_impersonation', appid: CLI })
    if (result.account === null) throw new Error('MSAL gave no account.')
    const refreshed = await client.acquireTokenSilent({
      account: result.account,
      scopes: [MAPS_SCOPE],
      forceRefresh: true
    })
    expect([refreshed.fromCache, refreshed.accessToken === result.accessToken]).toEqual([false, false])
  })

  it('interactively, with the form post to its loopback listener', async () => {
    const client = publicClient()
    const result = await client.acquireTokenInteractive({
      scopes: [ARM_SCOPE],
      prompt: 'select_account',
      openBrowser: async (url) => {
        expect(new URL(url).searchParams.get('response_mode')).toBe('form_post')
        const browser = new BrowserScript()
        const form = await browser.signIn(await browser.open(url), person(fixture, 2))
        expect(form.name).toBe('form-post')
        await browser.postBack(form)
      }
    })
    expect(result.account?.username).toBe('carl@fabrikam.com')
    expect(decodeJwt(result.accessToken).tid).toBe(at(fixture.cloud.ready.tenants, 1).tenantId)
  })

  it('hears why it gets no token: no member, and a tenant that does not exist', async () => {
    const client = publicClient('contoso.com')
    const result = await client.acquireTokenInteractive({
      scopes: [ARM_SCOPE],
      openBrowser: async (url) => {
        const browser = new BrowserScript()
        await browser.postBack(await browser.signIn(await browser.open(url), person(fixture, 1)))
      }
    })
    if (result.account === null) throw new Error('MSAL gave no account.')
    const { account } = result
    const fabrikam = at(fixture.cloud.ready.tenants, 1).tenantId
    await expect(
      client.acquireTokenSilent({
        account: accountAt(account, fabrikam),
        scopes: [ARM_SCOPE],
        authority: `${login()}/${fabrikam}`
      })
    ).rejects.toThrow(/AADSTS50020/)
    await expect(
      client.acquireTokenSilent({
        account: accountAt(account, '00000000-0000-4000-8000-000000000000'),
        scopes: [ARM_SCOPE],
        authority: `${login()}/00000000-0000-4000-8000-000000000000`
      })
    ).rejects.toThrow(/endpoints_resolution_error|90002/)
  })
})

describe('@azure/msal-node, a confidential client', () => {
  it('with its secret', async () => {
    const result = await confidentialClient(1).acquireTokenByClientCredential({ scopes: [GEO_SCOPE] })
    expect(decodeJwt(result?.accessToken ?? '')).toMatchObject({
      aud: 'https://geocatalog.spatio.azure.com',
      appidacr: '1'
    })
  })

  it("with a wrong secret, and with the secret's id", async () => {
    for (const secret of ['wrong', at(fixture.cloud.ready.apps, 1).secretId]) {
      await expect(
        confidentialClient(1, secret).acquireTokenByClientCredential({ scopes: [GEO_SCOPE] })
      ).rejects.toMatchObject({ errorCode: 'invalid_client', errorMessage: expect.stringContaining('7000215') })
    }
  })
})
