import { AppFailure } from './app-failure.ts'

/** Running long work by the id that the caller gave it, so that it can be cancelled. */
export class Operations {
  readonly #running = new Map<string, AbortController>()

  /** Runs `work` under the id; its signal aborts on `cancel`. */
  async run<T>(operationId: string, work: (signal: AbortSignal) => Promise<T>): Promise<T> {
    if (this.#running.has(operationId)) throw new AppFailure({ code: 'request-refused' })
    const controller = new AbortController()
    this.#running.set(operationId, controller)
    try {
      return await work(controller.signal)
    } catch (error) {
      if (controller.signal.aborted) throw new AppFailure({ code: 'cancelled' }, { cause: error })
      throw error
    } finally {
      this.#running.delete(operationId)
    }
  }

  /** Asks the work to stop; nothing happens where it has ended. */
  cancel(operationId: string): void {
    this.#running.get(operationId)?.abort()
  }

  /** Asks all work to stop. */
  cancelAll(): void {
    for (const controller of this.#running.values()) controller.abort()
  }
}
