import { decodeJwt } from 'jose'
import { createHash } from 'node:crypto'
import { afterEach, describe, expect, it } from 'vitest'
import { at, withPracticeCloud } from '../../clients/practice-fixture.ts'
import { identityAsker, METADATA, RESOURCE } from './ask-identity.ts'

const fixture = withPracticeCloud()
const { machine, appService, identity } = identityAsker(fixture)

describe('a virtual machine', () => {
  it('gives a token at the path with and without a "/" behind it; every number is a text', async () => {
    const query = `?api-version=2018-02-01&resource=${RESOURCE}`
    const { status, body } = await machine(query)
    expect(status).toBe(200)
    expect(Object.values(body).every((value) => typeof value === 'string')).toBe(true)
    expect(body).toMatchObject({ client_id: identity(0).clientId, expires_in: '86399', token_type: 'Bearer' })
    expect(Number(body.expires_on) * 1000).toBeGreaterThan(Date.now() + 86_000_000)
    expect(decodeJwt(body.access_token ?? '').exp).toBe(Number(body.expires_on))
    const again = await machine(query, METADATA, '/')
    expect([again.status, again.body.access_token]).toEqual([200, body.access_token])
  })

  it.each([
    ['without the header', '', {}, 'bad_request_102', 'Required metadata header not specified'],
    ['with the header saying no', `?resource=${RESOURCE}`, { Metadata: 'no' }, 'bad_request_102', 'metadata header'],
    ['without a resource', '?api-version=2018-02-01', METADATA, 'invalid_request', "'resource'"],
    ['without an api-version', `?resource=${RESOURCE}`, METADATA, 'invalid_request', "'api-version'"],
    [
      'with an api-version before the first',
      `?api-version=2017-01-01&resource=${RESOURCE}`,
      METADATA,
      'invalid_request',
      'Use 2018'
    ],
    [
      'with an api-version that is none',
      `?api-version=latest&resource=${RESOURCE}`,
      METADATA,
      'invalid_request',
      'Use 2018'
    ],
    [
      'through a proxy',
      `?api-version=2018-02-01&resource=${RESOURCE}`,
      { ...METADATA, 'X-Forwarded-For': '10.0.0.1' },
      'invalid_request',
      'through a proxy'
    ],
    [
      'for an unknown resource',
      '?api-version=2018-02-01&resource=https://nothing.example',
      METADATA,
      'invalid_resource',
      'AADSTS500011: The resource principal named https://nothing.example was not found in the tenant named Contoso GIS'
    ],
    [
      'for an identity that it does not carry',
      `?api-version=2018-02-01&resource=${RESOURCE}&client_id=x`,
      METADATA,
      'invalid_request',
      'Identity not found'
    ]
  ])('answers 400 %s', async (_name, query, headers, error, description) => {
    const { status, body } = await machine(query, headers)
    expect([status, body.error]).toEqual([400, error])
    expect(body.error_description).toContain(description)
  })

  it('takes the only user-assigned identity, cannot choose among two, and has none', async () => {
    const { world } = fixture.cloud
    const all = world.managedIdentities
    const query = `?api-version=2018-02-01&resource=${RESOURCE}`
    try {
      world.managedIdentities = all.slice(1)
      expect((await machine(query)).body.error_description).toMatch(/^Multiple user assigned identities exist/)
      world.managedIdentities = all.slice(1, 2)
      expect((await machine(query)).body.client_id).toBe(identity(1).clientId)
      expect((await appService(`?api-version=2019-08-01&resource=${RESOURCE}`)).status).toBe(400)
      world.managedIdentities = []
      expect((await machine(query)).body).toEqual({ error: 'invalid_request', error_description: 'Identity not found' })
    } finally {
      world.managedIdentities = all
    }
  })
})

describe('a token', () => {
  const query = `?api-version=2018-02-01&resource=https%3A%2F%2Fmanagement.azure.com`
  afterEach(() => fixture.weather([]))

  it('is the same one until shortly before its end, and is told with the time that is left', async () => {
    const first = await machine(query)
    await fixture.weather([{ match: { service: 'imds' }, do: { kind: 'clock', offsetSeconds: 3600 } }])
    const later = await machine(query)
    expect([later.body.access_token, later.body.expires_on]).toEqual([first.body.access_token, first.body.expires_on])
    expect(Number(later.body.expires_in)).toBeLessThanOrEqual(86_399 - 3600 + 5)
    await fixture.weather([{ match: { service: 'imds' }, do: { kind: 'clock', offsetSeconds: 86_200 } }])
    const renewed = await machine(query)
    expect(renewed.body.access_token).not.toBe(first.body.access_token)
    expect(renewed.body.expires_in).toBe('86399')
  })

  it('is a new one when a service did not take the old one, or for another identity or resource', async () => {
    const first = await machine(query)
    const hash = createHash('sha256')
      .update(first.body.access_token ?? '')
      .digest('hex')
    const second = await machine(`${query}&token_sha256_to_refresh=${hash}`)
    expect(second.body.access_token).not.toBe(first.body.access_token)
    expect((await machine(`${query}&token_sha256_to_refresh=${hash}`)).body.access_token).toBe(second.body.access_token)
    const other = await machine(`${query}&client_id=${identity(1).clientId}`)
    expect(other.body.client_id).toBe(identity(1).clientId)
    expect(decodeJwt(other.body.access_token ?? '').appid).toBe(identity(1).clientId)
  })
})

describe('what a machine knows about itself', () => {
  const instance = async (path: string, headers: Record<string, string> = METADATA) => {
    const response = await fetch(`${fixture.cloud.ready.endpoints.imds}/metadata/instance${path}`, { headers })
    return { status: response.status, text: await response.text() }
  }

  it('is told whole, in parts and as text', async () => {
    const whole = JSON.parse((await instance('?api-version=2021-02-01')).text) as { compute: Record<string, string> }
    expect(whole.compute).toMatchObject({ name: 'gis-worker', resourceGroupName: 'gis-rg', osType: 'Linux' })
    expect(JSON.parse((await instance('/compute?api-version=2021-02-01')).text)).toEqual(whole.compute)
    expect((await instance('/compute/name?api-version=2021-02-01&format=text')).text).toBe('gis-worker')
  })

  it.each([
    ['without the header', '?api-version=2021-02-01', {}, 400],
    ['without an api-version', '', METADATA, 400],
    ['for a part that is not there', '/compute/none?api-version=2021-02-01', METADATA, 404]
  ])('is refused %s', async (_name, path, headers, status) => {
    expect((await instance(path, headers)).status).toBe(status)
  })
})

describe('roles of managed identities', () => {
  it.each([
    ['field-reader', 1, 200],
    ['unused-identity', 2, 403]
  ])('%s', async (name, index, status) => {
    expect(identity(index).name).toBe(name)
    const token = async (resource: string): Promise<Record<string, string>> => {
      const query = `?api-version=2018-02-01&resource=${resource}&object_id=${identity(index).objectId}`
      return { authorization: `Bearer ${(await machine(query)).body.access_token ?? ''}` }
    }
    const { endpoints, maps } = fixture.cloud.ready
    const caption = await fixture.fetch(`${endpoints.maps}/map/copyright/caption/json?api-version=2024-04-01`, {
      headers: { ...(await token(RESOURCE)), 'x-ms-client-id': at(maps, 0).clientId }
    })
    const landing = await fixture.fetch(`${endpoints.geocatalog}/stac?api-version=2026-04-15`, {
      headers: await token('https://geocatalog.spatio.azure.com')
    })
    expect([caption.status, landing.status]).toEqual([status, status])
  })
})

it('the weather reaches the identity endpoint, and the log shows no token and no header value', async () => {
  await fixture.weather([
    { match: { service: 'imds' }, times: 1, do: { kind: 'status', status: 429, headers: { 'retry-after': '1' } } },
    { match: { service: 'imds' }, times: 1, do: { kind: 'status', status: 500, body: { error: 'unknown' } } }
  ])
  const { endpoints, appService: app } = fixture.cloud.ready
  expect((await fetch(`${endpoints.imds}/metadata/identity/oauth2/token`, { headers: METADATA })).status).toBe(429)
  expect(await machine('')).toMatchObject({ status: 500, body: { error: 'unknown' } })
  expect((await appService(`?api-version=2019-08-01&resource=${RESOURCE}`)).status).toBe(200)
  const log = JSON.stringify(await fixture.requests())
  expect(log).toContain('"service":"imds"')
  expect(log).not.toContain(app.header)
})
