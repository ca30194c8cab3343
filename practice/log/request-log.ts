import type { ServiceName } from '../services.ts'

/** One answered request, without bodies, header values or anything secret. */
export interface LoggedRequest {
  /** ISO time of this machine's clock, whatever the weather says. */
  at: string
  service: ServiceName | 'admin'
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

  add(entry: LoggedRequest): void {
    this.#entries.push(entry)
    if (this.#entries.length > KEPT) this.#entries.shift()
  }

  list(): readonly LoggedRequest[] {
    return this.#entries
  }
}
