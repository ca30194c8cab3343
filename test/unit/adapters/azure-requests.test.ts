import { describe, expect, it } from 'vitest'
import { systemClock } from '../../../electron/adapters/clock.ts'
import { createArm } from '../../../electron/adapters/arm/arm.ts'
import { createEntra } from '../../../electron/adapters/entra/entra.ts'
import { createServiceProbe } from '../../../electron/adapters/probe/service-probe.ts'
import { azureClouds, developerSignOn, type Cloud } from '../../../electron/knowledge/clouds.ts'
import type { ProbeCredential } from '../../../electron/services/ports.ts'
import { failureOfAsync } from '../../fakes/failure-of.ts'
import { createRecordingHttp, formOf, type Answer } from '../../fakes/recording-http.ts'
import { FakeVault } from '../../fakes/vault.ts'

const signal = new AbortController().signal
const home = '5a9bd9c1-7a77-4a6e-8f0f-3f6d3f6b1c01'
const person = '0d2f6c0a-52a7-4a7c-9a38-6d2f1c3b4e02'
const base64 = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url')

function idToken(login: string, tid: string): string {
  const claims = { iss: `${login}/${tid}/v2.0`, oid: person, tid, sub: 's', ver: '2.0' }
  return `${base64({ alg: 'RS256' })}.${base64({ ...claims, name: 'Ann', preferred_username: 'ann@contoso.com' })}.x`
}

/** Answers as the sign-in service would, tokens included, without a network. */
function entraAnswer(cloud: Cloud): (request: { url: string; body?: string }) => Answer {
  return ({ url, body = '' }) => {
    const { pathname } = new URL(url)
    const tenant = pathname.split('/')[1] ?? ''
    if (pathname.endsWith('/devicecode')) {
      const json = { user_code: 'F5TRRWH77', device_code: 'D', verification_uri: 'https://microsoft.com/devicelogin' }
      return { json: { ...json, expires_in: 900, interval: 1, message: '' } }
    }
    if (pathname.endsWith('/openid-configuration')) {
      const authorize = `${cloud.login}/organizations/oauth2/v2.0/authorize`
      return { json: { issuer: `${cloud.login}/{tenantid}/v2.0`, authorization_endpoint: authorize } }
    }
    const scope = new URLSearchParams(body).get('scope') ?? ''
    const user = {
      refresh_token: 'RT',
      id_token: idToken(cloud.login, tenant === 'organizations' ? home : tenant),
      client_info: base64({ uid: person, utid: home })
    }
    const isApplication = body.includes('client_credentials')
    const token = { token_type: 'Bearer', expires_in: 3600, ext_expires_in: 3600, access_token: 'AT', scope }
    return { json: isApplication ? token : { ...token, ...user } }
  }
}

function setUp(cloud: Cloud) {
  const http = createRecordingHttp(entraAnswer(cloud))
  const opened: string[] = []
  const stop = new AbortController()
  const open = async (url: string): Promise<void> => {
    opened.push(url)
    stop.abort()
  }
  const entra = createEntra({ http, vault: new FakeVault(), clock: systemClock, browser: { open } })
  return { http, entra, opened, stop }
}

const clientId = developerSignOn.clientId

describe.each([
  [azureClouds.public, 'https://login.microsoftonline.com', 'https://management.azure.com'],
  [azureClouds.usgov, 'https://login.microsoftonline.us', 'https://management.usgovcloudapi.net'],
  [azureClouds.china, 'https://login.partner.microsoftonline.cn', 'https://management.chinacloudapi.cn']
] as const)('requests to $name', (cloud, login, arm) => {
  it('device code, then a token of another tenant: two requests and one', async () => {
    const { http, entra } = setUp(cloud)
    const user = { profileId: cloud.name, cloud, tenant: 'organizations', clientId, signal, onStep: () => undefined }
    const account = await entra.signInByDeviceCode(user)
    expect(account).toMatchObject({ username: 'ann@contoso.com', displayName: 'Ann', homeTenantId: home })
    const [start, poll] = http.requests
    expect(http.requests).toHaveLength(2)
    expect(start).toMatchObject({ method: 'POST', url: `${login}/organizations/oauth2/v2.0/devicecode` })
    expect(formOf(start)).toEqual({ client_id: clientId, scope: `${arm}/.default openid profile offline_access` })
    expect(poll?.url.split('?')[0]).toBe(`${login}/organizations/oauth2/v2.0/token`)
    expect(poll?.headers?.['Content-Type']).toMatch(/^application\/x-www-form-urlencoded/)
    expect(formOf(poll)).toMatchObject({
      client_id: clientId,
      grant_type: 'device_code',
      device_code: 'D',
      client_info: '1'
    })

    http.requests.length = 0
    const guest = 'b7a1a0de-0000-4000-8000-0000000000f3'
    const scope = cloud.mapsScope ?? cloud.keyVaultScope
    const wanted = { cloud, account, tenantId: guest, scope, refresh: false, signal }
    expect((await entra.acquireToken(wanted)).fromNetwork).toBe(true)
    expect((await entra.acquireToken(wanted)).fromNetwork).toBe(false)
    expect(http.requests).toHaveLength(1)
    const [token] = http.requests
    expect(token?.url.split('?')[0]).toBe(`${login}/${guest}/oauth2/v2.0/token`)
    expect(formOf(token)).toMatchObject({
      client_id: clientId,
      grant_type: 'refresh_token',
      refresh_token: 'RT',
      scope: `${scope} openid profile offline_access`
    })
    expect(token?.url).not.toContain('RT')
  })

  it('client secret: Resource Manager proves it, Microsoft Graph names it, the secret is in bodies only', async () => {
    const { http, entra } = setUp(cloud)
    await entra.signInWithClientSecret({
      profileId: cloud.name,
      cloud,
      tenant: home,
      clientId: person,
      clientSecret: 'S~cret',
      signal
    })
    expect(http.requests.map((token) => formOf(token).scope)).toEqual([`${arm}/.default`, cloud.graphScope])
    for (const token of http.requests) {
      expect(token.url.split('?')[0]).toBe(`${login}/${home}/oauth2/v2.0/token`)
      expect(token.url).not.toContain('cret')
      expect(formOf(token)).toMatchObject({
        client_id: person,
        client_secret: 'S~cret',
        grant_type: 'client_credentials'
      })
    }
  })

  it('browser: the tenant is looked up, then its own page opens', async () => {
    const { http, entra, opened, stop } = setUp(cloud)
    const user = {
      profileId: cloud.name,
      cloud,
      tenant: 'organizations',
      clientId,
      signal: stop.signal,
      onStep: () => undefined
    }
    expect(await failureOfAsync(entra.signInInBrowser(user))).toEqual({ code: 'cancelled' })
    expect(http.requests.map(({ url }) => url)).toEqual([
      `${login}/organizations/v2.0/.well-known/openid-configuration`
    ])
    const page = new URL(opened[0] ?? '')
    expect(page.origin + page.pathname).toBe(`${login}/organizations/oauth2/v2.0/authorize`)
    expect(Object.fromEntries(page.searchParams)).toMatchObject({
      client_id: clientId,
      response_type: 'code',
      response_mode: 'form_post',
      code_challenge_method: 'S256',
      prompt: 'select_account',
      redirect_uri: expect.stringMatching(/^http:\/\/localhost:\d+$/) as string,
      scope: `${arm}/.default openid profile offline_access`
    })
  })

  it('tenants: every page of the same host, with the token in the header', async () => {
    const http = createRecordingHttp(({ url }) => ({
      json: url.includes('skip')
        ? {
            value: [{ tenantId: 'b', tenantCategory: 'Home', displayName: ' ', defaultDomain: 'b.example' }],
            nextLink: 'https://elsewhere.example/'
          }
        : { value: [{ tenantId: 'a', tenantCategory: 'Home' }, 'noise'], nextLink: `${arm}/tenants?skip=1` }
    }))
    const accessToken = `${base64({ alg: 'RS256' })}.${base64({ tid: 'a' })}.x`
    const tenants = await createArm(http).listTenants({ cloud, accessToken, signal })
    expect(http.requests.map(({ url }) => url)).toEqual([
      `${arm}/tenants?api-version=2022-12-01`,
      `${arm}/tenants?skip=1`
    ])
    expect(http.requests[0]?.headers).toEqual({ accept: 'application/json', authorization: `Bearer ${accessToken}` })
    expect(tenants).toEqual([
      { tenantId: 'a', displayName: 'a', defaultDomain: null, isHome: true },
      { tenantId: 'b', displayName: 'b.example', defaultDomain: 'b.example', isHome: false }
    ])
  })
})

describe('probes of the public cloud', () => {
  const key: ProbeCredential = { kind: 'shared-key', key: 'K3y' }
  const bearer: ProbeCredential = { kind: 'bearer', accessToken: 'AT', mapsClientId: 'C1' }
  const bare: ProbeCredential = { kind: 'bearer', accessToken: 'AT', mapsClientId: null }
  const maps = 'https://atlas.microsoft.com'
  const catalog = 'https://a.b.northcentralus.geocatalog.spatio.azure.com'

  it.each([
    [
      'maps-geocode',
      maps,
      key,
      `${maps}/geocode?api-version=2026-01-01&query=15127%20NE%2024th%20Street%20Redmond%20WA`,
      { 'subscription-key': 'K3y' }
    ],
    [
      'maps-timezone',
      maps,
      bearer,
      `${maps}/timezone/byCoordinates/json?api-version=1.0&query=47.0%2C-122`,
      { authorization: 'Bearer AT', 'x-ms-client-id': 'C1' }
    ],
    [
      'maps-copyright',
      maps,
      bare,
      `${maps}/map/copyright/caption/json?api-version=2024-04-01`,
      { authorization: 'Bearer AT' }
    ],
    ['geocatalog-landing', catalog, bare, `${catalog}/stac?api-version=2026-04-15`, { authorization: 'Bearer AT' }],
    [
      'geocatalog-collections',
      catalog,
      { kind: 'none' } as const,
      `${catalog}/stac/collections?api-version=2026-04-15`,
      {}
    ]
  ])('%s', async (checkId, endpoint, credential, url, headers) => {
    const http = createRecordingHttp(() => ({ json: {} }))
    const service = checkId.startsWith('maps') ? 'maps' : 'geocatalog'
    await createServiceProbe(http).send({ cloud: azureClouds.public, service, endpoint, checkId, credential, signal })
    expect(http.requests).toMatchObject([{ method: 'GET', url }])
    expect(http.requests[0]?.headers).toEqual({ accept: 'application/json', ...headers })
  })
})
