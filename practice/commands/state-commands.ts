import type { Command } from 'commander'
import * as v from 'valibot'
import { optionsSchema } from '../options.ts'
import { beginState } from '../world/begin-state.ts'
import { readStateFile } from '../world/read-state-file.ts'
import { stateText } from '../world/write-state.ts'
import { addWorldOptions, chosenWorld, type WorldFlags } from './world-options.ts'

const printState = (flags: WorldFlags): void => {
  const { world, weather } = beginState(v.parse(optionsSchema, chosenWorld(flags)))
  process.stdout.write(stateText(world, weather, { secrets: false }))
}

const checkState = (file: string): void => {
  const { world, weather } = readStateFile(file)
  const counts = [
    `${String(world.tenants.length)} tenants`,
    `${String(world.users.length)} people`,
    `${String(world.applications.length)} applications`,
    `${String(weather.length)} weather rules`
  ]
  process.stdout.write(`${file} is valid: ${counts.join(', ')}.\n`)
}

/** `practice state` and `practice check-state`. */
export const addStateCommands = (program: Command): void => {
  addWorldOptions(
    program.command('state').description('Print a world as a state file, without its secrets, to start from')
  ).action(printState)
  program
    .command('check-state')
    .description('Say what is wrong with a state file, and where')
    .argument('<file>', 'the state file (YAML or JSON)')
    .action(checkState)
}
