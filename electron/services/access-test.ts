import { failureMessage } from '#contract/failure-message'
import type {
  AccessCell,
  AccessCheck,
  AccessCredential,
  AccessMatrix,
  AccessProgress,
  Account,
  Identity,
  Target
} from '#contract/model'
import { checks as allChecks } from '../knowledge/checks.ts'
import { type Accounts, nameOf } from './accounts.ts'
import { AppFailure } from './app-failure.ts'
import { type Answered, diagnose } from './diagnose.ts'
import type { Network } from './network.ts'
import type { Clock, Ids, ProbeAnswer, ProbeCredential, ServiceProbe } from './ports.ts'
import type { Settings } from './settings.ts'
import type { Targets } from './targets.ts'
import type { Tokens } from './tokens.ts'

/** A column with the means to try it; `open` throws where Entra ID gives no token. */
interface Column {
  credential: AccessCredential
  open: (claims: string | null) => Promise<ProbeCredential>
}

/** An identity of the test, with its token once it is needed. */
interface Candidate {
  identity: Identity
  account: Account
  /** With claims, which a service asked for, a newer one. */
  token: (claims: string | null) => Promise<string>
}

interface AccessTestParts {
  targets: Targets
  accounts: Accounts
  tokens: Tokens
  settings: Settings
  probe: ServiceProbe
  network: Network
  clock: Clock
  ids: Ids
}

type Step = AccessProgress extends infer P ? (P extends AccessProgress ? Omit<P, 'operationId'> : never) : never

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
    const { targets, accounts, clock } = this.#parts
    const { signal, onStep } = request
    const target = targets.get(request.targetId)
    const startedAt = clock.now()
    const checks = allChecks
      .filter(({ service }) => service === target.kind)
      .map(({ checkId, label }): AccessCheck => ({ checkId, label }))
    const identities = request.identities.map((identity): Candidate => {
      const account = accounts.get(identity.accountId)
      // One token serves all cells of an identity, and one refusal too: Entra ID is not asked again for each.
      let token: Promise<string> | null = null
      return {
        identity,
        account,
        token: (claims) => {
          if (claims === null) return (token ??= this.#token(target, identity, signal, null))
          return (token = this.#token(target, identity, signal, claims))
        }
      }
    })
    const columns = await this.#columns(target, identities)
    const credentials = columns.map(({ credential }) => credential)
    onStep({ step: 'planned', credentials, checks })
    const byColumn = await Promise.all(columns.map((column) => this.#tryColumn(target, column, checks, signal, onStep)))
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

  async #tryColumn(
    target: Target,
    column: Column,
    checks: AccessCheck[],
    signal: AbortSignal,
    onStep: (step: Step) => void
  ): Promise<AccessCell[]> {
    const cells: AccessCell[] = []
    let works = false
    for (const { checkId } of checks) {
      const cell = await this.#tryCell(target, column, checkId, works, signal)
      if (signal.aborted) break
      works ||= cell.verdict === 'works'
      cells.push(cell)
      onStep({ step: 'answered', cell })
    }
    return cells
  }

  async #tryCell(
    target: Target,
    column: Column,
    checkId: string,
    works: boolean,
    signal: AbortSignal
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

  async #columns(target: Target, candidates: Candidate[]): Promise<Column[]> {
    const entra = candidates.map((candidate) => entraColumn(target, candidate))
    const none: Column = {
      credential: { credentialId: 'none', kind: 'none', label: 'No credential', isControl: true },
      open: () => Promise.resolve({ kind: 'none' })
    }
    if (target.kind === 'geocatalog') return [...entra, none]
    const first = candidates[0]
    const withoutClientId = first === undefined ? [] : [withoutClientIdColumn(first)]
    return [...(await this.#keyColumns(target)), ...entra, ...withoutClientId, none]
  }

  async #keyColumns(target: Target): Promise<Column[]> {
    const columns: Column[] = []
    for (const name of ['primary', 'secondary'] as const) {
      const key = await this.#parts.targets.key(target.targetId, name)
      if (key === null) continue
      const label = name === 'primary' ? 'Primary key' : 'Secondary key'
      columns.push({
        credential: { credentialId: `${name}-key`, kind: `${name}-key`, label, isControl: false },
        open: () => Promise.resolve({ kind: 'shared-key', key })
      })
    }
    columns.push({
      credential: { credentialId: 'wrong-key', kind: 'wrong-key', label: 'Wrong key', isControl: true },
      open: () => Promise.resolve({ kind: 'shared-key', key: `wrong-on-purpose-${this.#parts.ids.next()}` })
    })
    return columns
  }

  async #token(target: Target, identity: Identity, signal: AbortSignal, claims: string | null): Promise<string> {
    const { settings, tokens } = this.#parts
    const cloud = settings.cloudNamed(target.cloud)
    const scope = target.kind === 'maps' ? cloud.mapsScope : cloud.geoCatalogScope
    if (scope === null) throw new AppFailure({ code: 'not-found', what: 'target' })
    const { tokenId } = await tokens.acquire({ ...identity, scope, refresh: false, claims, signal })
    return tokens.text(tokenId)
  }
}

function entraColumn(target: Target, { identity, account, token }: Candidate): Column {
  return {
    credential: {
      credentialId: `entra-${identity.accountId}-${identity.tenantId}`,
      kind: 'entra',
      label: nameOf(account),
      isControl: false
    },
    open: async (claims) => ({
      kind: 'bearer',
      accessToken: await token(claims),
      mapsClientId: target.kind === 'maps' ? target.mapsClientId : null
    })
  }
}

function withoutClientIdColumn({ account, token }: Candidate): Column {
  return {
    credential: {
      credentialId: 'entra-without-client-id',
      kind: 'entra-without-client-id',
      label: `${nameOf(account)}, without x-ms-client-id`,
      isControl: true
    },
    open: async () => ({ kind: 'bearer', accessToken: await token(null), mapsClientId: null })
  }
}
