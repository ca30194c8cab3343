import type { ServiceName } from '../services.ts'

/** One answered request, without bodies, header values or anything secret. */
export interface LoggedRequest {
  /** Counts the requests of this practice cloud from 1. */
  number: number
  /** ISO time of this machine's clock, whatever the weather says. */
  at: string
  service: ServiceName | 'admin' | 'proxy'
  method: string
  path: string
  query: Record<string, string>
  headerNames: string[]
  /** 0 when no answer was sent. */
  status: number
  /** The weather that was put on this request. */
  injected: string[]
}

const KEPT = 2_000

/** The newest requests of one practice cloud, oldest first. */
export class RequestLog {
  #entries: LoggedRequest[] = []

  #count = 0

  /** Adds a request; the entry that comes back is the one in the log, and may be completed. */
  add(request: Omit<LoggedRequest, 'number'>): LoggedRequest {
    this.#count += 1
    const entry = { number: this.#count, ...request }
    this.#entries.push(entry)
    if (this.#entries.length > KEPT) this.#entries.shift()
    return entry
  }

  /** Those with a higher number than `after`. */
  list(after = 0): readonly LoggedRequest[] {
    return after <= 0 ? this.#entries : this.#entries.filter(({ number }) => number > after)
  }
}
