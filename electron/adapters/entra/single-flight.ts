import { untilAborted } from './until-aborted.ts'

interface Flight<T> {
  result: Promise<T>
  stop: AbortController
  passengers: number
}

/** Lets equal requests share one run; the run stops when the last of them was cancelled. */
export class SingleFlight<T> {
  readonly #flights = new Map<string, Flight<T>>()

  async run(key: string, signal: AbortSignal, work: (signal: AbortSignal) => Promise<T>): Promise<T> {
    const flight = this.#flights.get(key) ?? this.#start(key, work)
    flight.passengers += 1
    try {
      return await untilAborted(flight.result, signal)
    } finally {
      flight.passengers -= 1
      if (flight.passengers === 0) {
        flight.stop.abort()
        if (this.#flights.get(key) === flight) this.#flights.delete(key)
      }
    }
  }

  #start(key: string, work: (signal: AbortSignal) => Promise<T>): Flight<T> {
    const stop = new AbortController()
    const flight: Flight<T> = { result: work(stop.signal), stop, passengers: 0 }
    this.#flights.set(key, flight)
    return flight
  }
}
