import { keychainFailure } from './keychain-error.ts'

/**
 * Runs keychain operations one after the other and answers each caller within the time limit.
 * An unlock prompt can hold an operation for as long as it stands; each held one occupies a thread that the whole process
 * shares for files and name look-ups, so no second is started behind it.
 */
export class OneAtATime {
  readonly #limitMs: number
  #tail: Promise<unknown> = Promise.resolve()
  #isWorking = false

  constructor(limitMs: number) {
    this.#limitMs = limitMs
  }

  /** Whether an operation is under way, be it that nobody waits for it any more. */
  get isWorking(): boolean {
    return this.#isWorking
  }

  /**
   * The operation's answer, or `keychain-slow` when the limit passed. An operation given up on is not started later, unless
   * it only tidies up after others.
   */
  run<T>(operation: () => Promise<T>, { tidiesUp = false } = {}): Promise<T> {
    let givenUp = false
    const skipped = () => givenUp && !tidiesUp
    const work = this.#tail.then(() => {
      if (skipped()) throw keychainFailure('slow')
      this.#isWorking = true
      return operation()
    })
    this.#tail = work
      .catch(() => undefined)
      .finally(() => {
        this.#isWorking = false
      })
    return new Promise<T>((resolve, reject) => {
      const timer = setTimeout(() => {
        givenUp = true
        reject(keychainFailure('slow'))
      }, this.#limitMs)
      work.then(resolve, reject).finally(() => {
        clearTimeout(timer)
      })
    })
  }
}
