import { chainSteps, isChainStep } from '#contract/default-credential'
import type { Account } from '#contract/model'
import { printResult, table } from '../output.ts'
import { nameOf } from '../../services/accounts.ts'
import type { CommandContext } from '../context.ts'
import { requireLists } from '../require-lists.ts'
import { day } from '../times.ts'

/** `accounts`: who is signed in. */
export function listAccounts({ services, output, asJson }: CommandContext): Promise<void> {
  const accounts = services.accounts.list()
  if (accounts.length === 0) requireLists(services)
  const rows = accounts.map((account) => [
    nameOf(account),
    account.kind,
    account.homeTenantId,
    account.state,
    credentialOf(account),
    account.accountId
  ])
  const lines =
    rows.length === 0
      ? ['Nobody is signed in. Sign in with: sign-in --method device-code']
      : table([['Name', 'Kind', 'Home directory', 'State', 'Signs in with', 'Account'], ...rows])
  printResult(output, asJson, accounts, lines)
  return Promise.resolve()
}

function credentialOf({ credential, credentialExpiresAt }: Account): string {
  if (credential === null) return ''
  if (credential === 'client-secret') return 'client secret'
  if (isChainStep(credential))
    return credential === 'managed-identity' ? 'managed identity of this host' : chainSteps[credential].label
  return credentialExpiresAt === null ? 'certificate' : `certificate until ${day(credentialExpiresAt)}`
}
