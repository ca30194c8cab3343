import { printResult, table } from '../output.ts'
import { nameOf } from '../../services/accounts.ts'
import type { CommandContext } from '../context.ts'

/** `accounts`: who is signed in. */
export function listAccounts({ services, output, asJson }: CommandContext): Promise<void> {
  const accounts = services.accounts.list()
  const rows = accounts.map((account) => [
    nameOf(account),
    account.kind,
    account.homeTenantId,
    account.state,
    account.accountId
  ])
  const lines =
    rows.length === 0
      ? ['Nobody is signed in. Sign in with: sign-in --method device-code']
      : table([['Name', 'Kind', 'Home directory', 'State', 'Account'], ...rows])
  printResult(output, asJson, accounts, lines)
  return Promise.resolve()
}
