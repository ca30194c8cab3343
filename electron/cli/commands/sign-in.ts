import { randomUUID } from 'node:crypto'
import type { Account, SignInProgress } from '#contract/model'
import { nameOf } from '../../services/accounts.ts'
import type { CommandContext } from '../context.ts'
import { printResult } from '../output.ts'
import { readSecret } from '../secret-input.ts'
import { clockTime } from '../times.ts'

/** Options of `sign-in`. */
export interface SignInOptions {
  method: 'interactive' | 'device-code' | 'client-secret'
  tenant?: string
  clientId?: string
  sendAnyway?: boolean
  practiceAccount?: string
}

/** `sign-in`: a user in the browser or by device code, an application by its secret from standard input. */
export async function signIn(
  { services, output, asJson, signal }: CommandContext,
  options: SignInOptions
): Promise<void> {
  const operationId = randomUUID()
  signal.addEventListener('abort', () => {
    services.operations.cancel(operationId)
  })
  const account =
    options.method === 'client-secret'
      ? await withSecret(services, operationId, options, output.err, signal)
      : await services.signIn.withUser({
          operationId,
          method: options.method,
          tenant: options.tenant ?? null,
          clientId: options.clientId ?? null,
          ...(options.practiceAccount === undefined ? {} : { practiceAccount: options.practiceAccount })
        })
  await services.settings.chooseFirstCloud()
  printResult(output, asJson, account, [`Signed in ${nameOf(account)} (${account.accountId}).`])
}

/** What a person at the terminal has to know while a sign-in waits. */
export function describeProgress(progress: SignInProgress): string | null {
  switch (progress.step) {
    case 'contacting':
    case 'storing':
      return null
    case 'browser':
      return 'Your browser has opened: sign in there. Ctrl+C cancels.\n'
    case 'device-code':
      return (
        `For ${progress.applicationName}, ${progress.tenant}, ${progress.cloudLabel}:\n` +
        `  open  ${progress.verificationUri}\n  enter ${progress.userCode}\n` +
        `Only continue if you started this sign-in yourself. The code expires at ${clockTime(progress.expiresAt)}.\n`
      )
  }
}

async function withSecret(
  services: CommandContext['services'],
  operationId: string,
  options: SignInOptions,
  say: (text: string) => void,
  signal: AbortSignal
): Promise<Account> {
  const clientSecret = await readSecret('Client secret (its value)', say, signal)
  return services.signIn.withClientSecret({
    operationId,
    tenant: options.tenant ?? '',
    clientId: options.clientId ?? '',
    clientSecret,
    sendAnyway: options.sendAnyway ?? false
  })
}
