/** Work under way, which something else has to wait for. */
export class Ongoing {
  readonly #works = new Set<Promise<unknown>>()

  async run<T>(work: Promise<T>): Promise<T> {
    this.#works.add(work)
    try {
      return await work
    } finally {
      this.#works.delete(work)
    }
  }

  /** Waits for all of it, however it ends: whoever asked for it hears that. */
  async ended(): Promise<void> {
    await Promise.allSettled(this.#works)
  }
}
