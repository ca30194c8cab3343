import type { Failure } from '#contract/failure'
import type { Cloud } from '../knowledge/clouds.ts'
import { AppFailure } from './app-failure.ts'
import type { Clock } from './ports.ts'

/** Remembers since when requests fail for want of a network, and words a stopped practice cloud as that. */
export class Network {
  readonly #clock: Clock
  readonly #isPracticeRunning: () => Promise<boolean>
  #offlineSince: number | null = null
  onChange: () => void = () => undefined

  constructor(clock: Clock, isPracticeRunning: () => Promise<boolean>) {
    this.#clock = clock
    this.#isPracticeRunning = isPracticeRunning
  }

  /** ISO 8601; null while online or not known. */
  get offlineSince(): string | null {
    return this.#offlineSince === null ? null : new Date(this.#offlineSince).toISOString()
  }

  /** Runs work that may use the network of a cloud, and learns from how it ends. */
  async use<T>(cloud: Cloud, work: Promise<T>, used: (value: T) => boolean = () => true): Promise<T> {
    try {
      const value = await work
      if (used(value)) this.#set(null)
      return value
    } catch (error) {
      if (!(error instanceof AppFailure)) throw error
      if (!saysNoNetwork(error.failure, cloud)) throw error
      // A practice cloud that answers elsewhere is not stopped: its weather keeps this one host away.
      if (cloud.isPrivate && (await this.#isPracticeRunning())) throw error
      this.#set(this.#offlineSince ?? this.#clock.now())
      if (cloud.isPrivate) throw new AppFailure({ code: 'practice-cloud-stopped' }, { cause: error })
      throw error
    }
  }

  #set(since: number | null): void {
    if (since === this.#offlineSince) return
    this.#offlineSince = since
    this.onChange()
  }
}

/** One host that is not there may be a typing error; that a host everybody uses is not there is the network. */
function saysNoNetwork(failure: Failure, cloud: Cloud): boolean {
  if (failure.code === 'offline') return true
  if (failure.code !== 'host-not-found' && failure.code !== 'unreachable') return false
  if (cloud.isPrivate) return true
  return [cloud.login, cloud.arm, ...cloud.mapsEndpoints].some((origin) => new URL(origin).host === failure.host)
}
