import type { CloudName } from '#contract/model'
import type { Failure } from '#contract/failure'
import type { Cloud } from '../knowledge/clouds.ts'
import { AppFailure } from './app-failure.ts'
import type { Clock, Connection } from './ports.ts'

interface NetworkParts {
  clock: Clock
  connection: Connection
  isPracticeRunning: () => Promise<boolean>
}

/**
 * Since when the network of each cloud is away, by what the system says and by how requests end; words a stopped practice
 * cloud as that.
 */
export class Network {
  readonly #parts: NetworkParts
  readonly #failingSince = new Map<CloudName, number>()
  /** What the system said last. */
  #isConnected = true
  /** Since when this computer has no network; the practice cloud needs none. */
  #unconnectedSince: number | null = null
  onChange: () => void = () => undefined

  constructor(parts: NetworkParts) {
    this.#parts = parts
    this.look()
  }

  /** ISO 8601; null while online or not known. */
  offlineSince(cloud: CloudName | null): string | null {
    if (cloud === null) return null
    const unconnectedSince = cloud === 'practice' ? null : this.#unconnectedSince
    const since = unconnectedSince ?? this.#failingSince.get(cloud) ?? null
    return since === null ? null : new Date(since).toISOString()
  }

  /** Asks the system, which sends nothing; connected again, every cloud is worth a try. */
  look(): void {
    const isConnected = this.#parts.connection.isConnected()
    if (isConnected === this.#isConnected) return
    this.#isConnected = isConnected
    this.#unconnectedSince = isConnected ? null : this.#parts.clock.now()
    if (isConnected)
      for (const cloud of this.#failingSince.keys()) if (cloud !== 'practice') this.#failingSince.delete(cloud)
    this.onChange()
  }

  /** Takes a cloud that was just started for one that answers again. */
  noticeStart(cloud: CloudName): void {
    if (this.#failingSince.delete(cloud)) this.onChange()
  }

  /** Runs work that may use the network of a cloud, and learns from how it ends. */
  async use<T>(cloud: Cloud, work: Promise<T>, used: (value: T) => boolean = () => true): Promise<T> {
    try {
      const value = await work
      if (used(value)) this.#answered(cloud)
      return value
    } catch (error) {
      if (!(error instanceof AppFailure)) throw error
      if (!saysNoNetwork(error.failure, cloud)) {
        if (isAnswered(error.failure)) this.#answered(cloud)
        throw error
      }
      // A practice cloud that answers elsewhere is not stopped: its weather keeps this one host away.
      if (cloud.isPrivate && (await this.#parts.isPracticeRunning())) throw error
      this.#failed(cloud)
      if (cloud.isPrivate) throw new AppFailure({ code: 'practice-cloud-stopped' }, { cause: error })
      throw error
    }
  }

  #answered(cloud: Cloud): void {
    const wasFailing = this.#failingSince.delete(cloud.name)
    const wasUnconnected = !cloud.isPrivate && this.#unconnectedSince !== null
    // An answer outdoes what the system says.
    if (wasUnconnected) this.#unconnectedSince = null
    if (wasFailing || wasUnconnected) this.onChange()
  }

  #failed(cloud: Cloud): void {
    if (this.#failingSince.has(cloud.name)) return
    this.#failingSince.set(cloud.name, this.#parts.clock.now())
    this.onChange()
  }
}

/** A refusal that Entra ID put in its own words came over the network. */
function isAnswered(failure: Failure): boolean {
  return 'evidence' in failure && failure.evidence !== null
}

/** One host that is not there may be a typing error; that a host everybody uses is not there is the network. */
function saysNoNetwork(failure: Failure, cloud: Cloud): boolean {
  if (failure.code === 'offline') return true
  if (failure.code !== 'host-not-found' && failure.code !== 'unreachable') return false
  if (cloud.isPrivate) return true
  return [cloud.login, cloud.arm, ...cloud.mapsEndpoints].some((origin) => new URL(origin).host === failure.host)
}
