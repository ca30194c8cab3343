import type { Stage } from './stage.ts'

/** One thing that a person does, and what they then see: a sentence for the terminal. */
export interface Step {
  name: string
  play: (stage: Stage) => Promise<string>
}
