import type { Command } from 'commander'
import { offlineStatus, prepareOffline, type PrepareOptions } from './commands/offline.ts'
import { withCommonOptions } from './common-options.ts'
import type { CommonOptions, RunCommand } from './context.ts'
import { parseReturn } from './return-time.ts'

/** `offline …`: fresh tokens before the network goes. */
export function addOfflineCommands(program: Command, run: RunCommand): void {
  const offline = program.command('offline').description('take tokens along to where there is no network')
  withCommonOptions(offline.command('prepare'))
    .description('ask for a fresh token for everything that is chosen, which at first are the tokens in the vault')
    .option(
      '--return <time>',
      'when there is a network again, such as 18:30 or 2026-05-02T09:00; remembered',
      (text: string) => parseReturn(text, Date.now())
    )
    .option('--all', 'choose everything that can be taken along; remembered')
    .action((options: PrepareOptions & CommonOptions) => run(options, (context) => prepareOffline(context, options)))
  withCommonOptions(offline.command('status'))
    .description('what is chosen, and until when it works; asks nobody')
    .action((options: CommonOptions) => run(options, offlineStatus))
}
