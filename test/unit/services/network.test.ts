import { beforeEach, describe, expect, it } from 'vitest'
import { azureClouds } from '../../../electron/knowledge/clouds.ts'
import { AppFailure } from '../../../electron/services/app-failure.ts'
import { Network } from '../../../electron/services/network.ts'
import { failureOfAsync } from '../../fakes/failure-of.ts'

const practice = { ...azureClouds.public, name: 'practice', isPrivate: true } as const
const unreachable = { code: 'unreachable', host: 'localhost:4321' } as const
const refused = (): Promise<never> => Promise.reject(new AppFailure(unreachable))
const offline = (): Promise<never> => Promise.reject(new AppFailure({ code: 'offline' }))

let now = 0
let isConnected = true
let isRunning = false
let changes = 0

function network(): Network {
  const made = new Network({
    clock: { now: () => now, sleep: () => Promise.resolve() },
    connection: { isConnected: () => isConnected },
    isPracticeRunning: () => Promise.resolve(isRunning)
  })
  made.onChange = () => {
    changes += 1
  }
  return made
}

const at = (ms: number): string => new Date(ms).toISOString()

beforeEach(() => {
  now = 0
  isConnected = true
  isRunning = false
  changes = 0
})

describe('a service of the practice cloud that cannot be reached', () => {
  it('is named while the practice cloud answers elsewhere, and the network is not to blame', async () => {
    isRunning = true
    const it = network()
    expect(await failureOfAsync(it.use(practice, refused()))).toEqual(unreachable)
    expect(it.offlineSince('practice')).toBeNull()
  })

  it('says that the practice cloud is stopped where nothing of it answers, and nothing of Azure', async () => {
    const it = network()
    expect(await failureOfAsync(it.use(practice, refused()))).toEqual({ code: 'practice-cloud-stopped' })
    expect(it.offlineSince('practice')).toBe(at(0))
    expect(it.offlineSince('public')).toBeNull()
  })
})

it('is there again as soon as Entra ID answers, be it by a refusal', async () => {
  const entra = { aadsts: 70043, error: 'invalid_grant', correlationId: null, traceId: null, timestamp: null }
  const signInNeeded = (evidence: typeof entra | null): Promise<never> =>
    Promise.reject(new AppFailure({ code: 'sign-in-needed', username: 'ann', reason: 'expired', evidence }))
  isConnected = false
  const it = network()
  await failureOfAsync(it.use(azureClouds.public, offline()))
  await failureOfAsync(it.use(azureClouds.public, signInNeeded(null)))
  expect(it.offlineSince('public')).toBe(at(0))
  await failureOfAsync(it.use(azureClouds.public, signInNeeded(entra)))
  expect(it.offlineSince('public')).toBeNull()
})

describe('what the system says of its connection', () => {
  it('counts from the start, without a request, for every cloud but the one on this computer', () => {
    now = 5
    isConnected = false
    const it = network()
    now = 9
    it.look()
    expect(it.offlineSince('public')).toBe(at(5))
    expect(it.offlineSince('china')).toBe(at(5))
    expect(it.offlineSince('practice')).toBeNull()
    expect(it.offlineSince(null)).toBeNull()
  })

  it('is told when it changes, once', () => {
    const it = network()
    isConnected = false
    now = 7
    it.look()
    it.look()
    expect([it.offlineSince('public'), changes]).toEqual([at(7), 1])
    isConnected = true
    it.look()
    it.look()
    expect([it.offlineSince('public'), changes]).toEqual([null, 2])
  })

  it('ends what a failed request began, when the connection comes back', async () => {
    const it = network()
    await failureOfAsync(it.use(azureClouds.public, offline()))
    await failureOfAsync(it.use(practice, refused()))
    now = 3
    it.look()
    expect(it.offlineSince('public')).toBe(at(0))
    isConnected = false
    it.look()
    isConnected = true
    it.look()
    expect(it.offlineSince('public')).toBeNull()
    expect(it.offlineSince('practice')).toBe(at(0))
  })

  it('is outdone by an answer, until it changes', async () => {
    isConnected = false
    const it = network()
    await it.use(practice, Promise.resolve(1))
    expect(it.offlineSince('public')).toBe(at(0))
    await it.use(azureClouds.public, Promise.resolve(1))
    it.look()
    expect([it.offlineSince('public'), changes]).toEqual([null, 1])
  })
})
