import { accessTest } from './scenes/access.ts'
import { curtainUp, firstRun } from './scenes/first-run.ts'
import { keys } from './scenes/keys.ts'
import { offline } from './scenes/offline.ts'
import { profiles } from './scenes/profiles.ts'
import { rehearsal } from './scenes/rehearsal.ts'
import { signIn } from './scenes/sign-in.ts'
import { tokens } from './scenes/tokens.ts'
import type { Step } from './step.ts'

/** The main job, from an empty profile to a token that works without a network. */
export const story: readonly Step[] = [
  ...curtainUp,
  ...firstRun,
  ...signIn,
  ...tokens,
  ...keys,
  ...accessTest,
  ...rehearsal,
  ...profiles,
  ...offline
]
