import type { Command } from 'commander'
import { repairVault, rotateVault, vaultStatus, verifyVault } from './commands/vault.ts'
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
      '\nverify and repair end with 0 once they ran, also where entries went aside: read newlySetAside.'
    )
  for (const [name, description, command] of commands) {
    vault
      .command(name)
      .description(description)
      .option('--json', 'print JSON on standard output, failures too')
      .action((options: CommonOptions) => run(options, command))
  }
}
