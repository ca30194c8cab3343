import { keychainFailure } from './keychain-error.ts'

/**
 * Runs keychain operations one after the other and answers each caller within the time limit.
 * An unlock prompt can hold an operation for as long as it stands; each held one occupies a thread that the whole process
 * shares for files and name look-ups, so no second is started behind it.
 */
export class OneAtATime {
  readonly #limitMs: number
  #tail: Promise<unknown> = Promise.resolve()

  constructor(limitMs: number) {
    this.#limitMs = limitMs
  }

  /** The operation's answer, or `keychain-locked` when the limit passed; an operation given up on is never started later. */
  run<T>(operation: () => Promise<T>): Promise<T> {
    let givenUp = false
    const work = this.#tail.then(() => (givenUp ? Promise.reject(keychainFailure('locked')) : operation()))
    this.#tail = work.catch(() => undefined)
    return new Promise<T>((resolve, reject) => {
      const timer = setTimeout(() => {
        givenUp = true
        reject(keychainFailure('locked'))
      }, this.#limitMs)
      work.then(resolve, reject).finally(() => {
        clearTimeout(timer)
      })
    })
  }
}
