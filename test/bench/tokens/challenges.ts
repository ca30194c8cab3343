import { systemClock } from '../../../electron/adapters/clock.ts'
import type { HttpRequest } from '../../../electron/adapters/http/http.ts'
import { createNodeHttp } from '../../../electron/adapters/http/node-http.ts'
import { AppFailure } from '../../../electron/services/app-failure.ts'
import type { Figures } from '../measure.ts'
import { atPractice, type AtPractice } from './at-practice.ts'
import { challenge, malformedChallenge, wellFormedClaims } from './malformed-challenges.ts'
import { signInAnn, type StartedApp } from './started-app.ts'

/** Claims challenges of Azure Resource Manager: what is sent for one that can be answered, and for so many that cannot. */
export function claimsChallenges(malformed: number): Promise<Figures> {
  return atPractice(async (given) => {
    const app = await given.start()
    const { accountId } = await signInAnn(app)
    const answered = await listTenants(given, app, accountId, [challenge(wellFormedClaims)])
    const deaf = await listTenants(
      given,
      app,
      accountId,
      [1, 2, 3, 4].map(() => challenge(wellFormedClaims))
    )
    let challengeCrashes = 0
    let retriesForMalformed = 0
    for (let turn = 0; turn < malformed; turn += 1) {
      const seen = await listTenants(given, app, accountId, [malformedChallenge(turn), malformedChallenge(turn)])
      if (seen.said !== 'access-refused') challengeCrashes += 1
      retriesForMalformed += seen.toArm - 1 + seen.claims.length
    }
    const challengedAccountsLost = 1 - app.services.accounts.list().filter(({ state }) => state === 'ready').length
    await app.stop()
    return {
      retriesOfAnswered: answered.said === 'listed' && isSentOnce(answered) ? answered.toArm - 1 : Number.NaN,
      retriesOfRepeated: deaf.said === 'access-refused' && isSentOnce(deaf) ? deaf.toArm - 1 : Number.NaN,
      malformedChallenges: malformed,
      challengeCrashes,
      retriesForMalformed,
      challengedAccountsLost
    }
  })
}

/** What the service asked for went to Entra ID once. */
function isSentOnce({ claims }: { claims: string[] }): boolean {
  return claims.length === 1 && `{"access_token":${claims[0] ?? ''}}` === JSON.stringify(JSON.parse(wellFormedClaims))
}

/** Asks for the tenants while Resource Manager answers the first requests with these challenges. */
async function listTenants(
  { way, cloud }: AtPractice,
  { services }: StartedApp,
  accountId: string,
  challenges: string[]
): Promise<{ said: string; toArm: number; claims: string[] }> {
  const sent: HttpRequest[] = []
  const waiting = [...challenges]
  const { send } = createNodeHttp(systemClock)
  way.detour = (request) => {
    sent.push(request)
    const header = request.url.startsWith(cloud.arm) ? waiting.shift() : undefined
    if (header === undefined) return send(request)
    const headers = { 'www-authenticate': header }
    return Promise.resolve({ host: new URL(request.url).host, status: 401, headers, body: '{}', latencyMs: 0 })
  }
  const { signal } = new AbortController()
  const said = await services.tenants.list({ accountId, refresh: true, signal }).then(
    () => 'listed',
    (error: unknown) => (error instanceof AppFailure ? error.failure.code : String(error))
  )
  way.detour = null
  // MSAL has claims of its own about the ID token in each request.
  const claims = sent
    .map(({ body }) => JSON.parse(new URLSearchParams(body).get('claims') ?? '{}') as { access_token?: unknown })
    .flatMap(({ access_token: wanted }) => (wanted === undefined ? [] : [JSON.stringify(wanted)]))
  return {
    said,
    toArm: sent.filter(({ url }) => url.startsWith(cloud.arm)).length,
    claims
  }
}
