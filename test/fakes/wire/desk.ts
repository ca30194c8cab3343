import type { EventName, Events, Wire } from '#contract/api'
import type { Failure } from '#contract/failure'
import type { Result } from '#contract/result'
import type { WireSwitches } from '../wire-switches.ts'

export const ok = <T>(value: T): Result<T> => ({ ok: true, value })
export const no = <T>(failure: Failure): Result<T> => ({ ok: false, failure })

/** What the fake answers of every topic share: the switches, the events and what runs. */
export class Desk {
  readonly switches: WireSwitches
  /** What ends a running operation, by its id. */
  readonly cancels = new Map<string, () => void>()
  readonly #listeners = new Map<EventName, Set<(payload: never) => void>>()
  readonly #whenProfileChosen: (() => void)[] = []

  constructor(switches: WireSwitches) {
    this.switches = switches
  }

  readonly on: Wire['on'] = (name, listener) => {
    const listeners = this.#listeners.get(name) ?? new Set()
    this.#listeners.set(name, listeners.add(listener))
    return () => listeners.delete(listener)
  }

  readonly send = <Name extends EventName>(name: Name, payload: Events[Name]): void => {
    for (const listener of this.#listeners.get(name) ?? []) (listener as (payload: Events[Name]) => void)(payload)
  }

  /** Lets a topic begin anew in another profile. */
  whenProfileChosen(listener: () => void): void {
    this.#whenProfileChosen.push(listener)
  }

  change(change: Partial<WireSwitches>): void {
    Object.assign(this.switches, change)
    if (change.cloud !== undefined || change.profileId !== undefined)
      for (const listener of this.#whenProfileChosen) listener()
  }

  wait(): Promise<void> {
    return new Promise((resolve) => setTimeout(resolve, this.switches.stepMs))
  }

  /** Answers as the switches for lists say. */
  async list<T>(value: () => T): Promise<Result<T>> {
    if (this.switches.lists === 'loading') return new Promise(() => undefined)
    await this.wait()
    if (this.switches.vault === 'locked') return no({ code: 'keychain-locked' })
    return this.switches.lists === 'failed' ? no(this.switches.failure) : ok(value())
  }
}
