import { nameOf } from '../../services/accounts.ts'
import type { CommandContext } from '../context.ts'
import { printResult } from '../output.ts'
import { pickAccount } from '../pick-account.ts'

/** `sign-out`: forgets an account with its tokens and secrets. */
export async function signOut(
  { services, output, asJson }: CommandContext,
  options: { account: string }
): Promise<void> {
  const account = pickAccount(services, options.account)
  await services.accounts.signOut(account.accountId)
  printResult(output, asJson, { signedOut: account.accountId }, [`Signed out ${nameOf(account)}.`])
}
