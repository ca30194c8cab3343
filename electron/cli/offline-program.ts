import type { Command } from 'commander'
import { offlineStatus, prepareOffline, type PrepareOptions, type ProfilesOptions } from './commands/offline.ts'
import { cloudOption, jsonOption } from './common-options.ts'
import type { CommonOptions, RunCommand } from './context.ts'
import { parseReturn } from './return-time.ts'

type Options = ProfilesOptions & Pick<CommonOptions, 'json'>

function withProfiles(command: Command): Command {
  return command
    .option('--profile <name or ID...>', 'profiles that this is about, without it all; may be repeated')
    .addOption(cloudOption())
    .addOption(jsonOption())
}

/** `offline …`: fresh tokens before the network goes. */
export function addOfflineCommands(program: Command, run: RunCommand): void {
  const offline = program.command('offline').description('take tokens along to where there is no network')
  withProfiles(offline.command('prepare'))
    .description('ask for a fresh token for everything that is chosen, which at first are the tokens in the vault')
    .option(
      '--return <time>',
      'when there is a network again, such as 18:30 or 2026-05-02T09:00; remembered',
      (text: string) => parseReturn(text, Date.now())
    )
    .option('--all', 'choose everything that can be taken along; remembered')
    .action((options: PrepareOptions & Options) =>
      run({ json: options.json }, (context) => prepareOffline(context, options))
    )
  withProfiles(offline.command('status'))
    .description('what is chosen, and until when it works; asks nobody')
    .action((options: Options) => run({ json: options.json }, (context) => offlineStatus(context, options)))
}
