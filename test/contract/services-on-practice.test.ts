import { describe, expect, it } from 'vitest'
import { checks } from '../../electron/knowledge/checks.ts'
import type { ProbeCredential, SignedInAccount } from '../../electron/services/ports.ts'
import { at, GEO_SCOPE, MAPS_SCOPE, withPracticeCloud } from '../clients/practice-fixture.ts'
import { person } from '../clients/sign-in-by-script.ts'
import { failureOfAsync } from '../fakes/failure-of.ts'
import { type Adapters, cloudOf, createAdapters, never, signInByCode } from './adapters-on-practice.ts'

const fixture = withPracticeCloud({ deviceCodeIntervalSeconds: 1 })
const tenantId = (): string => at(fixture.cloud.ready.tenants, 0).tenantId

async function tokenFor(adapters: Adapters, account: SignedInAccount, scope: string): Promise<string> {
  const cloud = cloudOf(fixture.cloud)
  const wanted = { cloud, account, tenantId: tenantId(), scope, refresh: false, signal: never }
  return (await adapters.entra.acquireToken(wanted)).accessToken
}

/** Every check of a service, with what each answered in short. */
async function probeAll(
  adapters: Adapters,
  service: 'maps' | 'geocatalog',
  credential: ProbeCredential
): Promise<string[]> {
  const cloud = cloudOf(fixture.cloud)
  const endpoint = fixture.cloud.ready.endpoints[service]
  const answers: string[] = []
  for (const { checkId } of checks.filter((check) => check.service === service)) {
    const answer = await adapters.probe.send({ cloud, service, endpoint, checkId, credential, signal: never })
    expect(answer.latencyMs).toBeGreaterThanOrEqual(0)
    answers.push([answer.status, answer.asPromised, answer.errorCode ?? '-'].join(' '))
  }
  return answers
}

const works = ['200 true -', '200 true -', '200 true -']
const each = (answer: string): string[] => [answer, answer, answer]

describe('tenants', () => {
  it('come from Azure Resource Manager, the home tenant marked', async () => {
    const adapters = createAdapters()
    const cloud = cloudOf(fixture.cloud)
    const account = await signInByCode(adapters, cloud, person(fixture, 0))
    const accessToken = await tokenFor(adapters, account, cloud.armScope)
    const tenants = await adapters.arm.listTenants({ cloud, accessToken, signal: never })
    const expected = fixture.cloud.ready.tenants.map((tenant, index) => ({ ...tenant, isHome: index === 0 }))
    expect(tenants).toHaveLength(3)
    expect(tenants).toEqual(expect.arrayContaining(expected))
  })

  it('are refused for a token of another service', async () => {
    const adapters = createAdapters()
    const cloud = cloudOf(fixture.cloud)
    const account = await signInByCode(adapters, cloud, person(fixture, 0))
    const accessToken = await tokenFor(adapters, account, MAPS_SCOPE)
    const failure = await failureOfAsync(adapters.arm.listTenants({ cloud, accessToken, signal: never }))
    expect(failure).toMatchObject({ code: 'access-refused', status: 401 })
    expect(failure).toHaveProperty('errorCode', expect.stringMatching(/^[A-Z]\w+$/))
  })

  it('are asked page by page: 300 of them', async () => {
    const { startPracticeCloud } = await import('../../practice/cloud.ts')
    const crowded = await startPracticeCloud({ world: 'crowded', deviceCodeIntervalSeconds: 1 })
    try {
      const adapters = createAdapters()
      const cloud = cloudOf(crowded)
      const user = crowded.ready.users.toSorted((a, b) => b.tenants.length - a.tenants.length)[0]
      if (user === undefined) throw new Error('The crowded world is empty')
      const account = await signInByCode(adapters, cloud, user)
      const wanted = {
        cloud,
        account,
        tenantId: account.homeTenantId,
        scope: cloud.armScope,
        refresh: false,
        signal: never
      }
      const { accessToken } = await adapters.entra.acquireToken(wanted)
      const tenants = await adapters.arm.listTenants({ cloud, accessToken, signal: never })
      expect(tenants.map((tenant) => tenant.tenantId).toSorted()).toEqual(user.tenants.toSorted())
      expect(tenants.length).toBeGreaterThanOrEqual(300)
    } finally {
      await crowded.stop()
    }
  })
})

describe('probes of Azure Maps', () => {
  it('tell right keys from wrong ones and from none', async () => {
    const adapters = createAdapters()
    const { primaryKey, secondaryKey } = at(fixture.cloud.ready.maps, 0)
    expect(await probeAll(adapters, 'maps', { kind: 'shared-key', key: primaryKey })).toEqual(works)
    expect(await probeAll(adapters, 'maps', { kind: 'shared-key', key: secondaryKey })).toEqual(works)
    expect(await probeAll(adapters, 'maps', { kind: 'shared-key', key: 'wrong' })).toEqual(each('401 false InvalidKey'))
    expect(await probeAll(adapters, 'maps', { kind: 'none' })).toEqual(each('401 false MissingCredential'))
    for (const { url } of adapters.sent) expect(url).not.toContain(primaryKey)
  })

  it('tell a role from none, and a missing x-ms-client-id', async () => {
    const adapters = createAdapters()
    const cloud = cloudOf(fixture.cloud)
    const { clientId: mapsClientId } = at(fixture.cloud.ready.maps, 0)
    const ann = await tokenFor(adapters, await signInByCode(adapters, cloud, person(fixture, 0)), MAPS_SCOPE)
    const sam = await tokenFor(adapters, await signInByCode(adapters, cloud, person(fixture, 3)), MAPS_SCOPE)
    const bearer = (accessToken: string, id: string | null): ProbeCredential => ({
      kind: 'bearer',
      accessToken,
      mapsClientId: id
    })
    expect(await probeAll(adapters, 'maps', bearer(ann, mapsClientId))).toEqual(works)
    expect(await probeAll(adapters, 'maps', bearer(sam, mapsClientId))).toEqual(each('403 false 403 Forbidden'))
    expect(await probeAll(adapters, 'maps', bearer(ann, null))).toEqual(each('401 false InvalidClientId'))
  })
})

describe('probes of a GeoCatalog', () => {
  it('tell a role from none', async () => {
    const adapters = createAdapters()
    const cloud = cloudOf(fixture.cloud)
    const bearer = (accessToken: string): ProbeCredential => ({ kind: 'bearer', accessToken, mapsClientId: null })
    const rhea = await tokenFor(adapters, await signInByCode(adapters, cloud, person(fixture, 1)), GEO_SCOPE)
    const sam = await tokenFor(adapters, await signInByCode(adapters, cloud, person(fixture, 3)), GEO_SCOPE)
    expect(await probeAll(adapters, 'geocatalog', bearer(rhea))).toEqual(works.slice(0, 2))
    expect(await probeAll(adapters, 'geocatalog', bearer(sam))).toEqual(each('403 false Forbidden').slice(0, 2))
    expect(await probeAll(adapters, 'geocatalog', { kind: 'none' })).toEqual(each('401 false Unauthorized').slice(0, 2))
  })

  it('do not take a proxy page for an answer', async () => {
    const adapters = createAdapters()
    await fixture.weather([{ match: { service: 'maps' }, do: { kind: 'html' } }])
    const { primaryKey } = at(fixture.cloud.ready.maps, 0)
    expect(await probeAll(adapters, 'maps', { kind: 'shared-key', key: primaryKey })).toEqual(each('200 false -'))
    await fixture.weather([])
  })
})

describe('signatures', () => {
  it('are checked against the published keys', async () => {
    const adapters = createAdapters()
    const cloud = cloudOf(fixture.cloud)
    const token = await tokenFor(adapters, await signInByCode(adapters, cloud, person(fixture, 0)), MAPS_SCOPE)
    const { signingKeys } = adapters
    const verify = (text: string) => signingKeys.verify({ cloud, tenantId: tenantId(), token: text })
    expect(await verify(token)).toMatchObject({ state: 'valid' })
    const sent = adapters.sent.length
    expect(await verify(token)).toMatchObject({ state: 'valid' })
    expect(adapters.sent).toHaveLength(sent)

    const [header = '', payload = '', signature = ''] = token.split('.')
    const claims = JSON.parse(Buffer.from(payload, 'base64url').toString()) as Record<string, unknown>
    const forged = Buffer.from(JSON.stringify({ ...claims, oid: 'somebody-else' })).toString('base64url')
    expect(await verify(`${header}.${forged}.${signature}`)).toMatchObject({ state: 'invalid' })
    const none = Buffer.from('{"alg":"none"}').toString('base64url')
    expect(await verify(`${none}.${payload}.`)).toMatchObject({ state: 'key-not-published', keyId: null })
    const stranger = Buffer.from('{"alg":"RS256","kid":"stranger"}').toString('base64url')
    expect(await verify(`${stranger}.${payload}.${signature}`)).toEqual({
      state: 'key-not-published',
      keyId: 'stranger'
    })
    expect(await verify('opaque')).toEqual({ state: 'invalid', keyId: null })
  })
})
