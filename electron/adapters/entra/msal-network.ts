import type { INetworkModule, NetworkRequestOptions, NetworkResponse } from '@azure/msal-node'
import type { Cloud } from '../../knowledge/clouds.ts'
import { AppFailure } from '../../services/app-failure.ts'
import type { Http } from '../http/http.ts'
import { readJsonObject } from '../http/json-answer.ts'
import { readRefusal, type Refusal } from './refusal.ts'

/** MSAL's way to the network, which keeps what MSAL would forget: why nothing came, and how Entra ID refused. */
export class MsalNetwork implements INetworkModule {
  readonly #http: Http
  readonly #cloud: Cloud
  readonly #signal: AbortSignal
  /** What was thrown at the last request; MSAL makes a bare `network_error` of it. */
  failure: unknown = null
  /** The last refusal; MSAL drops its numbers in the device code flow. */
  refusal: Refusal | null = null

  constructor(http: Http, cloud: Cloud, signal: AbortSignal) {
    this.#http = http
    this.#cloud = cloud
    this.#signal = signal
  }

  async sendGetRequestAsync<T>(url: string, options?: NetworkRequestOptions): Promise<NetworkResponse<T>> {
    return this.#send(url, 'GET', options)
  }

  async sendPostRequestAsync<T>(url: string, options?: NetworkRequestOptions): Promise<NetworkResponse<T>> {
    return this.#send(url, 'POST', options)
  }

  async #send<T>(url: string, method: 'GET' | 'POST', options?: NetworkRequestOptions): Promise<NetworkResponse<T>> {
    try {
      const answer = await this.#http.send({
        cloud: this.#cloud,
        url,
        method,
        headers: { accept: 'application/json', ...options?.headers },
        ...(options?.body === undefined ? {} : { body: options.body }),
        signal: this.#signal
      })
      const body = readJsonObject(answer)
      this.refusal = 'error' in body ? readRefusal(body) : null
      this.failure = null
      if (answer.status >= 400 && this.refusal === null) {
        throw new AppFailure({
          code: 'answer-not-understood',
          host: answer.host,
          status: answer.status,
          looksLike: 'other'
        })
      }
      return { status: answer.status, headers: answer.headers, body: body as T }
    } catch (error) {
      this.failure = error
      throw error
    }
  }
}
