import type { IpcMain, IpcMainInvokeEvent } from 'electron'
import * as v from 'valibot'
import { channels, type CallName } from '#contract/api'
import type { Failure } from '#contract/failure'
import type { Result } from '#contract/result'
import { AppFailure } from '../services/app-failure.ts'
import type { Handlers } from './handlers.ts'
import { isPlainData } from './plain-data.ts'
import { RateLimit } from './rate-limit.ts'
import { requests } from './requests.ts'

interface Parts {
  isTrusted: (event: IpcMainInvokeEvent) => boolean
  /** Writes the details of an unexpected error to the log and answers the reference to it. */
  report: (error: unknown) => string
  now: () => number
}

/** No request of ours is larger; an access test of twenty identities is the largest. */
const longestRequest = 64 * 1024
const callsPerWindow = 400
const windowMs = 10_000

/** Puts every call of the contract on its channel: sender, rate, size and schema are checked before a handler runs. */
export function serve(ipcMain: Pick<IpcMain, 'handle'>, handlers: Handlers, parts: Parts): void {
  const rate = new RateLimit(callsPerWindow, windowMs, parts.now)
  for (const name of Object.keys(channels) as CallName[]) {
    ipcMain.handle(channels[name], async (event, request: unknown): Promise<Result<unknown>> => {
      try {
        if (!parts.isTrusted(event)) throw new AppFailure({ code: 'request-refused' })
        const wait = rate.take()
        if (wait !== null) throw new AppFailure({ code: 'busy', retryAfterSeconds: wait })
        const handler = handlers[name] as (request: unknown) => unknown
        return { ok: true, value: await handler(parse(name, request)) }
      } catch (error) {
        return { ok: false, failure: toFailure(error, parts.report) }
      }
    })
  }
}

function parse(name: CallName, request: unknown): unknown {
  // An array has no unknown keys, so an empty schema would take it for an empty request. Plain first: the size of bytes is long in the making.
  if (Array.isArray(request) || !isPlainData(request) || sizeOf(request) > longestRequest)
    throw new AppFailure({ code: 'request-refused' })
  const parsed = v.safeParse(requests[name], request)
  if (!parsed.success) throw new AppFailure({ code: 'request-refused' })
  return parsed.output
}

function sizeOf(request: unknown): number {
  return JSON.stringify(request).length
}

function toFailure(error: unknown, report: (error: unknown) => string): Failure {
  return error instanceof AppFailure ? error.failure : { code: 'unexpected', reference: report(error) }
}
