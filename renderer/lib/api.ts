import { channels, type Api, type CallName, type Wire } from '#contract/api'
import type { Failure } from '#contract/failure'
import type { Result } from '#contract/result'

/** The failure of a call that the main process did not even answer. */
const unanswered = (name: CallName): Failure => ({ code: 'unexpected', reference: `window/${name}` })

/** Turns the wire into an object that has a function for each call; none of them ever rejects. */
export function apiOver(wire: Wire): Api {
  const callNames = Object.keys(channels) as CallName[]
  const calls = callNames.map((name) => [
    name,
    async (request: never): Promise<Result<unknown>> => {
      try {
        return await wire.call(name, request)
      } catch {
        return { ok: false, failure: unanswered(name) }
      }
    }
  ])
  return Object.fromEntries(calls) as Api
}
