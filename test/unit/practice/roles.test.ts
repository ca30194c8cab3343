import { describe, expect, it } from 'vitest'
import { ARM_SCOPE, at, CLI, GEO_SCOPE, MAPS_SCOPE, withPracticeCloud } from '../../clients/practice-fixture.ts'
import { person, refreshTokenOf } from '../../clients/sign-in-by-script.ts'

const fixture = withPracticeCloud({ world: 'crowded' })
const endpoints = () => fixture.cloud.ready.endpoints
const maps = () => at(fixture.cloud.ready.maps, 0)

const userToken = async (index: number, tenant: string, scope: string): Promise<string> => {
  const refreshToken = await refreshTokenOf(fixture, person(fixture, index), 'organizations')
  const { body } = await fixture.token(tenant, {
    grant_type: 'refresh_token',
    client_id: CLI,
    refresh_token: refreshToken,
    scope
  })
  return String(body.access_token)
}

const bearer = (token: string): Record<string, string> => ({ authorization: `Bearer ${token}` })
const mapsStatus = async (path: string, headers: Record<string, string>): Promise<number> =>
  (await fixture.fetch(`${endpoints().maps}${path}`, { headers })).status

const GEOCODE = '/geocode?api-version=2026-01-01&query=Seattle'
const TIME_ZONE = '/timezone/byCoordinates/json?api-version=1.0&query=47.0,-122'
const CAPTION = '/map/copyright/caption/json?api-version=2024-04-01'

describe('Azure Maps', () => {
  it.each([
    ['ann, reader by her role on the subscription', 0, 200],
    ['rhea, reader', 1, 200],
    ['carl, a guest without a role', 2, 403],
    ['sam, a member without a role', 3, 403]
  ])('%s', async (_name, index, status) => {
    const headers = { ...bearer(await userToken(index, 'contoso.com', MAPS_SCOPE)), 'x-ms-client-id': maps().clientId }
    expect(await mapsStatus(GEOCODE, headers)).toBe(status)
    expect(await mapsStatus(TIME_ZONE, headers)).toBe(status)
  })

  it.each([
    ['the operator, Contributor only', 0, 403],
    ['the daemon', 1, 200],
    ['the application without a role', 2, 403]
  ])('%s', async (_name, index, status) => {
    const headers = { ...bearer(await fixture.appToken(index, MAPS_SCOPE)), 'x-ms-client-id': maps().clientId }
    expect(await mapsStatus(CAPTION, headers)).toBe(status)
  })

  it('Search and Render Data Reader may search and render, but not ask for the time zone', async () => {
    const token = await fixture.appToken(2, MAPS_SCOPE)
    const { world } = fixture.cloud
    const appId = at(fixture.cloud.ready.apps, 2).clientId
    const principal = at(world.applications.find((one) => one.appId === appId)?.servicePrincipals ?? [], 0)
    world.roleAssignments.push({
      principalId: principal.objectId,
      roleId: '6be48352-4f82-47c9-ad5e-0acacefdb005',
      scope: maps().resourceId
    })
    const headers = { ...bearer(token), 'x-ms-client-id': maps().clientId }
    expect(await mapsStatus(GEOCODE, headers)).toBe(200)
    expect(await mapsStatus(CAPTION, headers)).toBe(200)
    expect(await mapsStatus(TIME_ZONE, headers)).toBe(403)
    world.roleAssignments.pop()
  })

  it('takes a shared key in header and query, and refuses a wrong one, another account, another audience, no credential', async () => {
    const { primaryKey, secondaryKey, clientId } = maps()
    expect(await mapsStatus(GEOCODE, { 'subscription-key': primaryKey })).toBe(200)
    expect(await mapsStatus(`${GEOCODE}&subscription-key=${secondaryKey}`, {})).toBe(200)
    const challenge = async (headers: Record<string, string>): Promise<[number, string | null]> => {
      const response = await fixture.fetch(`${endpoints().maps}${GEOCODE}`, { headers })
      return [response.status, response.headers.get('www-authenticate')]
    }
    expect(await challenge({ 'subscription-key': 'wrong' })).toEqual([
      401,
      'SharedKey realm="https://atlas.microsoft.com/, error="InvalidKey", error_description="The provided key was incorrect or the account resource does not exist."'
    ])
    const token = await fixture.appToken(1, MAPS_SCOPE)
    expect((await challenge(bearer(token)))[1]).toContain('error="InvalidClientId"')
    expect(
      (await challenge({ ...bearer(await fixture.appToken(1, GEO_SCOPE)), 'x-ms-client-id': clientId }))[1]
    ).toContain('error="InvalidAudience"')
    expect((await challenge({ ...bearer(`${token.slice(0, -8)}AAAAAAAA`), 'x-ms-client-id': clientId }))[0]).toBe(401)
    expect((await challenge({}))[0]).toBe(401)
    expect(
      await mapsStatus(GEOCODE, { ...bearer(token), 'x-ms-client-id': at(fixture.cloud.ready.maps, 1).clientId })
    ).toBe(403)
  })

  it('wants a known api-version and a query', async () => {
    const headers = { 'subscription-key': maps().primaryKey }
    for (const path of [
      '/geocode?query=x',
      '/geocode?api-version=1999-01-01&query=x',
      '/geocode?api-version=2026-01-01',
      '/timezone/byCoordinates/json?api-version=1.0&query=95,0'
    ]) {
      expect(await mapsStatus(path, headers)).toBe(400)
    }
    const nothing = await fixture.fetch(`${endpoints().maps}/geocode?api-version=2026-01-01&query=Atlantis`, {
      headers
    })
    expect(await nothing.json()).toEqual({ type: 'FeatureCollection', features: [] })
  })
})

describe('GeoCatalog', () => {
  const status = async (token: string | undefined, path: string): Promise<[number, string | null]> => {
    const response = await fixture.fetch(`${endpoints().geocatalog}${path}`, {
      headers: token === undefined ? {} : bearer(token)
    })
    return [response.status, response.headers.get('x-emulated-guess')]
  }
  const STAC = '/stac?api-version=2026-04-15'

  it('lets Administrator, Reader and the daemon read, and nobody else', async () => {
    expect(await status(await userToken(0, 'contoso.com', GEO_SCOPE), STAC)).toEqual([200, null])
    expect(await status(await userToken(1, 'contoso.com', GEO_SCOPE), STAC)).toEqual([200, null])
    expect(await status(await fixture.appToken(1, GEO_SCOPE), STAC)).toEqual([200, null])
    expect(await status(await fixture.appToken(0, GEO_SCOPE), STAC)).toEqual([403, '1'])
    expect(await status(await userToken(3, 'contoso.com', GEO_SCOPE), STAC)).toEqual([403, '1'])
    expect(await status(undefined, STAC)).toEqual([401, '1'])
    expect(await status(await fixture.appToken(1, MAPS_SCOPE), STAC)).toEqual([401, '1'])
  })

  it('refuses the same person with a token of another tenant', async () => {
    expect(await status(await userToken(0, 'fabrikam.com', GEO_SCOPE), STAC)).toEqual([401, '1'])
  })

  it('wants an api-version that it knows, and a collection that exists', async () => {
    const token = await fixture.appToken(1, GEO_SCOPE)
    for (const path of [
      '/stac',
      '/stac?api-version=2020-01-01',
      '/stac/collections/none?api-version=2026-04-15',
      '/stac/nothing?api-version=2026-04-15'
    ]) {
      expect((await status(token, path))[0]).toBe(404)
    }
    const response = await fixture.fetch(`${endpoints().geocatalog}/stac/collections?api-version=2026-04-15`, {
      headers: bearer(token)
    })
    const { collections } = (await response.json()) as { collections: { id: string }[] }
    expect(collections.map((one) => one.id)).toEqual(['coast-orthophotos', 'flood-depth', 'survey-drone-2026'])
  })
})

describe('Azure Resource Manager', () => {
  interface Answer {
    value: { tenantId: string; displayName: string }[]
    nextLink?: string
    error?: { code: string }
  }
  const get = async (url: string, headers: Record<string, string>): Promise<{ response: Response; body: Answer }> => {
    const response = await fixture.fetch(url, { headers })
    return { response, body: (await response.json()) as Answer }
  }
  const tenantsUrl = (): string => `${endpoints().arm}/tenants?api-version=2022-12-01`

  it('lists the tenants of a person, 300 of them page by page', async () => {
    const ann = await get(tenantsUrl(), bearer(await userToken(0, 'contoso.com', ARM_SCOPE)))
    expect(ann.body.value.map((tenant) => tenant.displayName)).toEqual([
      'Contoso GIS',
      'Fabrikam Survey',
      'City of Aalborg'
    ])
    expect(ann.body).not.toHaveProperty('nextLink')
    const headers = bearer(await userToken(4, 'contoso.com', ARM_SCOPE))
    const seen = new Set<string>()
    let pages = 0
    for (let url: string | undefined = tenantsUrl(); url !== undefined; pages += 1) {
      const { body } = await get(url, headers)
      for (const tenant of body.value) seen.add(tenant.tenantId)
      url = body.nextLink
    }
    expect([pages, seen.size]).toEqual([3, 300])
  })

  it('lists the subscriptions of the tenant of the token', async () => {
    const url = `${endpoints().arm}/subscriptions?api-version=2022-12-01`
    expect((await get(url, bearer(await userToken(0, 'contoso.com', ARM_SCOPE)))).body.value).toHaveLength(1)
    expect((await get(url, bearer(await userToken(0, 'fabrikam.com', ARM_SCOPE)))).body.value).toHaveLength(0)
    expect((await get(url, bearer(await fixture.appToken(0, ARM_SCOPE)))).body.value).toHaveLength(1)
    expect((await get(url, bearer(await fixture.appToken(2, ARM_SCOPE)))).body.value).toHaveLength(0)
  })

  it.each([
    ['no token', () => Promise.resolve({}), 'AuthenticationFailed'],
    ['a token that is none', () => Promise.resolve(bearer('abc')), 'InvalidAuthenticationToken'],
    [
      'a token for something else',
      async () => bearer(await fixture.appToken(1, MAPS_SCOPE)),
      'InvalidAuthenticationTokenAudience'
    ]
  ] as const)('refuses %s', async (_name, headers, code) => {
    const { response, body } = await get(tenantsUrl(), await headers())
    expect([response.status, body.error?.code]).toEqual([401, code])
    expect(response.headers.get('www-authenticate')).toMatch(
      /^Bearer authorization_uri="https:\/\/localhost:\d+\/", error="invalid_token", error_description=".+"$/
    )
  })

  it('wants an api-version', async () => {
    const headers = bearer(await fixture.appToken(1, ARM_SCOPE))
    expect((await get(`${endpoints().arm}/tenants`, headers)).body.error?.code).toBe('MissingApiVersionParameter')
    expect((await get(`${endpoints().arm}/tenants?api-version=1`, headers)).body.error?.code).toBe(
      'InvalidApiVersionParameter'
    )
  })
})
