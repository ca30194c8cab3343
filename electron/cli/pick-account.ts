import type { Account } from '#contract/model'
import type { Accounts } from '../services/accounts.ts'
import { AppFailure } from '../services/app-failure.ts'

/** The account that `--account` names by id or user name; without it, the one in use. */
export function pickAccount(accounts: Accounts, wanted: string | undefined): Account {
  const list = accounts.list()
  const found =
    wanted === undefined
      ? list.find(({ inUse }) => inUse)
      : list.find(({ accountId, username, displayName }) =>
          [accountId, username, displayName].some((name) => name.toLowerCase() === wanted.toLowerCase())
        )
  if (found === undefined) throw new AppFailure({ code: 'not-found', what: 'account' })
  return found
}
