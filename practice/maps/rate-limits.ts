const WINDOW_MS = 1000

/** Counts calls in the second that ends now, by whatever has a limit. */
export class RateLimits {
  readonly #calls = new Map<string, number[]>()

  /** Whether one more call is within the limit; only then it counts. */
  take(of: string, mostPerSecond: number, nowMs: number): boolean {
    const recent = (this.#calls.get(of) ?? []).filter((at) => nowMs - at < WINDOW_MS)
    const fits = recent.length < mostPerSecond
    this.#calls.set(of, fits ? [...recent, nowMs] : recent)
    return fits
  }
}
