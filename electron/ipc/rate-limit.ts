/** Lets `limit` calls through in each `windowMs`; answers the wait in seconds for one too many, else null. */
export class RateLimit {
  readonly #limit: number
  readonly #windowMs: number
  readonly #now: () => number
  #startedAt = 0
  #count = 0

  constructor(limit: number, windowMs: number, now: () => number) {
    this.#limit = limit
    this.#windowMs = windowMs
    this.#now = now
  }

  take(): number | null {
    const now = this.#now()
    if (now - this.#startedAt >= this.#windowMs) {
      this.#startedAt = now
      this.#count = 0
    }
    this.#count += 1
    if (this.#count <= this.#limit) return null
    return Math.ceil((this.#startedAt + this.#windowMs - now) / 1000)
  }
}
