import type { CloudName } from '#contract/model'
import type { Services } from '../services/compose.ts'
import type { PracticeCloud } from '../services/ports.ts'
import type { Output } from './output.ts'

/** What a command works with. */
export interface CommandContext {
  services: Services
  output: Output
  asJson: boolean
  /** Aborts on Ctrl+C. */
  signal: AbortSignal
  /** Ends with this code although nothing failed: what was printed says why. */
  endWith: (exitCode: number) => void
}

/** What a command about the running practice cloud works with. */
export interface PracticeContext {
  cloud: PracticeCloud
  output: Output
  asJson: boolean
  /** Aborts on Ctrl+C. */
  signal: AbortSignal
}

/** Runs one command about the running practice cloud, and prints what it throws. */
export type RunPracticeCommand = (
  options: { json?: boolean },
  command: (context: PracticeContext) => Promise<void>
) => Promise<void>

/** Options that every command takes. */
export interface CommonOptions {
  cloud?: CloudName
  /** Name or ID. */
  profile?: string
  json?: boolean | undefined
}

/** Opens the services for one command, prints what it throws, and closes them after it. */
export type RunCommand = (options: CommonOptions, command: (context: CommandContext) => Promise<void>) => Promise<void>
