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
  #asking: Promise<unknown> = Promise.resolve()
  readonly #api: Api

  constructor(api: Api) {
    this.#api = api
  }

  /** Opens the system's dialog; where it is closed the choice stays as it was. */
  choose(): Promise<void> {
    return this.#ask(
      () => this.#api.chooseCertificate({}),
      (result) => {
        if (result.ok && result.value === null) return
        this.chosen = result.ok ? result.value : null
        this.isProtected = this.chosen?.needsPassword ?? false
      }
    )
  }

  /** Looks into the file with its password. */
  async read(password: string): Promise<void> {
    const choiceId = this.chosen?.choiceId
    if (choiceId === undefined || password === '') return
    await this.#ask(
      () => this.#api.readCertificate({ choiceId, password }),
      (result) => {
        if (result.ok && this.chosen?.choiceId === choiceId) this.chosen = result.value
      }
    )
  }

  /** Ends when it is known what is being chosen or read. */
  async settled(): Promise<void> {
    await this.#asking
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

  async #ask<T>(call: () => Promise<Result<T>>, take: (result: Result<T>) => void): Promise<void> {
    if (this.busy) return
    this.busy = true
    this.#asking = call().then((result) => {
      this.busy = false
      this.failure = result.ok ? null : result.failure
      take(result)
    })
    await this.#asking
  }
}
