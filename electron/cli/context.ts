import type { CloudName } from '#contract/model'
import type { Services } from '../services/compose.ts'
import type { Output } from './output.ts'

/** What a command works with. */
export interface CommandContext {
  services: Services
  output: Output
  asJson: boolean
  /** Aborts on Ctrl+C. */
  signal: AbortSignal
}

/** Options that every command takes. */
export interface CommonOptions {
  cloud?: CloudName
  json?: boolean
}

/** Opens the services for one command, prints what it throws, and closes them after it. */
export type RunCommand = (options: CommonOptions, command: (context: CommandContext) => Promise<void>) => Promise<void>
