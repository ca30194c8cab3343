import { decodeJwt } from 'jose'
import { describe, expect, it } from 'vitest'
import { at, withPracticeCloud } from '../../clients/practice-fixture.ts'

const fixture = withPracticeCloud()
const RESOURCE = 'https%3A%2F%2Fatlas.microsoft.com'
const METADATA = { Metadata: 'true' }

const machine = async (query: string, headers: Record<string, string> = METADATA, slash = '') => {
  const response = await fetch(`${fixture.cloud.ready.endpoints.imds}/metadata/identity/oauth2/token${slash}${query}`, {
    headers
  })
  return { status: response.status, body: (await response.json()) as Record<string, string> }
}
const appService = async (query: string, header = fixture.cloud.ready.appService.header) => {
  const response = await fetch(`${fixture.cloud.ready.appService.endpoint}${query}`, {
    headers: { 'x-identity-header': header }
  })
  return { status: response.status, body: (await response.json()) as Record<string, unknown> }
}
const identity = (index: number) => at(fixture.cloud.ready.managedIdentities, index)

describe('a virtual machine', () => {
  it.each(['', '/'])('gives a token at the path with "%s" behind it; every number is a text', async (slash) => {
    const { status, body } = await machine(`?api-version=2018-02-01&resource=${RESOURCE}`, METADATA, slash)
    expect(status).toBe(200)
    expect(Object.values(body).every((value) => typeof value === 'string')).toBe(true)
    expect(body).toMatchObject({ client_id: identity(0).clientId, expires_in: '86399', token_type: 'Bearer' })
    expect(Number(body.expires_on) * 1000).toBeGreaterThan(Date.now() + 86_000_000)
    expect(decodeJwt(body.access_token ?? '').exp).toBe(Number(body.expires_on))
  })

  it.each([
    ['without the header', '', {}, 'bad_request_102', 'Required metadata header not specified'],
    ['with the header saying no', `?resource=${RESOURCE}`, { Metadata: 'no' }, 'bad_request_102', 'metadata header'],
    ['without a resource', '?api-version=2018-02-01', METADATA, 'invalid_request', "'resource'"],
    ['without an api-version', `?resource=${RESOURCE}`, METADATA, 'invalid_request', "'api-version'"],
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

describe('App Service', () => {
  it('gives a token of the chosen identity', async () => {
    const { clientId, resourceId } = identity(1)
    const query = `?api-version=2019-08-01&resource=${RESOURCE}&mi_res_id=${encodeURIComponent(resourceId.toUpperCase())}`
    expect((await appService(query)).body).toMatchObject({
      client_id: clientId,
      resource: 'https://atlas.microsoft.com'
    })
  })

  it.each([
    ['another header', `?api-version=2019-08-01&resource=${RESOURCE}`, 'wrong', 401],
    ['another version', `?api-version=2017-09-01&resource=${RESOURCE}`, undefined, 400],
    ['no resource', '?api-version=2019-08-01', undefined, 400],
    ['an unknown identity', `?api-version=2019-08-01&resource=${RESOURCE}&client_id=x`, undefined, 400]
  ])('refuses %s', async (_name, query, header, status) => {
    const answer = await appService(query, header)
    expect([answer.status, answer.body.statusCode]).toEqual([status, status])
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
    { match: { service: 'imds' }, times: 1, do: { kind: 'aadsts', code: 53003 } }
  ])
  const { endpoints, appService: app } = fixture.cloud.ready
  expect((await fetch(`${endpoints.imds}/metadata/identity/oauth2/token`, { headers: METADATA })).status).toBe(429)
  expect((await machine('')).body.error_description).toMatch(/^AADSTS53003/)
  expect((await appService(`?api-version=2019-08-01&resource=${RESOURCE}`)).status).toBe(200)
  const log = JSON.stringify(await fixture.requests())
  expect(log).toContain('"service":"imds"')
  expect(log).not.toContain(app.header)
})
