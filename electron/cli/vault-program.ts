import type { Command } from 'commander'
import { repairVault, rotateVault, salvageVault, vaultStatus, verifyVault } from './commands/vault.ts'
import type { CommandContext, CommonOptions, RunCommand } from './context.ts'

const commands: readonly [string, string, (context: CommandContext) => Promise<void>][] = [
  ['status', 'where and how things are kept; with --json a report for support, without a secret', vaultStatus],
  ['verify', 'open every entry, and write, read back and delete a trial one', verifyVault],
  ['rotate', 'seal every entry under a new data key', rotateVault],
  ['repair', 'set aside what does not open, and end a rotation that was cut short', repairVault]
]

/** `vault …`: looking after the vault. */
export function addVaultCommands(program: Command, run: RunCommand): void {
  const vault = program
    .command('vault')
    .description('the vault that sign-ins, tokens and keys are kept in')
    .addHelpText(
      'after',
      '\nverify ends with 1 where entries went aside, repair and salvage where something is missing in the end.'
    )
  for (const [name, description, command] of commands) {
    vault
      .command(name)
      .description(description)
      .option('--json', 'print JSON on standard output, failures too')
      .action((options: CommonOptions) => run(options, command))
  }
  vault
    .command('salvage')
    .description('bring over what can be read of a vault that was set aside for damage; without a name, list them')
    .argument('[folder]', 'name of its folder')
    .option('--json', 'print JSON on standard output, failures too')
    .action((folder: string | undefined, options: CommonOptions) =>
      run(options, (context) => salvageVault(context, folder))
    )
}
