import { Command } from 'commander'
import { addStartCommand } from './commands/start-command.ts'
import { addStateCommands } from './commands/state-commands.ts'
import type { AzureNames } from './site-opener.ts'

/** Runs the command line to its end; without Azure's names it does not know the options that take them. */
export const runCommandLine = async (azureNames?: AzureNames): Promise<void> => {
  const program = new Command('practice').description(
    "A practice lookalike of Azure's identity and geospatial services on this machine"
  )
  addStartCommand(program, azureNames)
  addStateCommands(program)
  try {
    // Cut here, because the library counts otherwise when it finds itself in Electron.
    await program.parseAsync(process.argv.slice(2), { from: 'user' })
    // A pipe takes what is written only by and by.
    await new Promise((resolve) => process.stdout.write('', resolve))
    process.exit()
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`)
    process.exit(1)
  }
}
