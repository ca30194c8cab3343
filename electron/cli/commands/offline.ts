import { failureMessage } from '#contract/failure-message'
import type { OfflineItem, OfflineOutcome, OfflinePlan } from '#contract/model'
import { offlineLimits } from '#contract/offline-limits'
import { AppFailure } from '../../services/app-failure.ts'
import type { CommandContext } from '../context.ts'
import { dateAndTime } from '../times.ts'
import { printResult, table } from '../output.ts'

/** Options of `offline prepare`. */
export interface PrepareOptions {
  /** ISO 8601. */
  return?: string
  all?: boolean
}

/** `offline prepare`: refreshes what is chosen; ends with 1 where an item failed or it was interrupted. */
export async function prepareOffline(context: CommandContext, options: PrepareOptions): Promise<void> {
  const { services, output, asJson, signal } = context
  const { items, returnAt } = planOf(context)
  const chosen = items.filter((item) => options.all === true || item.chosen)
  if (options.all === true || options.return !== undefined) {
    await services.offlinePlans.choose({
      itemIds: chosen.map(({ itemId }) => itemId),
      returnAt: options.return ?? returnAt
    })
  }
  const { plan, outcomes, complete } = await services.offline.prepare({
    signal,
    onStep: ({ done, total, outcome }) => {
      const item = chosen.find(({ itemId }) => itemId === outcome.itemId)
      if (item !== undefined) output.err(`${String(done)} of ${String(total)}  ${nameOf(item)}: ${ending(outcome)}\n`)
    }
  })
  const worded = outcomes.map((outcome) =>
    'failure' in outcome ? { ...outcome, message: failureMessage(outcome.failure) } : outcome
  )
  printResult(output, asJson, { plan, outcomes: worded, complete }, [
    ...(complete ? [] : ['Interrupted before everything had its turn.']),
    ...lines(plan)
  ])
  if (!complete || outcomes.some((outcome) => 'failure' in outcome)) process.exitCode = 1
}

/** `offline status`: what is chosen and until when it works, from the vault. */
export function offlineStatus(context: CommandContext): Promise<void> {
  const plan = planOf(context)
  printResult(context.output, context.asJson, plan, lines(plan))
  return Promise.resolve()
}

function planOf({ services }: CommandContext): OfflinePlan {
  const { accounts, offlinePlans } = services
  if (accounts.list().length === 0) throw new AppFailure({ code: 'nobody-signed-in', cloud: accounts.cloud() })
  return offlinePlans.read()
}

function lines({ items, returnAt, worksUntil }: OfflinePlan): string[] {
  const chosen = items.filter((item) => item.chosen)
  if (chosen.length === 0) return [failureMessage({ code: 'nothing-chosen' }).title]
  const early = chosen.filter(({ endsBeforeReturn }) => endsBeforeReturn).length
  return [
    ...table([
      ['Resource', 'Account', 'Tenant', 'Works until'],
      ...chosen.map((item) => [item.resourceLabel, item.username, item.tenantName, until(item)])
    ]),
    '',
    worksUntil === null ? 'Not everything works now.' : `Everything works until ${dateAndTime(worksUntil)}.`,
    ...(returnAt !== null && early > 0
      ? [`${String(early)} of ${String(chosen.length)} will not work until you return at ${dateAndTime(returnAt)}.`]
      : []),
    ...offlineLimits
  ]
}

function until({ worksUntil, endsBeforeReturn }: OfflineItem): string {
  if (worksUntil === null) return 'no token'
  if (Date.parse(worksUntil) <= Date.now()) return 'expired'
  return `${dateAndTime(worksUntil)}${endsBeforeReturn ? ', before you return' : ''}`
}

function ending(outcome: OfflineOutcome): string {
  if ('worksUntil' in outcome) return `works until ${dateAndTime(outcome.worksUntil)}`
  const { title, whatToDo } = failureMessage(outcome.failure)
  return `${title} ${whatToDo}`
}

function nameOf({ resourceLabel, username, tenantName }: OfflineItem): string {
  return `${resourceLabel}, ${username}, ${tenantName}`
}
