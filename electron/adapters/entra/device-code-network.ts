import type { NetworkRequestOptions, NetworkResponse } from '@azure/msal-node'
import type { Cloud } from '../../knowledge/clouds.ts'
import { AppFailure } from '../../services/app-failure.ts'
import type { Clock } from '../../services/ports.ts'
import type { Http } from '../http/http.ts'
import { MsalNetwork } from './msal-network.ts'

const defaultIntervalSeconds = 5
/** What `slow_down` adds to the interval. Source: RFC 8628, section 3.5. */
const slowDownSeconds = 5

/** MSAL's network in the device code flow, with what MSAL leaves out: a refused start, `slow_down`, a missing interval. */
export class DeviceCodeNetwork extends MsalNetwork {
  readonly #clock: Clock
  readonly #deviceSignal: AbortSignal
  #extraSeconds = 0

  constructor(http: Http, cloud: Cloud, signal: AbortSignal, clock: Clock) {
    super(http, cloud, signal)
    this.#clock = clock
    this.#deviceSignal = signal
  }

  override async sendPostRequestAsync<T>(url: string, options?: NetworkRequestOptions): Promise<NetworkResponse<T>> {
    const isStart = new URL(url).pathname.endsWith('/devicecode')
    if (!isStart && this.#extraSeconds > 0) await this.#clock.sleep(this.#extraSeconds * 1000, this.#deviceSignal)
    const answer = await super.sendPostRequestAsync<Record<string, unknown>>(url, options)
    const { body } = answer
    if (isStart) {
      // MSAL would go on with a code that is undefined.
      if (this.refusal !== null) throw new Error('The device code was refused')
      if (typeof body.user_code !== 'string') {
        const host = new URL(url).host
        this.failure = new AppFailure({
          code: 'answer-not-understood',
          host,
          status: answer.status,
          looksLike: 'other'
        })
        throw this.failure
      }
      const interval = Number(body.interval)
      return { ...answer, body: { ...body, interval: interval > 0 ? interval : defaultIntervalSeconds } as T }
    }
    if (body.error === 'slow_down') {
      this.#extraSeconds += slowDownSeconds
      return { ...answer, body: { ...body, error: 'authorization_pending' } as T }
    }
    return answer as NetworkResponse<T>
  }
}
