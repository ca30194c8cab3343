/** Time, so that tests can move it. */
export interface Clock {
  /** Milliseconds since 1970. */
  now: () => number
  /** Ends after the given time; rejects when the signal aborts. */
  sleep: (milliseconds: number, signal?: AbortSignal) => Promise<void>
}

/** Random identifiers. */
export interface Ids {
  /** A random UUID in lower case. */
  next: () => string
}
