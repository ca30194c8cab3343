import type { Failure } from '#contract/failure'

/** What services and adapters throw on purpose; `ipc/serve.ts` turns it into a `Result`. */
export class AppFailure extends Error {
  readonly failure: Failure

  constructor(failure: Failure, options?: ErrorOptions) {
    super(failure.code, options)
    this.name = 'AppFailure'
    this.failure = failure
  }
}

/** A refusal by a service that would take another token: one that Entra ID gives for these claims (JSON text). */
export class ClaimsChallenge extends AppFailure {
  readonly claims: string

  constructor(failure: Failure, claims: string) {
    super(failure)
    this.claims = claims
  }
}
