import * as v from 'valibot'

const seconds = v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(86_400))

/** What a practice cloud can be started with; everything has a default. */
export const optionsSchema = v.strictObject({
  world: v.optional(v.picklist(['default', 'crowded']), 'default'),
  worldSeed: v.optional(v.pipe(v.number(), v.integer()), 1),
  /** First of the fixed ports; 0 takes free ports. */
  portBase: v.optional(v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(65_511)), 0),
  deviceCodeSeconds: v.optional(seconds, 900),
  deviceCodeIntervalSeconds: v.optional(seconds, 5),
  /** A fixed life for access tokens; left out, Entra's random 60 to 90 minutes. */
  accessTokenSeconds: v.optional(seconds)
})

/** Options as a caller writes them. */
export type PracticeOptions = v.InferInput<typeof optionsSchema>

/** Options with their defaults filled in. */
export type ResolvedOptions = v.InferOutput<typeof optionsSchema>
