import { failureMessage } from '#contract/failure-message'
import type { AccessCell, AccessCheck, AccessMatrix, AccessProgress, Identity, Target } from '#contract/model'
import { checks as allChecks } from '../knowledge/checks.ts'
import { type Column, type CredentialParts, columnsOf } from './access-credentials.ts'
import { AppFailure } from './app-failure.ts'
import { type Answered, diagnose } from './diagnose.ts'
import type { Network } from './network.ts'
import type { Clock, ProbeAnswer, ServiceProbe } from './ports.ts'

interface AccessTestParts extends CredentialParts {
  probe: ServiceProbe
  network: Network
  clock: Clock
}

type Step = AccessProgress extends infer P ? (P extends AccessProgress ? Omit<P, 'operationId'> : never) : never

/** What a run tries, and whom it tells. */
interface Trial {
  target: Target
  checks: AccessCheck[]
  signal: AbortSignal
  onStep: (step: Step) => void
}

/** Tries every credential on every check of a target, side by side. */
export class AccessTest {
  readonly #parts: AccessTestParts

  constructor(parts: AccessTestParts) {
    this.#parts = parts
  }

  /** Runs the columns at the same time and the checks of a column one after the other. */
  async run(request: {
    targetId: string
    identities: Identity[]
    signal: AbortSignal
    onStep: (step: Step) => void
  }): Promise<AccessMatrix> {
    const { targets, clock } = this.#parts
    const { signal, onStep } = request
    const target = targets.get(request.targetId)
    const startedAt = clock.now()
    const checks = allChecks
      .filter(({ service }) => service === target.kind)
      .map(({ checkId, label }): AccessCheck => ({ checkId, label }))
    const columns = await columnsOf(this.#parts, target, request)
    const credentials = columns.map(({ credential }) => credential)
    onStep({ step: 'planned', credentials, checks })
    const byColumn = await Promise.all(
      columns.map((column) => this.#tryColumn(column, { target, checks, signal, onStep }))
    )
    return {
      target,
      credentials,
      checks,
      cells: byColumn.flat(),
      startedAt: new Date(startedAt).toISOString(),
      tookMs: clock.now() - startedAt,
      complete: !signal.aborted
    }
  }

  async #tryColumn(column: Column, trial: Trial): Promise<AccessCell[]> {
    const { checks, signal, onStep } = trial
    const cells: AccessCell[] = []
    let works = false
    for (const { checkId } of checks) {
      const cell = await this.#tryCell(column, trial, { checkId, works })
      if (signal.aborted) break
      works ||= cell.verdict === 'works'
      cells.push(cell)
      onStep({ step: 'answered', cell })
    }
    return cells
  }

  async #tryCell(
    column: Column,
    { target, signal }: Trial,
    { checkId, works }: { checkId: string; works: boolean }
  ): Promise<AccessCell> {
    const { settings, probe, network } = this.#parts
    const { credential } = column
    try {
      const cloud = settings.cloudNamed(target.cloud)
      const { kind: service, endpoint } = target
      const ask = async (claims: string | null): Promise<ProbeAnswer> => {
        const opened = await column.open(claims)
        return network.use(cloud, probe.send({ cloud, service, endpoint, checkId, credential: opened, signal }))
      }
      const first = await ask(null)
      const isChallenged = credential.kind === 'entra' && first.wantedClaims !== null
      const answer = isChallenged ? await ask(first.wantedClaims) : first
      const answered: Answered = { target, credential, checkId, answer }
      return diagnose(answered, works)
    } catch (error) {
      if (!(error instanceof AppFailure)) throw error
      const message = failureMessage(error.failure)
      return {
        credentialId: credential.credentialId,
        checkId,
        verdict: 'evidence' in error.failure ? 'refused' : 'no-answer',
        expected: credential.isControl ? 'refused' : 'works',
        httpStatus: null,
        latencyMs: null,
        reason: message.title,
        whoActs: `${message.whoActs}: ${message.whatToDo}`,
        errorCode: message.evidence ?? error.failure.code,
        correlationId: null
      }
    }
  }
}
