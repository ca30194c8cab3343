import { type Command, Option } from 'commander'

/** The options of every command that works in a cloud. */
export function withCommonOptions(command: Command): Command {
  return command
    .addOption(
      new Option(
        '--cloud <cloud>',
        'cloud to work in; without it the one chosen in the window or by the first sign-in, else public'
      ).choices(['public', 'usgov', 'china', 'practice'])
    )
    .option('--json', 'print JSON on standard output, failures too')
}
