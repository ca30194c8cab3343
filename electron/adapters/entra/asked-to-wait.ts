import { AppFailure } from '../../services/app-failure.ts'
import type { Clock } from '../../services/ports.ts'
import type { Http } from '../http/http.ts'
import { readRetryAfterSeconds } from '../http/json-answer.ts'

/** Longer than this nobody is made to wait, whatever a service asks; the limit that MSAL uses. */
const longestWaitSeconds = 3600

/**
 * The way to Entra ID that sends nothing to an address before the time is over for which it asked, by `Retry-After`, to be
 * left alone. MSAL keeps that in a client, and here each token has a client of its own.
 */
export function honourRetryAfter(http: Http, clock: Clock): Http {
  const waits = new Map<string, { askedAt: number; seconds: number }>()
  const leftSeconds = (address: string): number => {
    const wait = waits.get(address)
    if (wait === undefined) return 0
    const left = wait.seconds - (clock.now() - wait.askedAt) / 1000
    // More than was asked: the clock was set back meanwhile.
    if (left > 0 && left <= wait.seconds) return Math.ceil(left)
    waits.delete(address)
    return 0
  }
  return {
    ...http,
    send: async (request) => {
      const { host, origin, pathname } = new URL(request.url)
      // Not the query, in which MSAL gives each request an ID of its own.
      const address = origin + pathname
      const retryAfterSeconds = leftSeconds(address)
      if (retryAfterSeconds > 0) throw new AppFailure({ code: 'throttled', host, retryAfterSeconds })
      const answer = await http.send(request)
      const asked = answer.status === 429 || answer.status === 503 ? readRetryAfterSeconds(answer) : null
      if (asked !== null) waits.set(address, { askedAt: clock.now(), seconds: Math.min(asked, longestWaitSeconds) })
      return answer
    }
  }
}
