import { type Command, InvalidArgumentError, Option } from 'commander'
import type { PracticeOptions } from '../options.ts'
import { WORLD_NAMES, type WorldName } from '../world/worlds.ts'

/** What a person says about the world that is meant. */
export interface WorldFlags {
  world?: WorldName
  seed?: number
  state?: string
}

/** Reads a whole number from an argument. */
export const whole = (text: string): number => {
  if (!/^\d{1,9}$/.test(text)) throw new InvalidArgumentError('A whole number is needed.')
  return Number(text)
}

/** The option that names a built-in world. */
export const worldOption = (): Option =>
  new Option('--world <name>', 'a built-in world; default when left out').choices(WORLD_NAMES)

/** Puts the options on a command that choose the world. */
export const addWorldOptions = (command: Command): Command =>
  command
    .addOption(worldOption())
    .option('--seed <number>', 'what the made-up part of a built-in world is made from, 1 when left out', whole)
    .option('--state <file>', "a state file (YAML or JSON) in a built-in world's place")

/** The start options that these flags stand for. */
export const chosenWorld = ({ world, seed, state }: WorldFlags): PracticeOptions => ({
  ...(world === undefined ? {} : { world }),
  ...(seed === undefined ? {} : { worldSeed: seed }),
  ...(state === undefined ? {} : { stateFile: state })
})
