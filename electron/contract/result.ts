import type { Failure } from './failure.ts'

/** What every call across the process border answers: a value, or a failure that has a sentence. */
export type Result<T> = { ok: true; value: T } | { ok: false; failure: Failure }
