import type { Failure } from '#contract/failure'
import type { Result } from '#contract/result'

/** Something that is fetched: under way, there, or failed with a reason. */
export type Loadable<T> = { state: 'loading' } | { state: 'ready'; value: T } | { state: 'failed'; failure: Failure }

/** The one value of "under way". */
export const loading = { state: 'loading' } as const

/** The answer of a call as something loaded. */
export function loaded<T>(result: Result<T>): Loadable<T> {
  return result.ok ? { state: 'ready', value: result.value } : { state: 'failed', failure: result.failure }
}

/** The loaded value, or the given one while there is none. */
export function valueOr<T, Other>(loadable: Loadable<T>, other: Other): T | Other {
  return loadable.state === 'ready' ? loadable.value : other
}
