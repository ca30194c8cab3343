import type { Api } from '#contract/api'
import type { Failure } from '#contract/failure'
import type { AccessCell, AccessCheck, AccessCredential, AccessProgress, Identity } from '#contract/model'

/** Place of a cell. */
const cellKey = (checkId: string, credentialId: string): string => `${checkId}|${credentialId}`

/** The access test that runs or ran last. */
export class AccessTest {
  phase = $state<'idle' | 'running' | 'done' | 'failed'>('idle')
  targetId = $state<string | null>(null)
  credentials = $state.raw<AccessCredential[]>([])
  checks = $state.raw<AccessCheck[]>([])
  #cells = $state.raw<Readonly<Record<string, AccessCell>>>({})
  tookMs = $state<number | null>(null)
  complete = $state(true)
  failure = $state.raw<Failure | null>(null)
  /** The answers so far. */
  readonly cells = $derived(Object.values(this.#cells))
  readonly total = $derived(this.credentials.length * this.checks.length)
  #operationId: string | null = null
  readonly #api: Api

  constructor(api: Api) {
    this.#api = api
  }

  cell(checkId: string, credentialId: string): AccessCell | null {
    return this.#cells[cellKey(checkId, credentialId)] ?? null
  }

  async run(targetId: string, identities: Identity[]): Promise<void> {
    const operationId = crypto.randomUUID()
    this.clear()
    this.#operationId = operationId
    this.targetId = targetId
    this.phase = 'running'
    const result = await this.#api.runAccessTest({ operationId, targetId, identities })
    if (this.#operationId !== operationId) return
    this.#operationId = null
    if (!result.ok) {
      this.failure = result.failure
      this.phase = result.failure.code === 'cancelled' ? 'idle' : 'failed'
      return
    }
    const { credentials, checks, cells, tookMs, complete } = result.value
    this.credentials = credentials
    this.checks = checks
    this.#cells = Object.fromEntries(cells.map((cell) => [cellKey(cell.checkId, cell.credentialId), cell]))
    this.tookMs = tookMs
    this.complete = complete
    this.phase = 'done'
  }

  /** Takes progress of the test under way; that of an older one is dropped. */
  receive(progress: AccessProgress): void {
    if (progress.operationId !== this.#operationId) return
    if (progress.step === 'planned') {
      this.credentials = progress.credentials
      this.checks = progress.checks
    } else {
      const { cell } = progress
      this.#cells = { ...this.#cells, [cellKey(cell.checkId, cell.credentialId)]: cell }
    }
  }

  /** Asks for an early end; what was answered so far comes back as an incomplete matrix. */
  async cancel(): Promise<void> {
    if (this.#operationId !== null) await this.#api.cancelOperation({ operationId: this.#operationId })
  }

  /** Forgets the answers, as when the profile changes; a test under way has no further use. */
  clear(): void {
    void this.cancel()
    this.#operationId = null
    this.phase = 'idle'
    this.targetId = null
    this.credentials = []
    this.checks = []
    this.#cells = {}
    this.tookMs = null
    this.complete = true
    this.failure = null
  }
}
