import { beforeEach, describe, expect, it } from 'vitest'
import type { AccessMatrix, Account, MapsTarget } from '#contract/model'
import { failureOfAsync } from '../../fakes/failure-of.ts'
import { tenantA } from '../../fakes/entra.ts'
import { buildHouse, probeAnswer, type House } from '../../fakes/house.ts'

const mapsClientId = 'eeeeeeee-0000-4000-8000-000000000005'
const keys = { primaryKey: 'primary-key-1111', secondaryKey: 'secondary-key-2222' }
let house: House
let ann: Account
let maps: MapsTarget

beforeEach(async () => {
  house = await buildHouse()
  ann = await house.services.signIn.withUser({ operationId: 'o', method: 'interactive', tenant: null, clientId: null })
  maps = await house.services.targets.saveMaps({
    targetId: null,
    label: 'contoso-maps',
    endpoint: 'https://atlas.microsoft.com',
    mapsClientId,
    ...keys
  })
})

const run = (
  targetId = maps.targetId,
  signal = new AbortController().signal,
  onStep = (): void => undefined
): Promise<AccessMatrix> =>
  house.services.accessTest.run({
    targetId,
    identities: [{ accountId: ann.accountId, tenantId: tenantA }],
    signal,
    onStep
  })

const column = (matrix: AccessMatrix, kind: string) => {
  const credential = matrix.credentials.find((candidate) => candidate.kind === kind)
  return matrix.cells.filter(({ credentialId }) => credentialId === credential?.credentialId)
}

describe('the access test of an Azure Maps account', () => {
  it('tries both keys, a wrong key, Entra with and without the Client ID, and nothing', async () => {
    const matrix = await run()
    expect(matrix.credentials.map(({ kind }) => kind)).toEqual([
      'primary-key',
      'secondary-key',
      'wrong-key',
      'entra',
      'entra-without-client-id',
      'none'
    ])
    expect(matrix.cells).toHaveLength(matrix.credentials.length * matrix.checks.length)
    expect(matrix.complete).toBe(true)
    const sent = house.probed.map(({ credential }) => credential)
    expect(sent).toContainEqual({ kind: 'shared-key', key: keys.primaryKey })
    expect(sent).toContainEqual({ kind: 'bearer', accessToken: expect.stringContaining('.'), mapsClientId })
    expect(sent).toContainEqual({ kind: 'bearer', accessToken: expect.stringContaining('.'), mapsClientId: null })
    expect(JSON.stringify(matrix)).not.toMatch(/primary-key-1111|secondary-key-2222|not-signed/)
  })

  it('acquires one token for all of an identity’s cells', async () => {
    await run()
    expect(house.entra.asked).toHaveLength(1)
  })

  it('tells a role that is too small from no role at all', async () => {
    house.answer.current = ({ checkId, credential }) =>
      probeAnswer(credential.kind === 'bearer' && checkId === 'maps-timezone' ? 403 : 200)
    expect(column(await run(), 'entra')[1]?.reason).toContain('does not cover this service')
    house.answer.current = () => probeAnswer(403)
    expect(column(await run(), 'entra')[0]?.reason).toContain('has no Azure Maps role')
  })

  it('without a token says what Entra ID said, beside the keys that work', async () => {
    const evidence = { aadsts: 65001, error: 'invalid_grant', correlationId: 'c', traceId: null, timestamp: null }
    house.entra.failure = {
      code: 'consent-needed',
      clientId: 'x',
      applicationName: null,
      scope: 'https://atlas.microsoft.com/.default',
      evidence
    }
    const matrix = await run()
    expect(column(matrix, 'primary-key').every(({ verdict }) => verdict === 'works')).toBe(true)
    const [entra] = column(matrix, 'entra')
    expect(entra).toMatchObject({ verdict: 'refused', httpStatus: null })
    expect(entra?.errorCode).toContain('65001')
  })

  it('that gets no answer is not a refusal', async () => {
    house.answer.current = () => ({ code: 'timed-out', host: 'atlas.microsoft.com', waitedSeconds: 30 })
    const matrix = await run()
    expect(new Set(matrix.cells.map(({ verdict }) => verdict))).toEqual(new Set(['no-answer']))
  })

  it('ends early when it is cancelled, with the cells it has', async () => {
    const controller = new AbortController()
    let answered = 0
    house.answer.current = () => {
      answered += 1
      if (answered === 8) controller.abort()
      return probeAnswer(200)
    }
    const matrix = await run(maps.targetId, controller.signal)
    expect(matrix.complete).toBe(false)
    expect(matrix.cells.length).toBeLessThan(matrix.credentials.length * matrix.checks.length)
  })
})

describe('a saved target', () => {
  it('shows the last four characters of its keys, keeps them when none are typed, and loses one that is emptied', async () => {
    expect(maps).toMatchObject({ primaryKeyLastFour: '1111', secondaryKeyLastFour: '2222' })
    const again = { targetId: maps.targetId, label: 'renamed', endpoint: maps.endpoint, mapsClientId }
    const kept = await house.services.targets.saveMaps({ ...again, primaryKey: null, secondaryKey: '' })
    expect(kept).toMatchObject({ label: 'renamed', primaryKeyLastFour: '1111', secondaryKeyLastFour: null })
    expect(await house.services.targets.key(maps.targetId, 'primary')).toBe(keys.primaryKey)
    expect(await house.services.targets.key(maps.targetId, 'secondary')).toBeNull()
  })

  it('whose stored address was changed to a foreign one gets no credential', async () => {
    await house.vault.index.put('target', maps.targetId, { ...maps, endpoint: 'https://evil.example' })
    expect(await failureOfAsync(run())).toMatchObject({ code: 'endpoint-refused', problem: 'unknown-host' })
    expect(house.probed).toEqual([])
    expect(house.services.targets.usable()).toEqual([])
    await house.services.targets.remove(maps.targetId)
    expect(house.services.targets.list()).toEqual([])
  })

  it('is gone with its keys when it is removed', async () => {
    await house.services.targets.remove(maps.targetId)
    expect(house.services.targets.list()).toEqual([])
    expect([...house.vault.records.values()]).not.toContain(keys.primaryKey)
    expect(await failureOfAsync(run())).toEqual({ code: 'not-found', what: 'target' })
  })
})

describe('a service that wants a token with other claims', () => {
  const wantedClaims = '{"access_token":{"nbf":{"essential":true,"value":"1"}}}'
  const refusal = { ...probeAnswer(401, 'insufficient_claims'), wantedClaims }

  it('gets one, and the checks after it use the same', async () => {
    let challenges = 0
    house.answer.current = ({ credential }) => {
      if (credential.kind !== 'bearer' || credential.mapsClientId === null || challenges > 0) return probeAnswer(200)
      challenges += 1
      return refusal
    }
    const matrix = await run()
    expect(column(matrix, 'entra').map(({ verdict }) => verdict)).toEqual(matrix.checks.map(() => 'works'))
    expect(house.entra.claimsAsked).toEqual([wantedClaims])
  })

  it('is asked once more for each check, no oftener, and what it wants is said', async () => {
    house.answer.current = ({ credential }) => (credential.kind === 'bearer' ? refusal : probeAnswer(200))
    const matrix = await run()
    expect(column(matrix, 'entra').map(({ reason }) => reason)).toEqual(
      matrix.checks.map(
        () => expect.stringContaining('wants a newer or a stronger sign-in of ann@contoso.com') as string
      )
    )
    const withClientId = house.probed.filter(
      ({ credential }) => credential.kind === 'bearer' && credential.mapsClientId !== null
    )
    expect(withClientId).toHaveLength(2 * matrix.checks.length)
    expect(house.entra.claimsAsked).toHaveLength(matrix.checks.length)
  })
})
