import { type Command, Option } from 'commander'

/** The options of every command that works in a profile. */
export function withCommonOptions(command: Command): Command {
  return command
    .addOption(cloudOption())
    .option(
      '--profile <name or ID>',
      'profile to work in; without it the one chosen in the window or by the first sign-in, else the first of public'
    )
    .addOption(jsonOption())
}

/** `--cloud`, for its first profile. */
export function cloudOption(): Option {
  return new Option('--cloud <cloud>', 'cloud to work in, in its first profile').choices([
    'public',
    'usgov',
    'china',
    'practice'
  ])
}

/** `--json`, for scripts. */
export function jsonOption(): Option {
  return new Option('--json', 'print JSON on standard output, failures too')
}
