import type { Failure } from '#contract/failure'
import { AppFailure } from '../../electron/services/app-failure.ts'

/** The failure that the function throws; any other end is an error of the test. */
export function failureOf(work: () => unknown): Failure {
  try {
    work()
  } catch (error) {
    return unwrap(error)
  }
  throw new Error('Expected a failure, and it succeeded')
}

/** The failure that the promise rejects with; any other end is an error of the test. */
export async function failureOfAsync(work: Promise<unknown>): Promise<Failure> {
  try {
    await work
  } catch (error) {
    return unwrap(error)
  }
  throw new Error('Expected a failure, and it succeeded')
}

function unwrap(error: unknown): Failure {
  if (error instanceof AppFailure) return error.failure
  throw error
}
