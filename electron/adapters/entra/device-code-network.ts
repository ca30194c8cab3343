import type { NetworkRequestOptions, NetworkResponse } from '@azure/msal-node'
import type { Failure } from '#contract/failure'
import type { Cloud } from '../../knowledge/clouds.ts'
import { AppFailure } from '../../services/app-failure.ts'
import type { Clock } from '../../services/ports.ts'
import type { Http } from '../http/http.ts'
import { MsalNetwork } from './msal-network.ts'

const defaultIntervalSeconds = 5
/** What `slow_down` adds to the interval. Source: RFC 8628, section 3.5. */
const slowDownSeconds = 5
/** The first wait after a poll that came to nothing; each further one doubles it. Source: RFC 8628, section 3.5. */
const firstBackOffSeconds = 5
const longestBackOffSeconds = 60

/**
 * MSAL's network in the device code flow, with what MSAL leaves out: a refused start, `slow_down`, a missing interval,
 * and a poll that came to nothing while the person still types.
 */
export class DeviceCodeNetwork extends MsalNetwork {
  readonly #clock: Clock
  readonly #deviceSignal: AbortSignal
  #slowDownSeconds = 0
  #backOffSeconds = 0
  #endsAt = Infinity

  constructor(http: Http, cloud: Cloud, signal: AbortSignal, clock: Clock) {
    super(http, cloud, signal)
    this.#clock = clock
    this.#deviceSignal = signal
  }

  override async sendPostRequestAsync<T>(url: string, options?: NetworkRequestOptions): Promise<NetworkResponse<T>> {
    const isStart = new URL(url).pathname.endsWith('/devicecode')
    return (isStart ? await this.#begin(url, options) : await this.#poll(url, options)) as NetworkResponse<T>
  }

  async #begin(url: string, options?: NetworkRequestOptions): Promise<NetworkResponse<Members>> {
    const answer = await super.sendPostRequestAsync<Members>(url, options)
    const { body, status } = answer
    // MSAL would go on with a code that is undefined.
    if (this.refusal !== null) throw new Error('The device code was refused')
    if (typeof body.user_code !== 'string') {
      this.failure = new AppFailure({
        code: 'answer-not-understood',
        host: new URL(url).host,
        status,
        looksLike: 'other'
      })
      throw this.failure
    }
    const [interval, life] = [Number(body.interval), Number(body.expires_in)]
    if (life > 0) this.#endsAt = this.#clock.now() + life * 1000
    return { ...answer, body: { ...body, interval: interval > 0 ? interval : defaultIntervalSeconds } }
  }

  async #poll(url: string, options?: NetworkRequestOptions): Promise<NetworkResponse<Members>> {
    await this.#wait()
    try {
      const answer = await super.sendPostRequestAsync<Members>(url, options)
      this.#backOffSeconds = 0
      if (answer.body.error !== 'slow_down') return answer
      this.#slowDownSeconds += slowDownSeconds
      return pending(answer)
    } catch (error) {
      if (!(error instanceof AppFailure) || !isPassing(error.failure)) throw error
      this.#backOffSeconds =
        error.failure.code === 'throttled'
          ? error.failure.retryAfterSeconds
          : Math.min(longestBackOffSeconds, Math.max(firstBackOffSeconds, this.#backOffSeconds * 2))
      this.failure = null
      this.refusal = null
      return pending({ status: 400, headers: {}, body: {} })
    }
  }

  /** What MSAL does not wait by itself; not beyond the end of the code, which MSAL then tells. */
  async #wait(): Promise<void> {
    const wanted = (this.#slowDownSeconds + this.#backOffSeconds) * 1000
    const milliseconds = Math.min(wanted, this.#endsAt - this.#clock.now())
    if (milliseconds > 0) await this.#clock.sleep(milliseconds, this.#deviceSignal)
  }
}

type Members = Record<string, unknown>

function pending({ status, headers, body }: NetworkResponse<Members>): NetworkResponse<Members> {
  return { status, headers, body: { ...body, error: 'authorization_pending' } }
}

/** A failure of the way or of an overloaded service, which says nothing about the code. */
function isPassing({ code }: Failure): boolean {
  return ['offline', 'host-not-found', 'unreachable', 'timed-out', 'throttled', 'service-failed'].includes(code)
}
