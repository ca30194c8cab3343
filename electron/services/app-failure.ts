import type { Failure } from '#contract/failure'

/** The one error type that services and adapters throw on purpose; `ipc/serve.ts` turns it into a `Result`. */
export class AppFailure extends Error {
  readonly failure: Failure

  constructor(failure: Failure, options?: ErrorOptions) {
    super(failure.code, options)
    this.name = 'AppFailure'
    this.failure = failure
  }
}
