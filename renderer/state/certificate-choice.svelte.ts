import type { Api } from '#contract/api'
import type { Failure } from '#contract/failure'
import type { ChosenCertificate } from '#contract/model'
import type { Result } from '#contract/result'

/** The certificate file that the sign-in form works with; the file itself stays in the main process. */
export class CertificateChoice {
  chosen = $state.raw<ChosenCertificate | null>(null)
  /** True for a file that wants a password, also once it was given. */
  isProtected = $state(false)
  failure = $state.raw<Failure | null>(null)
  busy = $state(false)
  readonly #api: Api

  constructor(api: Api) {
    this.#api = api
  }

  /** Opens the system's dialog; where it is closed the choice stays as it was. */
  async choose(): Promise<void> {
    const result = await this.#ask(() => this.#api.chooseCertificate({}))
    if (result === null || (result.ok && result.value === null)) return
    this.chosen = result.ok ? result.value : null
    this.isProtected = this.chosen?.needsPassword ?? false
  }

  /** Looks into the file with its password. */
  async read(password: string): Promise<void> {
    const choiceId = this.chosen?.choiceId
    if (choiceId === undefined || password === '') return
    const result = await this.#ask(() => this.#api.readCertificate({ choiceId, password }))
    if (result?.ok === true && this.chosen?.choiceId === choiceId) this.chosen = result.value
  }

  /** Says that no file was chosen. */
  miss(): void {
    this.failure = { code: 'input-missing', field: 'certificate' }
  }

  /** Drops the file, here and in the main process. */
  async forget(): Promise<void> {
    this.chosen = null
    this.isProtected = false
    this.failure = null
    await this.#api.forgetCertificate({})
  }

  async #ask<T>(call: () => Promise<Result<T>>): Promise<Result<T> | null> {
    if (this.busy) return null
    this.busy = true
    const result = await call()
    this.busy = false
    this.failure = result.ok ? null : result.failure
    return result
  }
}
