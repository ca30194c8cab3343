import type { AccessMatrix, Target } from '#contract/model'
import { AppFailure } from '../../services/app-failure.ts'
import { cleanName } from '../../services/input.ts'
import type { CommandContext } from '../context.ts'
import { printResult, table } from '../output.ts'
import { pickAccount } from '../pick-account.ts'
import { readSecret } from '../secret-input.ts'

/** Options of `check`. */
export interface CheckOptions {
  target: 'maps' | 'geocatalog'
  account?: string[]
  label?: string
  endpoint?: string
  mapsClientId?: string
  keyFromStdin?: boolean
}

/** `check`: tries every credential on a target and says what each answer means. */
export async function check(context: CommandContext, options: CheckOptions): Promise<void> {
  const { services, output, asJson, signal } = context
  const target = await targetOf(context, options)
  const accounts = options.account?.map((wanted) => pickAccount(services, wanted)) ?? services.accounts.list()
  const identities = accounts.map((account) => ({
    accountId: account.accountId,
    tenantId: services.tenants.currentOf(account)
  }))
  const matrix = await services.accessTest.run({
    targetId: target.targetId,
    identities,
    signal,
    onStep: () => undefined
  })
  if (!matrix.complete) throw new AppFailure({ code: 'cancelled' })
  printResult(output, asJson, matrix, matrixLines(matrix))
}

/** The target that the options describe (it is saved for next time), else the one that is saved or, in practice, at hand. */
async function targetOf(context: CommandContext, options: CheckOptions): Promise<Target> {
  const { services } = context
  const wanted = options.label === undefined ? null : cleanName(options.label)
  const saved = services.targets
    .list()
    .find(({ kind, label }) => kind === options.target && (wanted === null || label === wanted))
  const isPractice = services.settings.profile()?.cloud === 'practice'
  const known = services.status.get().practice.world?.[options.target === 'maps' ? 'maps' : 'geocatalogs'].at(0)
  const endpoint = options.endpoint ?? (saved === undefined && isPractice ? known?.endpoint : undefined)
  if (endpoint === undefined && options.mapsClientId === undefined && options.keyFromStdin !== true) {
    if (saved === undefined) throw new AppFailure({ code: 'not-found', what: 'target' })
    return saved
  }
  const label =
    options.label ?? saved?.label ?? (options.endpoint === undefined ? known?.name : undefined) ?? endpoint ?? ''
  const base = { targetId: saved?.targetId ?? null, label, endpoint: endpoint ?? saved?.endpoint ?? '' }
  if (options.target === 'geocatalog') return services.targets.saveGeoCatalog(base)
  const practice =
    isPractice && options.endpoint === undefined ? services.status.get().practice.world?.maps[0] : undefined
  const primaryKey =
    options.keyFromStdin === true ? await readSecret('Primary key', context.output.err, context.signal) : null
  return services.targets.saveMaps({
    ...base,
    mapsClientId: options.mapsClientId ?? (saved?.kind === 'maps' ? saved.mapsClientId : (practice?.clientId ?? '')),
    primaryKey: primaryKey ?? practice?.primaryKey ?? null,
    secondaryKey: practice?.secondaryKey ?? null
  })
}

function matrixLines(matrix: AccessMatrix): string[] {
  const rows = matrix.cells.map((cell) => [
    matrix.credentials.find(({ credentialId }) => credentialId === cell.credentialId)?.label ?? '',
    matrix.checks.find(({ checkId }) => checkId === cell.checkId)?.label ?? '',
    cell.httpStatus === null ? '-' : String(cell.httpStatus),
    cell.verdict === cell.expected ? `${cell.verdict}, as expected` : cell.verdict,
    cell.reason
  ])
  return [matrix.target.label, ...table([['Credential', 'Check', 'Status', 'Verdict', 'Meaning'], ...rows])]
}
