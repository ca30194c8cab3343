import { systemClock } from '../../../electron/adapters/clock.ts'
import type { Http } from '../../../electron/adapters/http/http.ts'
import { createNodeHttp } from '../../../electron/adapters/http/node-http.ts'
import { createHttp } from '../../../electron/adapters/http/sender.ts'
import { AppFailure } from '../../../electron/services/app-failure.ts'
import { isOfService } from '../../support/arrived.ts'
import type { Figures } from '../measure.ts'
import { atPractice, mapsScope, type AtPractice } from './at-practice.ts'
import { signInAnn, type StartedApp } from './started-app.ts'

const waitSeconds = 60

/** What happens on the way or at the service, and how the app names it. */
interface Trouble {
  code: string
  weather?: unknown
  detour?: Http['send']
  /** The service says for how long it wants to be left alone. */
  waits?: boolean
}

const refusedBySystem = (code: string): Http['send'] =>
  createHttp(() => Promise.reject(Object.assign(new Error(`getaddrinfo ${code}`), { code })), systemClock).send
const impatient: Http['send'] = (request) => createNodeHttp(systemClock).send({ ...request, timeoutMs: 30 })
const status = (number: number, headers = {}): unknown => ({ kind: 'status', status: number, headers })
const retryAfter = { 'retry-after': String(waitSeconds) }

const troubles: readonly Trouble[] = [
  { code: 'offline', detour: refusedBySystem('EAI_AGAIN') },
  { code: 'offline', detour: refusedBySystem('ENETUNREACH') },
  { code: 'host-not-found', detour: refusedBySystem('ENOTFOUND') },
  { code: 'unreachable', detour: refusedBySystem('ECONNREFUSED') },
  { code: 'unreachable', weather: { kind: 'cut' } },
  { code: 'timed-out', weather: { kind: 'hang' }, detour: impatient },
  { code: 'service-failed', weather: status(500) },
  { code: 'service-failed', weather: status(502) },
  { code: 'service-failed', weather: status(503) },
  { code: 'service-failed', weather: status(504) },
  { code: 'throttled', weather: status(429) },
  { code: 'throttled', weather: status(429, retryAfter), waits: true },
  { code: 'throttled', weather: status(503, retryAfter), waits: true },
  { code: 'answer-not-understood', weather: { kind: 'html' } },
  { code: 'answer-not-understood', weather: { kind: 'status', status: 200, body: '' } }
]

/** Failures that pass by themselves, of every kind: what they deleted, and what was sent before the time that was asked for. */
export function passingFailures(count: number): Promise<Figures> {
  return atPractice(async (given) => {
    const app = await given.start()
    const { accountId, homeTenantId: tenantId } = await signInAnn(app)
    const { signal } = new AbortController()
    const request = { accountId, tenantId, scope: mapsScope, refresh: false, signal }
    await app.services.tokens.acquire(request)
    const before = await stockOf(app, accountId)
    let lost = 0
    let misnamed = 0
    let sentTooEarly = 0
    for (let turn = 0; turn < count; turn += 1) {
      const trouble = troubles[turn % troubles.length] ?? { code: '' }
      given.way.detour = trouble.detour ?? null
      await given.weather(trouble.weather === undefined ? [] : [{ match: { service: 'login' }, do: trouble.weather }])
      if ((await failureCode(app, { ...request, refresh: true })) !== trouble.code) misnamed += 1
      if (trouble.waits === true) sentTooEarly += await sentWhileWaiting(given, app, { ...request, refresh: true })
      if ((await stockOf(app, accountId)) !== before) lost += 1
    }
    given.way.detour = null
    await given.weather([])
    await app.services.tokens.acquire({ ...request, refresh: true })
    await app.stop()
    const again = await given.start()
    lost += 1 - again.services.accounts.list().length
    await again.stop()
    return {
      passingFailures: count,
      kindsOfFailure: troubles.length,
      passingLost: lost,
      passingMisnamed: misnamed,
      sentTooEarly
    }
  })
}

type Request = Parameters<StartedApp['services']['tokens']['acquire']>[0]

async function failureCode({ services }: StartedApp, request: Request): Promise<string> {
  const said = await services.tokens.acquire(request).catch((error: unknown) => error)
  return said instanceof AppFailure ? said.failure.code : String(said)
}

/** Asks at once again, which must not leave the computer, and again when the time is over, which must. */
async function sentWhileWaiting(given: AtPractice, app: StartedApp, request: Request): Promise<number> {
  await given.weather([])
  await given.arrived()
  const held = [await failureCode(app, request), await failureCode(app, request)]
  const early = (await given.arrived()).filter(isOfService('login')).length
  given.clock.aheadSeconds += waitSeconds
  await app.services.tokens.acquire(request)
  given.clock.aheadSeconds -= waitSeconds
  return early + held.filter((code) => code !== 'throttled').length
}

/** Everything that must not change: accounts and their state, tokens, and the stored sign-in. */
async function stockOf({ services, vault }: StartedApp, accountId: string): Promise<string> {
  const tokens = services.tokens.list().map(({ tokenId, state }) => ({ tokenId, state }))
  const signIn = JSON.parse((await vault.read('msal-cache', accountId)) ?? '{}') as Record<string, object>
  const entries = Object.entries(signIn).map(([kind, held]) => [kind, Object.keys(held)])
  return JSON.stringify([services.accounts.list(), tokens, entries])
}
