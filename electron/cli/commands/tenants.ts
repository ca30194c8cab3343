import { failureMessage } from '#contract/failure-message'
import type { CommandContext } from '../context.ts'
import { printResult, table } from '../output.ts'
import { pickAccount } from '../pick-account.ts'
import { dateAndTime } from '../times.ts'

/** `tenants`: the directories that an account can reach. */
export async function listTenants(
  { services, output, asJson, signal }: CommandContext,
  options: { account?: string; refresh?: boolean }
): Promise<void> {
  const { accountId } = pickAccount(services, options.account)
  const refresh = options.refresh ?? false
  const list = await services.tenants.list({ accountId, refresh, signal })
  if (list.notRefreshed !== null)
    output.err(`${failureMessage(list.notRefreshed).title} This is the list of last time.\n`)
  const rows = list.tenants.map((tenant) => [
    tenant.displayName,
    tenant.defaultDomain ?? '',
    tenant.kind,
    tenant.tenantId
  ])
  const note =
    list.source === 'vault' ? [`As of ${dateAndTime(list.asOf)}${refresh ? '' : '; --refresh asks Azure'}.`] : []
  printResult(output, asJson, list, [...table([['Name', 'Domain', 'Kind', 'Directory (tenant) ID'], ...rows]), ...note])
}
