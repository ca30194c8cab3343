import { afterEach, describe, expect, it, vi } from 'vitest'
import { answeringRegion, regionsCover } from '../../../practice/maps/regions.ts'
import { RateLimits } from '../../../practice/maps/rate-limits.ts'
import { makeMapsSas, type MapsSasTerms } from '../../../practice/maps/sas-token.ts'
import { giveRole } from '../../clients/give-role.ts'
import { at, GEO_SCOPE, MAPS_SCOPE, withPracticeCloud } from '../../clients/practice-fixture.ts'

const fixture = withPracticeCloud()
afterEach(() => {
  vi.useRealTimers()
})
const account = () => at(fixture.cloud.world.mapsAccounts, 0)
const other = () => at(fixture.cloud.world.mapsAccounts, 1)
const CAPTION = '/map/copyright/caption/json?api-version=2024-04-01'

const ask = (path: string, headers: Record<string, string> = {}, init: RequestInit = {}): Promise<Response> =>
  fixture.fetch(`${fixture.cloud.ready.endpoints.maps}${path}`, { ...init, headers })
const withKey = (path: string, init: RequestInit = {}): Promise<Response> =>
  ask(path, { 'subscription-key': account().primaryKey }, init)
const asApp = async (index: number, path: string, headers: Record<string, string> = {}, scope = MAPS_SCOPE) =>
  ask(path, {
    authorization: `Bearer ${await fixture.appToken(index, scope)}`,
    'x-ms-client-id': account().clientId,
    ...headers
  })
const challenge = (answer: Response): string => {
  const header = answer.headers.get('www-authenticate') ?? ''
  return `${String(answer.status)} ${header.split(' ')[0] ?? ''} ${/error="(\w+)"/.exec(header)?.[1] ?? ''}`
}

describe('each route asks for its own data action', () => {
  const SEARCH_AND_RENDER = '6be48352-4f82-47c9-ad5e-0acacefdb005'
  const routes: [path: string, bySearchAndRender: number, byCustomRole: number][] = [
    ['/geocode?api-version=2026-01-01&query=Seattle', 200, 403],
    ['/reverseGeocode?api-version=2026-01-01&coordinates=-122.3,47.6', 200, 403],
    ['/search/polygon?api-version=2026-01-01&coordinates=-122.3,47.6', 200, 403],
    ['/search/fuzzy/json?api-version=1.0&query=seattle', 200, 403],
    ['/search/address/json?api-version=1.0&query=seattle', 200, 403],
    ['/search/address/reverse/json?api-version=1.0&query=47.6,-122.3', 200, 403],
    [CAPTION, 200, 200],
    ['/map/copyright/world/json?api-version=1.0', 200, 200],
    ['/map/attribution?api-version=2024-04-01&tilesetId=microsoft.base&zoom=6&bounds=-1,-1,1,1', 200, 200],
    ['/map/tileset?api-version=2024-04-01&tilesetId=microsoft.base', 200, 200],
    ['/map/tile?api-version=2024-04-01&tilesetId=microsoft.base.road&zoom=6&x=10&y=22', 200, 200],
    ['/timezone/byCoordinates/json?api-version=1.0&query=47.0,-122&options=all', 403, 403],
    ['/geolocation/ip/json?api-version=1.0&ip=127.0.0.1', 403, 403]
  ]

  it.each(routes)('%s', async (path, bySearchAndRender, byCustomRole) => {
    const { world } = fixture.cloud
    const custom = '00000000-0000-4000-8000-00000000c001'
    if (!world.roleDefinitions.some(({ id }) => id === custom))
      world.roleDefinitions.push({
        id: custom,
        name: 'Tiles only',
        description: '',
        actions: [],
        notActions: [],
        dataActions: ['Microsoft.Maps/accounts/services/*/read'],
        notDataActions: [
          'Microsoft.Maps/accounts/services/search/read',
          'Microsoft.Maps/accounts/services/timezone/read',
          'Microsoft.Maps/accounts/services/geolocation/read'
        ],
        assignableScopes: [account().resourceId]
      })
    giveRole(fixture, 0, SEARCH_AND_RENDER, account().resourceId)
    giveRole(fixture, 2, custom, account().resourceId)
    expect((await asApp(0, path)).status).toBe(bySearchAndRender)
    expect((await asApp(2, path)).status).toBe(byCustomRole)
    // A reader may read everything, and a key opens all of it.
    expect((await asApp(1, path)).status).toBe(200)
    expect((await withKey(path)).status).toBe(200)
  })
})

describe('a credential is refused by name', () => {
  it.each([
    ['nothing at all', {}, '401 SharedKey MissingCredential'],
    ['an unknown key', { 'subscription-key': 'x' }, '401 SharedKey InvalidKey'],
    ['another scheme', { authorization: 'Basic eDp5' }, '401 Bearer InvalidToken'],
    ['what is no token', { authorization: 'Bearer x.y.z' }, '401 Bearer InvalidToken'],
    ['what is no SAS token', { authorization: 'jwt-sas x.y.z' }, '401 jwt-sas InvalidToken']
  ])('%s', async (_what, headers, expected) => {
    const answer = await ask(CAPTION, headers)
    expect(challenge(answer)).toBe(expected)
    expect(answer.headers.get('x-emulated-guess')).toBe(expected === '401 SharedKey InvalidKey' ? null : '1')
  })

  it('a token for another service, for no account, for an account of another tenant, and an old one', async () => {
    expect(challenge(await asApp(1, CAPTION, {}, GEO_SCOPE))).toBe('401 Bearer InvalidAudience')
    expect(challenge(await asApp(1, CAPTION, { 'x-ms-client-id': '' }))).toBe('401 Bearer InvalidClientId')
    expect(challenge(await asApp(1, CAPTION, { 'x-ms-client-id': 'undefined' }))).toBe('401 Bearer InvalidClientId')
    const { tenantId } = other()
    other().tenantId = at(fixture.cloud.world.tenants, 1).tenantId
    expect(challenge(await asApp(1, CAPTION, { 'x-ms-client-id': other().clientId }))).toBe('401 Bearer InvalidToken')
    other().tenantId = tenantId
    await fixture.weather([{ match: { service: 'maps' }, times: 1, do: { kind: 'clock', offsetSeconds: 90_000 } }])
    expect(challenge(await asApp(1, CAPTION))).toBe('401 Bearer InvalidToken')
  })

  it('a key beside a token does not help', async () => {
    const both = { 'subscription-key': account().primaryKey, 'x-ms-client-id': account().clientId.toUpperCase() }
    expect((await asApp(1, CAPTION, both)).status).toBe(200)
    expect((await ask(CAPTION, { ...both, authorization: 'Bearer x' })).status).toBe(401)
    expect((await ask(`${CAPTION}&subscription-key=${account().secondaryKey}`)).status).toBe(200)
  })
})

describe('a SAS token', () => {
  const terms = (more: Partial<MapsSasTerms> = {}): MapsSasTerms => ({
    signingKey: 'primaryKey',
    principalId: at(
      fixture.cloud.world.managedIdentities.filter(({ name }) => name === 'field-reader'),
      0
    ).objectId,
    maxRatePerSecond: 500,
    regions: [],
    startsAt: Date.now() - 60_000,
    expiresAt: Date.now() + 60_000,
    ...more
  })
  const withSas = async (more: Partial<MapsSasTerms> = {}, headers: Record<string, string> = {}, host = 'maps') => {
    const origin = host === 'eu' ? fixture.cloud.ready.mapsHosts.eu : fixture.cloud.ready.endpoints.maps
    const authorization = `jwt-sas ${await makeMapsSas(account(), terms(more))}`
    return fixture.fetch(`${origin}${CAPTION}`, { headers: { authorization, ...headers } })
  }

  it('opens what its identity may, in its time, with the right client id or none', async () => {
    expect((await withSas()).status).toBe(200)
    expect((await withSas({}, { 'x-ms-client-id': account().clientId })).status).toBe(200)
    expect(challenge(await withSas({}, { 'x-ms-client-id': other().clientId }))).toBe('401 jwt-sas InvalidClientId')
    expect(challenge(await withSas({ expiresAt: Date.now() - 1000 }))).toBe('401 jwt-sas InvalidToken')
    expect(challenge(await withSas({ startsAt: Date.now() + 30_000 }))).toBe('401 jwt-sas InvalidToken')
    expect((await withSas({ principalId: account().clientId })).status).toBe(403)
  })

  it('is refused where keys are switched off', async () => {
    account().disableLocalAuth = true
    try {
      expect(challenge(await withSas())).toBe('401 jwt-sas LocalAuthDisabled')
      expect(challenge(await withKey(CAPTION))).toBe('401 SharedKey LocalAuthDisabled')
    } finally {
      account().disableLocalAuth = false
    }
  })

  it('is for its regions', async () => {
    expect((await withSas({ regions: ['eastus'] })).status).toBe(200)
    expect((await withSas({ regions: ['eastus'] }, {}, 'eu')).status).toBe(403)
    expect((await withSas({ regions: ['westeurope'] }, {}, 'eu')).status).toBe(200)
  })

  it('may not be used oftener than it says', async () => {
    vi.useFakeTimers({ toFake: ['Date'] })
    const authorization = `jwt-sas ${await makeMapsSas(account(), terms({ maxRatePerSecond: 1 }))}`
    const answers = await Promise.all(Array.from({ length: 20 }, () => ask(CAPTION, { authorization })))
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1)
    const refused = answers.filter(({ status }) => status === 429)
    expect(refused.map(({ headers }) => headers.get('retry-after'))).toEqual(Array<string>(19).fill('1'))
  })
})

describe('limits', () => {
  it('count the second before a call', () => {
    const limits = new RateLimits()
    expect([0, 10, 20].map((nowMs) => limits.take('one', 2, nowMs))).toEqual([true, true, false])
    expect(limits.take('other', 2, 20)).toBe(true)
    expect([999, 1000, 1005, 1010].map((nowMs) => limits.take('one', 2, nowMs))).toEqual([false, true, false, true])
  })

  it('of an account are off, unless the world sets one', async () => {
    expect((await withKey(CAPTION)).status).toBe(200)
    account().queriesPerSecond = 0
    try {
      const answer = await withKey(CAPTION)
      expect([answer.status, answer.headers.get('retry-after')]).toEqual([429, '1'])
      expect(await answer.json()).toMatchObject({ error: { code: 'TooManyRequests' } })
    } finally {
      delete account().queriesPerSecond
    }
  })
})

describe('hosts of a geography', () => {
  it('answer with the same credentials, from a region of theirs', async () => {
    const { endpoints, mapsHosts } = fixture.cloud.ready
    const regions = await Promise.all(
      [endpoints.maps, mapsHosts.us, mapsHosts.eu].map(async (origin) => {
        const answer = await fixture.fetch(`${origin}${CAPTION}`, {
          headers: { 'subscription-key': account().primaryKey }
        })
        return answer.headers.get('x-ms-azuremaps-region')
      })
    )
    expect(regions).toEqual(['East US', 'East US', 'West Europe'])
  })

  it.each([
    ['global', 'global', 'West Europe'],
    ['us', 'westeurope', 'West US 2'],
    ['eu', 'northeurope', 'North Europe'],
    ['global', 'westcentralus', 'West Central US']
  ] as const)('%s for an account in %s: %s', (geography, location, region) => {
    expect(answeringRegion(geography, location)).toBe(region)
  })

  it('are covered by the regions of a SAS token', () => {
    expect(regionsCover([], 'eu')).toBe(true)
    expect(regionsCover(['eastus'], 'us')).toBe(true)
    expect(regionsCover(['eastus', 'WestEurope'], 'eu')).toBe(true)
    expect(regionsCover(['eastus'], 'eu')).toBe(false)
  })
})
