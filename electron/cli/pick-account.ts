import type { Account } from '#contract/model'
import { nameOf } from '../services/accounts.ts'
import { AppFailure } from '../services/app-failure.ts'
import type { Services } from '../services/compose.ts'
import { requireLists } from './require-lists.ts'

/** The account that `--account` names by ID or name, never by a guess; without it, the one in use. */
export function pickAccount(services: Pick<Services, 'accounts' | 'status'>, wanted: string | undefined): Account {
  const { accounts } = services
  const list = accounts.list()
  if (list.length === 0) {
    requireLists(services)
    throw new AppFailure({ code: 'nobody-signed-in', profile: accounts.profileName() })
  }
  const found = wanted === undefined ? list.filter(({ inUse }) => inUse) : named(list, wanted.toLowerCase())
  const [account] = found
  if (account === undefined) throw new AppFailure({ code: 'not-found', what: 'account', name: wanted ?? '' })
  if (found.length > 1) {
    const accountIds = found.map(({ accountId }) => accountId)
    throw new AppFailure({ code: 'account-ambiguous', name: wanted ?? '', accountIds })
  }
  return account
}

function named(list: Account[], wanted: string): Account[] {
  const byId = list.filter(({ accountId }) => accountId.toLowerCase() === wanted)
  return byId.length > 0
    ? byId
    : list.filter((account) => [account.username, nameOf(account)].some((name) => name.toLowerCase() === wanted))
}
