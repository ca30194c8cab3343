import { randomUUID } from 'node:crypto'
import { chainSteps } from '#contract/default-credential'
import type { Account, SignInMethod, SignInProgress, TracedStep } from '#contract/model'
import { readCertificateFiles } from '../../adapters/certificate/certificate-files.ts'
import { nameOf } from '../../services/accounts.ts'
import { AppFailure } from '../../services/app-failure.ts'
import type { ApplicationCertificate } from '../../services/ports.ts'
import type { CommandContext } from '../context.ts'
import { printResult } from '../output.ts'
import { servedBy, traceTable } from '../chain-table.ts'
import { readSecret } from '../secret-input.ts'
import { type SignInOptions, wantedIdentity, type WholeOptions, withDefaults } from '../sign-in-options.ts'
import { clockTime } from '../times.ts'

/** `sign-in`: a user in the browser or by device code, an application by its secret from standard input, its certificate or its host. */
export async function signIn(
  { services, output, asJson, signal }: CommandContext,
  given: SignInOptions
): Promise<void> {
  const options = await withDefaults(services, given)
  const operationId = randomUUID()
  signal.addEventListener('abort', () => {
    services.operations.cancel(operationId)
  })
  const { account, trace } = await start({ services, operationId, options, say: output.err, asJson, signal })
  await services.settings.chooseFirstProfile()
  const steps = trace === undefined ? {} : { trace }
  const signedIn = `Signed in ${nameOf(account)} (${account.accountId})${trace === undefined ? '' : servedBy(account)}.`
  printResult(output, asJson, { ...account, ...steps }, [...(trace === undefined ? [] : traceTable(trace)), signedIn])
}

/** A sign-in and what it needs. */
interface Asked {
  services: CommandContext['services']
  operationId: string
  options: WholeOptions
  say: (text: string) => void
  asJson: boolean
  signal: AbortSignal
}

/** The account, with the steps that led to it where DefaultAzureCredential did. */
async function start(asked: Asked): Promise<{ account: Account; trace?: TracedStep[] }> {
  const { services, operationId, options } = asked
  if (options.method === 'default')
    return services.signIn.withDefaultCredential({ operationId }).catch(showTrace(asked))
  return { account: await signInBy(options.method, asked) }
}

/** What failed is the sentence after it; a script has the steps in the failure. */
function showTrace({ asJson, say }: Asked): (error: unknown) => never {
  return (error) => {
    const failure = error instanceof AppFailure ? error.failure : null
    if (failure?.code === 'default-credential-failed' && failure.trace.length > 0 && !asJson)
      say(`${traceTable(failure.trace).join('\n')}\n`)
    throw error
  }
}

function signInBy(method: Exclude<SignInMethod, 'default'>, asked: Asked): Promise<Account> {
  const { services, operationId, options } = asked
  switch (method) {
    case 'client-secret':
      return withSecret(asked)
    case 'certificate':
      return withCertificate(asked)
    case 'managed-identity':
      return services.signIn.withManagedIdentity({ operationId, identity: wantedIdentity(options) })
    case 'interactive':
    case 'device-code':
      return services.signIn.withUser({
        operationId,
        method,
        tenant: options.tenant ?? null,
        clientId: options.clientId ?? null,
        ...(options.practiceAccount === undefined ? {} : { practiceAccount: options.practiceAccount })
      })
  }
}

/** What a person at the terminal has to know while a sign-in waits. */
export function describeProgress(progress: SignInProgress): string | null {
  switch (progress.step) {
    case 'contacting':
    case 'storing':
      return null
    case 'chain': {
      const running = progress.trace.find(({ state }) => state === 'running')
      return running === undefined ? null : `Asking ${chainSteps[running.step].name}…\n`
    }
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

async function withSecret({ services, operationId, options, say, signal }: Asked): Promise<Account> {
  const clientSecret = await readSecret('Client secret (its value)', say, signal)
  return services.signIn.withClientSecret({
    operationId,
    tenant: options.tenant ?? '',
    clientId: options.clientId ?? '',
    clientSecret,
    sendAnyway: options.sendAnyway ?? false
  })
}

async function withCertificate({ services, operationId, options, say, signal }: Asked): Promise<Account> {
  const files = await readCertificateFiles(options.certificate ?? [])
  const ask = (): Promise<string> => readSecret('Password of the certificate file', say, signal)
  const open = async (): Promise<ApplicationCertificate> => {
    if (options.passwordFromStdin === true) return services.certificates.open(files, await ask())
    try {
      return await services.certificates.open(files, '')
    } catch (error) {
      const isProtected = error instanceof AppFailure && error.failure.code === 'certificate-password'
      // Only a person can be asked; a script says where the password comes from.
      if (!isProtected || !process.stdin.isTTY) throw error
      return services.certificates.open(files, await ask())
    }
  }
  return services.signIn.withCertificate({
    operationId,
    tenant: options.tenant ?? '',
    clientId: options.clientId ?? '',
    certificate: await open()
  })
}
