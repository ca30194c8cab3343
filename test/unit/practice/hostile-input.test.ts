import { request as requestInClear } from 'node:http'
import { request as requestByTls } from 'node:https'
import { connect } from 'node:net'
import { describe, expect, it } from 'vitest'
import { withPracticeCloud } from '../../clients/practice-fixture.ts'

const fixture = withPracticeCloud()

const statusWithHost = (url: string, host: string): Promise<number> =>
  new Promise((resolve, reject) => {
    const request = url.startsWith('https:') ? requestByTls : requestInClear
    request(url, { ca: fixture.cloud.caPem, servername: 'localhost', headers: { host } }, (response) => {
      response.resume()
      resolve(response.statusCode ?? 0)
    })
      .on('error', reject)
      .end()
  })

/** A small generator, so that a failing round can be run again. */
const numbers = (seed: number) => () => {
  seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648
  // The low bits of such a generator only alternate.
  return seed >> 8
}

describe('the practice cloud stays up', () => {
  it.each(['evil.example', 'localhost.evil.example', '127.0.0.1.nip.io', 'localhost@evil.example', 'localhost:'])(
    'and refuses the Host header %j',
    async (host) => {
      const { endpoints, mapsHosts, vaults, arc, serviceFabric, admin } = fixture.cloud.ready
      const origins = [
        ...Object.values<string>({ ...endpoints, ...mapsHosts }),
        ...vaults.map(({ endpoint }) => endpoint)
      ]
      for (const origin of [...origins, arc.endpoint, serviceFabric.endpoint, admin.url])
        expect([origin, await statusWithHost(origin, host)]).toEqual([origin, 421])
    }
  )

  it('after bytes that are neither TLS nor HTTP', async () => {
    for (const endpoint of [fixture.cloud.ready.endpoints.login, fixture.cloud.ready.endpoints.signIn]) {
      await new Promise<void>((resolve) => {
        const socket = connect(Number(new URL(endpoint).port), '127.0.0.1', () => {
          socket.end(Buffer.from('\u0000\u0001garbage\r\n\r\n\u00ff'))
        })
        socket.resume()
        socket.on('error', () => undefined)
        socket.on('close', () => {
          resolve()
        })
      })
    }
    expect((await fixture.fetch(`${fixture.cloud.ready.endpoints.login}/common/discovery/v2.0/keys`)).status).toBe(200)
  })

  it.each([
    '/contoso.com/oauth2/v2.0/token/',
    '/contoso.com/oauth2/v2.0/devicecode/',
    '/nowhere.example/discovery/keys/'
  ])('and answers a fault at %s as JSON, the slash notwithstanding', async (path) => {
    const response = await fixture.fetch(`${fixture.cloud.ready.endpoints.login}${path}`, {
      method: path.includes('keys') ? 'GET' : 'POST'
    })
    expect([response.status, response.headers.get('content-type')]).toEqual([400, 'application/json; charset=utf-8'])
    expect(await response.json()).toHaveProperty('error_codes')
  })

  it('after 400 odd requests, and never answers 5xx or what no rule has foreseen', async () => {
    const next = numbers(7)
    const pick = <T>(list: readonly T[]): T => list[next() % list.length] as T
    const odd = [
      '',
      '%',
      '%00',
      '%ff%fe',
      '../..',
      '__proto__',
      'constructor',
      'a'.repeat(5000),
      '{"a":1}',
      "'--",
      '\u202e',
      '💥',
      '-1',
      'NaN',
      'null'
    ]
    const { login, arm, maps, geocatalog, vault, blob, imds, signIn } = fixture.cloud.ready.endpoints
    const paths = [
      '/common/oauth2/v2.0/token',
      '/contoso.com/oauth2/v2.0/devicecode',
      '/contoso.com/oauth2/v2.0/authorize',
      '/devicelogin',
      '/signin/account',
      '/signin/password',
      '/signin/consent',
      '/common/discovery/instance',
      '/tenants',
      '/subscriptions',
      '/geocode',
      '/timezone/byCoordinates/json',
      '/stac/collections',
      '/metadata/identity/oauth2/token',
      '/msi/token',
      '/secrets',
      '/secrets/azure-maps-key',
      '/deletedsecrets/azure-maps-key/recover',
      '/subscriptions/x/providers/Microsoft.Maps/accounts',
      '/providers/Microsoft.Authorization/roleDefinitions',
      '/geocode:batch',
      '/map/tile',
      '/search/fuzzy/json',
      '/exports',
      '/exports/parcels.geojson',
      '/error'
    ]
    const names = [
      'grant_type',
      'client_id',
      'scope',
      'code',
      'refresh_token',
      'device_code',
      'redirect_uri',
      'authorization_endpoint',
      'query',
      'api-version',
      '$skiptoken',
      '$filter',
      'resource',
      'msi_res_id',
      'flow',
      'otc',
      'loginfmt',
      'prompt',
      'tilesetId',
      'coordinates',
      'restype',
      'comp',
      'sig',
      'sv',
      'srt',
      'skoid',
      'se',
      'code'
    ]
    for (let round = 0; round < 400; round += 1) {
      const fields = new URLSearchParams(Array.from({ length: 4 }, () => [pick(names), pick(odd)]))
      const url = `${pick([login, arm, maps, geocatalog, vault, blob, imds, signIn])}${pick(paths)}${pick(['', `?${fields.toString()}`, `/${encodeURIComponent(pick(odd))}`])}`
      const post = next() % 2 === 0
      const ask = url.startsWith('http:') ? fetch : fixture.fetch
      const response = await ask(url, {
        method: post ? 'POST' : 'GET',
        redirect: 'manual',
        headers: {
          metadata: 'true',
          authorization: pick(['Bearer x', 'Basic !!!', `Bearer ${'e30.'.repeat(3)}`, 'Basic OjpAJQ=='])
        },
        ...(post ? { body: pick([fields, 'grant_type', '{"x":', '']) } : {})
      })
      expect(response.status, url).toBeLessThan(500)
      // What no rule has foreseen is answered so, with 400.
      expect(await response.text(), url).not.toContain('The practice cloud could not')
    }
  })
})
