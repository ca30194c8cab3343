import { type Command, Option } from 'commander'
import type { CloudName } from '#contract/model'
import { profileColours, signInMethods } from '#contract/profile'
import {
  addProfile,
  editProfile,
  listProfiles,
  removeProfile,
  useProfile,
  type ProfileOptions
} from './commands/profile.ts'
import { cloudOption, jsonOption } from './common-options.ts'
import type { CommonOptions, RunCommand } from './context.ts'

type Json = Pick<CommonOptions, 'json'>

/** `profile …`: what is kept apart from each other. */
export function addProfileCommands(program: Command, run: RunCommand): void {
  const profile = program.command('profile').description('profiles: accounts, targets and tokens that are kept apart')
  const command = (name: string, description: string): Command =>
    profile.command(name).description(description).addOption(jsonOption())

  command('list', 'list the profiles').action((options: Json) => run({ json: options.json }, listProfiles))

  withSettings(command('add <name>', 'add a profile in a cloud'))
    .addOption(cloudOption().makeOptionMandatory())
    .action((name: string, options: ProfileOptions & Json & { cloud: CloudName }) =>
      run({ json: options.json }, (context) => addProfile(context, name, options))
    )

  withSettings(command('edit <profile>', 'change a profile, named by name or ID'))
    .option('--name <name>', 'its new name')
    .option('--no-defaults', 'begin with no sign-in defaults')
    .action((wanted: string, options: ProfileOptions & Json) =>
      run({ json: options.json }, (context) => editProfile(context, wanted, options))
    )

  command('use <profile>', 'work in a profile from now on, here and in the window').action(
    (wanted: string, options: Json) => run({ json: options.json }, (context) => useProfile(context, wanted))
  )

  command(
    'remove <profile>',
    'remove a profile: its accounts are signed out, its targets, keys and tokens forgotten'
  ).action((wanted: string, options: Json) => run({ json: options.json }, (context) => removeProfile(context, wanted)))
}

function withSettings(command: Command): Command {
  return command
    .addOption(new Option('--colour <colour>', 'its colour').choices(profileColours))
    .option('--tenant <id or domain>', 'directory (tenant) that a sign-in starts with')
    .option('--client-id <id>', 'application (client) ID that a sign-in starts with')
    .addOption(new Option('--method <method>', 'how a sign-in starts').choices(signInMethods))
}
