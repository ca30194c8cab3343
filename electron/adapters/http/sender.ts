import type { CloudName } from '#contract/model'
import type { Cloud } from '../../knowledge/clouds.ts'
import { AppFailure } from '../../services/app-failure.ts'
import type { Clock } from '../../services/ports.ts'
import type { Http } from './http.ts'
import { isOnLink } from './loopback.ts'
import { networkFailure } from './network-failure.ts'

/** What a way of sending is given; it ends, one way or the other, when the signal aborts. */
export interface Carriage {
  cloud: Cloud
  url: URL
  method: 'GET' | 'POST'
  headers: Record<string, string>
  body: string | null
  signal: AbortSignal
}

/** A way of sending: Node's or Chromium's network stack. It throws what that stack throws. */
export type Carry = (carriage: Carriage) => Promise<{ status: number; headers: Record<string, string>; body: string }>

const defaultTimeoutMs = 30_000

/** Builds `Http` on a way of sending: time limit, cancel, latency, clock difference and typed failures. */
export function createHttp(carry: Carry, clock: Clock): Http {
  const offsets = new Map<CloudName, number>()
  return {
    send: async ({ cloud, url, method, headers = {}, body, isLocal = false, timeoutMs = defaultTimeoutMs, signal }) => {
      const parsed = new URL(url)
      const isAllowed = parsed.protocol === 'https:' || (isLocal && isOnLink(url))
      if (!isAllowed) throw new TypeError('Requests go to https only')
      const deadline = AbortSignal.timeout(timeoutMs)
      const either = signal === undefined ? deadline : AbortSignal.any([signal, deadline])
      const started = performance.now()
      try {
        either.throwIfAborted()
        const answer = await carry({ cloud, url: parsed, method, headers, body: body ?? null, signal: either })
        const date = Date.parse(answer.headers.date ?? '')
        if (!isLocal && !Number.isNaN(date)) offsets.set(cloud.name, Math.round((clock.now() - date) / 1000))
        return { host: parsed.host, ...answer, latencyMs: Math.round(performance.now() - started) }
      } catch (error) {
        if (error instanceof AppFailure) throw error
        if (signal?.aborted === true) throw new AppFailure({ code: 'cancelled' }, { cause: error })
        if (deadline.aborted) {
          const waitedSeconds = Math.max(1, Math.round(timeoutMs / 1000))
          throw new AppFailure({ code: 'timed-out', host: parsed.host, waitedSeconds }, { cause: error })
        }
        throw new AppFailure(networkFailure(error, parsed.host), { cause: error })
      }
    },
    clockOffsetSeconds: (cloud) => offsets.get(cloud) ?? null
  }
}
