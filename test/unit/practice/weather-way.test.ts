import { decodeProtectedHeader } from 'jose'
import { request as httpRequest } from 'node:http'
import { connect as tlsConnect } from 'node:tls'
import { ProxyAgent, request } from 'undici'
import { describe, expect, it } from 'vitest'
import {
  ARM_SCOPE,
  at,
  CLI,
  GEO_SCOPE,
  MAPS_SCOPE,
  VAULT_SCOPE,
  withPracticeCloud
} from '../../clients/practice-fixture.ts'
import { person, refreshTokenOf } from '../../clients/sign-in-by-script.ts'

const fixture = withPracticeCloud()
const ready = () => fixture.cloud.ready

const lastInjected = async (): Promise<unknown> => (await fixture.requests()).at(-1)?.injected

const catalogs = async (): Promise<number> => {
  const token = await fixture.appToken(1, GEO_SCOPE)
  const response = await fixture.fetch(
    `${ready().endpoints.geocatalog}/stac/collections?api-version=2025-04-30-preview`,
    {
      headers: { authorization: `Bearer ${token}` }
    }
  )
  return response.status
}

const geocode = async (): Promise<number> => {
  const headers = { 'subscription-key': at(ready().maps, 0).primaryKey }
  return (await fixture.fetch(`${ready().endpoints.maps}/geocode?api-version=2026-01-01&query=Seattle`, { headers }))
    .status
}

describe('weather of the way', () => {
  it('TLS inspection of one host: an issuer that nobody trusts, there alone, and no longer than the rule', async () => {
    await fixture.weather([])
    const { status } = await fixture.admin('POST', '/weather', {
      catalogue: 'tls-inspection',
      host: 'atlas.microsoft.com',
      id: 'tls'
    })
    expect(status).toBe(201)
    await expect(geocode()).rejects.toThrow(/unable to (verify|get)|self-signed|certificate/i)
    expect(await lastInjected()).toEqual(['interception'])
    const { port } = new URL(ready().endpoints.maps)
    const issuer = await new Promise((resolve) => {
      const socket = tlsConnect({ port: Number(port), host: '127.0.0.1', rejectUnauthorized: false }, () => {
        resolve(socket.getPeerCertificate().issuer.CN)
        socket.destroy()
      })
    })
    expect(issuer).toBe('Practice company TLS inspection')
    expect(await catalogs()).toBe(200)
    expect((await fixture.admin('DELETE', '/weather/tls')).status).toBe(200)
    expect(await geocode()).toBe(200)
  })

  it('a vault that cannot be reached, by its name, while the other one answers', async () => {
    const [first, second] = [at(ready().vaults, 0), at(ready().vaults, 1)]
    const token = await fixture.appToken(1, VAULT_SCOPE)
    const read = async ({ endpoint }: { endpoint: string }): Promise<number> =>
      (
        await fixture.fetch(`${endpoint}/secrets/azure-maps-key?api-version=7.4`, {
          headers: { authorization: `Bearer ${token}` }
        })
      ).status
    expect([await read(first), await read(second)]).toEqual([200, 200])
    await fixture.admin('POST', '/weather', { catalogue: 'host-unreachable', host: first.name })
    await expect(read(first)).rejects.toThrow(/ECONNRESET|socket/)
    expect((await fixture.requests()).at(-1)).toMatchObject({ service: 'vault', status: 0, injected: ['refuse'] })
    expect(await read(second)).toBe(200)
    await fixture.weather([{ match: { service: 'vault' }, times: 1, do: { kind: 'refuse' } }])
    await expect(read(first)).rejects.toThrow(/ECONNRESET|socket/)
    expect(await read(first)).toBe(200)
  })

  it('answers of a service for one person, whose token says who it is', async () => {
    await fixture.weather([])
    const renewed = async (index: number) => {
      const refreshToken = await refreshTokenOf(fixture, person(fixture, index), 'contoso.com')
      const form = { grant_type: 'refresh_token', client_id: CLI, refresh_token: refreshToken, scope: MAPS_SCOPE }
      return String((await fixture.token('contoso.com', form)).body.access_token)
    }
    const tokens = [await renewed(0), await renewed(1)]
    await fixture.admin('POST', '/weather', { catalogue: 'maps-throttles', user: 'rhea@contoso.com', seconds: 7 })
    const ask = (token: string) =>
      fixture.fetch(`${ready().endpoints.maps}/geocode?api-version=2026-01-01&query=Seattle`, {
        headers: { authorization: `Bearer ${token}`, 'x-ms-client-id': at(ready().maps, 0).clientId }
      })
    expect((await ask(at(tokens, 0))).status).toBe(200)
    const throttled = await ask(at(tokens, 1))
    expect([throttled.status, throttled.headers.get('retry-after')]).toEqual([429, '7'])
    expect(await lastInjected()).toEqual(['status 429'])
  })
})

describe('weather of the world', () => {
  it('about nobody is refused with who there is, and about a managed identity is not', async () => {
    await fixture.weather([])
    const add = (about: Record<string, string>) =>
      fixture.admin('POST', '/weather', { catalogue: 'role-not-effective', ...about })
    const refused = await (await add({ user: 'rhe@contoso.com', app: 'survey' })).json()
    expect(refused).toMatchObject({
      problems: [
        'user: There is no "rhe@contoso.com". Did you mean "rhea@contoso.com"?',
        'app: There is no "survey". Did you mean "survey-daemon"?'
      ]
    })
    const identity = at(ready().managedIdentities, 0).clientId
    expect((await add({ app: identity })).status).toBe(201)
    await fixture.weather([])
  })

  it('roles that are not effective yet, for one application, until the rule goes', async () => {
    await fixture.weather([])
    expect(await catalogs()).toBe(200)
    await fixture.admin('POST', '/weather', { catalogue: 'role-not-effective', app: 'survey-daemon', id: 'late' })
    expect(await catalogs()).toBe(403)
    await fixture.admin('DELETE', '/weather/late')
    expect(await catalogs()).toBe(200)
    await fixture.weather([{ match: {}, do: { kind: 'role-delay', seconds: 300 } }])
    expect(fixture.cloud.world.roleChangeDelaySeconds).toBe(300)
    expect(await catalogs()).toBe(200)
    await fixture.weather([])
    expect(fixture.cloud.world.roleChangeDelaySeconds).toBe(0)
  })

  it('a new signing key, once for each rule', async () => {
    const kid = async () => decodeProtectedHeader(await fixture.appToken(1, ARM_SCOPE)).kid
    const before = await kid()
    await fixture.admin('POST', '/weather', { catalogue: 'key-roll-over' })
    const after = await kid()
    expect(after).not.toBe(before)
    await fixture.admin('POST', '/weather', { catalogue: 'entra-slow', seconds: 1, id: 'slow' })
    await fixture.admin('DELETE', '/weather/slow')
    expect(await kid()).toBe(after)
    await fixture.weather([])
  })

  it('consent that is missing until the person agrees again', async () => {
    const app = fixture.cloud.ready.publicClients.find(({ firstParty }) => !firstParty)?.clientId ?? ''
    const scope = `openid offline_access ${ARM_SCOPE}`
    const refreshToken = await refreshTokenOf(fixture, person(fixture, 0), 'contoso.com', app, scope)
    const renew = () =>
      fixture.token('contoso.com', { grant_type: 'refresh_token', client_id: app, refresh_token: refreshToken, scope })
    expect((await renew()).status).toBe(200)
    await fixture.admin('POST', '/weather', { catalogue: 'consent-missing', app })
    expect((await renew()).body).toMatchObject({ error_codes: [65001], suberror: 'consent_required' })
    expect(await refreshTokenOf(fixture, person(fixture, 0), 'contoso.com', app, scope)).toMatch(/^1\./)
    expect((await renew()).status).toBe(200)
    await fixture.weather([])
  })
})

describe('the proxy', () => {
  const agent = (password: string) => {
    const { url, username } = ready().proxy
    const token = `Basic ${Buffer.from(`${username}:${password}`).toString('base64')}`
    return new ProxyAgent({ uri: url, token, requestTls: { ca: fixture.cloud.caPem } })
  }
  const metadata = () => `${ready().endpoints.login}/contoso.com/v2.0/.well-known/openid-configuration`

  it('lets those through who know its password, to the practice cloud alone', async () => {
    const right = agent(ready().proxy.password)
    expect((await request(metadata(), { dispatcher: right })).statusCode).toBe(200)
    expect((await fixture.requests()).filter(({ service }) => service === 'proxy').at(-1)).toMatchObject({
      method: 'CONNECT',
      status: 200
    })
    await expect(request('https://localhost:1/', { dispatcher: right })).rejects.toThrow(/403|tunnel/i)
    await expect(request('https://example.com/', { dispatcher: right })).rejects.toThrow(/403|tunnel/i)
    await right.close()
    const wrong = agent('wrong')
    await expect(request(metadata(), { dispatcher: wrong })).rejects.toThrow(/407|auth/i)
    await wrong.close()
    expect(JSON.stringify(await fixture.requests())).not.toContain(ready().proxy.password)
  })

  it('asks for a password with Proxy-Authenticate, and survives what is no request for a proxy', async () => {
    const { hostname, port } = new URL(ready().proxy.url)
    const ask = (method: string, path: string) =>
      new Promise<{ status: number | undefined; challenge: string | undefined }>((resolve, reject) => {
        const sent = httpRequest({ hostname, port, method, path })
        const end = (response: { statusCode?: number; headers: NodeJS.Dict<string | string[]> }): void => {
          sent.destroy()
          resolve({ status: response.statusCode, challenge: response.headers['proxy-authenticate']?.toString() })
        }
        sent.on('response', end).on('connect', end).on('error', reject).end()
      })
    expect(await ask('CONNECT', new URL(metadata()).host)).toMatchObject({
      status: 407,
      challenge: expect.stringMatching(/^Basic/) as string
    })
    expect(await ask('GET', `${ready().endpoints.imds}/metadata`)).toMatchObject({ status: 407 })
    for (const path of ['/', 'https://localhost/', 'http://', '*']) expect((await ask('GET', path)).status).toBe(400)
    expect((await ask('CONNECT', ':::')).status).toBe(400)
    expect(await geocode()).toBe(200)
  })
})
