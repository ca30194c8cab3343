import { Command, Option } from 'commander'
import { signInMethods } from '#contract/profile'
import { check, type CheckOptions } from './commands/check.ts'
import { listAccounts } from './commands/accounts.ts'
import { signIn } from './commands/sign-in.ts'
import { signOut } from './commands/sign-out.ts'
import { listTenants } from './commands/tenants.ts'
import { printToken, type TokenOptions } from './commands/token.ts'
import { withCommonOptions } from './common-options.ts'
import type { CommonOptions, RunCommand } from './context.ts'
import { addOfflineCommands } from './offline-program.ts'
import type { Output } from './output.ts'
import { addPracticeCommands, type PracticeParts } from './practice-program.ts'
import { addProfileCommands } from './profile-program.ts'
import type { SignInOptions } from './sign-in-options.ts'
import { addVaultCommands } from './vault-program.ts'

/** The command line, as a table of contents. */
export function createProgram(parts: {
  version: string
  output: Output
  run: RunCommand
  practice: PracticeParts
}): Command {
  const { run } = parts
  const program = new Command('graticule')
    .description(
      'Credentials for Azure Maps and Planetary Computer Pro: the same vault and services as the window, for scripts.'
    )
    .version(parts.version)
    .showHelpAfterError('(add --help for usage)')
    // What is wrong is repeated as it was typed.
    .configureOutput({ writeErr: parts.output.err })
    // Wrong usage answers 2, so that a script can tell it from a failure; the caller sets the code.
    .exitOverride()
    .addHelpText('after', examples)

  const command = (name: string, description: string): Command =>
    withCommonOptions(program.command(name).description(description))

  command('sign-in', 'sign in a user or an application')
    .addOption(
      new Option('--method <method>', 'how to sign in; without it as the profile has it').choices(signInMethods)
    )
    .option('--tenant <id or domain>', 'directory (tenant) to sign in to; needed for an application')
    .option(
      '--client-id <id>',
      'application (client) ID of your own registration; needed for an application. Or client ID of a user-assigned managed identity'
    )
    .option('--object-id <id>', 'object (principal) ID of a user-assigned managed identity')
    .option('--resource-id <id>', 'resource ID of a user-assigned managed identity')
    .option(
      '--certificate <file...>',
      'certificate with its private key: .pfx, .p12 or .pem, or key and certificate as two files'
    )
    .option('--password-from-stdin', 'read the password of the certificate file from standard input')
    .option('--practice-account <user name>', 'practice cloud, interactive: come in as this person without a password')
    .option('--send-anyway', 'send a client secret that has the shape of a secret ID')
    .addHelpText(
      'after',
      '\nThe client secret is read from standard input, never from the arguments; so is the password of a certificate file.'
    )
    .action((options: SignInOptions & CommonOptions) => run(options, (context) => signIn(context, options)))

  command('accounts', 'list who is signed in').action((options: CommonOptions) => run(options, listAccounts))

  command('sign-out', 'forget an account with its tokens and secrets')
    .requiredOption('--account <account>', 'account ID or user name')
    .action((options: { account: string } & CommonOptions) => run(options, (context) => signOut(context, options)))

  command('tenants', 'list the directories that an account can reach')
    .option('--account <account>', 'account ID or user name; without it the one in use')
    .option('--refresh', 'ask Azure instead of the vault')
    .action((options: { account?: string; refresh?: boolean } & CommonOptions) =>
      run(options, (context) => listTenants(context, options))
    )

  command('token', 'print an access token')
    .option('--account <account>', 'account ID or user name; without it the one in use')
    .option('--tenant <id or domain>', 'directory (tenant); without it the one selected for the account, else its home')
    .requiredOption(
      '--resource <resource>',
      'maps, geocatalog, arm, key-vault, graph, or a scope such as api://id/.default'
    )
    .option('--refresh', 'ask Entra ID even if the vault has a valid token')
    .addHelpText('after', '\nWith --json the shape is that of `az account get-access-token`.')
    .action((options: TokenOptions & CommonOptions) => run(options, (context) => printToken(context, options)))

  command('check', 'try every credential on a service and say what each answer means')
    .addOption(
      new Option('--target <service>', 'service to test').choices(['maps', 'geocatalog']).makeOptionMandatory()
    )
    .option('--account <account...>', 'accounts to try; without it all that are signed in')
    .option('--label <label>', 'name of the saved target')
    .option('--endpoint <origin>', 'address of the service; saved for next time')
    .option('--maps-client-id <id>', 'Client ID of the Azure Maps account; saved for next time')
    .option('--key-from-stdin', 'read the primary key from standard input and keep it in the vault')
    .action((options: CheckOptions & CommonOptions) => run(options, (context) => check(context, options)))

  addPracticeCommands(program, parts.practice)
  addProfileCommands(program, run)
  addVaultCommands(program, run)
  addOfflineCommands(program, run)
  return program
}

const examples = `
Examples:
  $ npm run -s cli -- practice start
  $ npm run -s cli -- practice weather add maps-throttles --seconds 20
  $ npm run -s cli -- sign-in --method device-code --cloud practice
  $ npm run -s cli -- tenants --account ann@contoso.com
  $ npm run -s cli -- token --account ann@contoso.com --tenant contoso.com --resource geocatalog --json
  $ npm run -s cli -- check --target maps --json
  $ npm run -s cli -- offline prepare --all --return 18:30

Exit codes: 0 done, 1 a failure (a sentence on standard error; with --json an object on standard output), 2 wrong usage
(a sentence on standard error). check ends with 0 once it has run; what it found stands in its output.`
