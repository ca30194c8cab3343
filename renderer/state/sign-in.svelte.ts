import type { Api } from '#contract/api'
import type { TracedSignIn } from '#contract/host-identity-api'
import type { Failure } from '#contract/failure'
import type { Account, SignInProgress, UserSignInMethod, WantedIdentity } from '#contract/model'
import type { Result } from '#contract/result'

/** Where a sign-in stands. */
export type SignInPhase = 'idle' | 'running' | 'failed'

/** One sign-in at a time, from the first request to the account. */
export class SignIn {
  phase = $state<SignInPhase>('idle')
  progress = $state.raw<SignInProgress | null>(null)
  failure = $state.raw<Failure | null>(null)
  /** What the last run of DefaultAzureCredential came to, until the person goes on. */
  traced = $state.raw<TracedSignIn | null>(null)
  #operationId = $state<string | null>(null)
  readonly #api: Api

  constructor(api: Api) {
    this.#api = api
  }

  get operationId(): string | null {
    return this.#operationId
  }

  start(method: UserSignInMethod, tenant: string | null, clientId: string | null): Promise<Account | null> {
    return this.#run((operationId) => this.#api.signIn({ operationId, method, tenant, clientId }))
  }

  /** Comes in as one of the practice people, who is asked for no password. */
  startAs(practiceAccount: string): Promise<Account | null> {
    return this.#run((operationId) =>
      this.#api.signIn({ operationId, method: 'interactive', tenant: null, clientId: null, practiceAccount })
    )
  }

  /** Signs an application in; the secret passes through and is kept nowhere here. */
  startWithSecret(request: Omit<Parameters<Api['signInWithClientSecret']>[0], 'operationId'>): Promise<Account | null> {
    return this.#run((operationId) => this.#api.signInWithClientSecret({ operationId, ...request }))
  }

  /** Signs an application in with the file that was chosen; the password passes through like a secret. */
  startWithCertificate(
    request: Omit<Parameters<Api['signInWithCertificate']>[0], 'operationId'>
  ): Promise<Account | null> {
    return this.#run((operationId) => this.#api.signInWithCertificate({ operationId, ...request }))
  }

  /** Signs in as a managed identity of the host. */
  startWithManagedIdentity(identity: WantedIdentity): Promise<Account | null> {
    return this.#run((operationId) => this.#api.signInWithManagedIdentity({ operationId, identity }))
  }

  /** Signs in as whoever DefaultAzureCredential is here; its steps stay to be read. */
  async startWithDefault(): Promise<void> {
    this.traced = await this.#run((operationId) => this.#api.signInWithDefaultCredential({ operationId }))
  }

  /** Takes progress of the sign-in under way; that of an older one is dropped. */
  receive(progress: SignInProgress): void {
    if (progress.operationId === this.#operationId) this.progress = progress
  }

  /** Gives up waiting at once, and tells the main process to stop. */
  async cancel(): Promise<void> {
    const operationId = this.#operationId
    this.reset()
    if (operationId !== null) await this.#api.cancelOperation({ operationId })
  }

  /** Back to the choice of a method. */
  reset(): void {
    this.#operationId = null
    this.phase = 'idle'
    this.progress = null
    this.failure = null
    this.traced = null
  }

  async #run<T>(call: (operationId: string) => Promise<Result<T>>): Promise<T | null> {
    const operationId = crypto.randomUUID()
    this.reset()
    this.#operationId = operationId
    this.phase = 'running'
    const result = await call(operationId)
    // A cancelled sign-in may still answer.
    if (this.#operationId !== operationId) return null
    this.reset()
    if (result.ok) return result.value
    if (result.failure.code !== 'cancelled') {
      this.phase = 'failed'
      this.failure = result.failure
    }
    return null
  }
}
