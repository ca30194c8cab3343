import * as v from 'valibot'
import { WORLD_NAMES } from './world/worlds.ts'

const seconds = v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(86_400))

/** What a practice cloud can be started with; everything has a default. */
export const optionsSchema = v.strictObject({
  /** One of the built-in worlds; `default` where neither this nor a state file is given. */
  world: v.exactOptional(v.picklist(WORLD_NAMES)),
  worldSeed: v.optional(v.pipe(v.number(), v.integer()), 1),
  /** Path of a state file, in a built-in world's place. */
  stateFile: v.exactOptional(v.string()),
  /** Path of a folder that keeps the state between starts; in memory where left out. */
  folder: v.exactOptional(v.string()),
  /** First of the fixed ports; 0 takes free ports. */
  portBase: v.optional(v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(65_511)), 0),
  deviceCodeSeconds: v.optional(seconds, 900),
  deviceCodeIntervalSeconds: v.optional(seconds, 5),
  /** A fixed life for access tokens; left out, Entra's random 60 to 90 minutes. */
  accessTokenSeconds: v.optional(seconds),
  /** Path of the folder in which the agent of Azure Arc keeps its keys; one of this start's own where left out. */
  arcKeyFolder: v.exactOptional(v.string())
})

/** Options as a caller writes them. */
export type PracticeOptions = v.InferInput<typeof optionsSchema>

/** Options with their defaults filled in. */
export type ResolvedOptions = v.InferOutput<typeof optionsSchema>
