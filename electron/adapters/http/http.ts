import type { CloudName } from '#contract/model'
import type { Cloud } from '../../knowledge/clouds.ts'

/** One request; secrets go into headers or the body, never into the URL. */
export interface HttpRequest {
  /** Decides whose certificates are trusted. */
  cloud: Cloud
  url: string
  method: 'GET' | 'POST'
  headers?: Record<string, string>
  body?: string
  /** Asks this computer, or the link that it hangs on, for an identity; only there may plain http go. */
  isLocal?: boolean
  /** Left out: the sender's own limit. */
  timeoutMs?: number
  signal?: AbortSignal
}

/** An answer as it came, whatever its status; redirects are answers too and are never followed. */
export interface HttpAnswer {
  /** Host, with its port where that is not the usual one. */
  host: string
  status: number
  /** Names in lower case. */
  headers: Record<string, string>
  body: string
  latencyMs: number
}

/** The way to the clouds; throws an `AppFailure` only where no answer came. */
export interface Http {
  send: (request: HttpRequest) => Promise<HttpAnswer>
  /** Seconds by which this computer's clock is ahead of the cloud's, from its last answer; null where not known. */
  clockOffsetSeconds: (cloud: CloudName) => number | null
}
