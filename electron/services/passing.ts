import type { FailureCode } from '#contract/failure'
import { AppFailure } from './app-failure.ts'

const passing: readonly FailureCode[] = [
  'offline',
  'host-not-found',
  'unreachable',
  'timed-out',
  'throttled',
  'service-failed',
  'practice-cloud-stopped'
]

/** True for failures that pass by themselves: what is stored is as good as before. */
export function isPassing(error: unknown): error is AppFailure {
  return error instanceof AppFailure && passing.includes(error.failure.code)
}
