import type { Failure } from '#contract/failure'
import { AppFailure } from './app-failure.ts'

/** A refusal by a service that would take another token: one that Entra ID gives for these claims (JSON text). */
export class ClaimsChallenge extends AppFailure {
  readonly claims: string

  constructor(failure: Failure, claims: string) {
    super(failure)
    this.claims = claims
  }
}

/** Uses a token; where the service challenges it, once more with one for the claims that the service named. */
export async function answeringChallenge<T>(use: (claims: string | null) => Promise<T>): Promise<T> {
  try {
    return await use(null)
  } catch (error) {
    if (!(error instanceof ClaimsChallenge)) throw error
    return use(error.claims)
  }
}
