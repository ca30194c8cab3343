import type { PracticeDescription } from './description.ts'

/** What a person may choose of a practice cloud. */
export interface PracticeOptions {
  /** Who and what lives in it; its own default where left out. */
  world?: string
  /** What the made-up part of the world is made from. */
  worldSeed?: number
  /** Absolute path of a state file, in a built-in world's place. */
  stateFile?: string
  /** Absolute path of the folder that keeps the state between starts. */
  folder?: string
  /** First of its ports; those of last time, else free ones, where left out. */
  portBase?: number
  /** Life of a device code. */
  deviceCodeSeconds?: number
  /** How often a client may ask whether a device code was entered. */
  deviceCodeIntervalSeconds?: number
  /** Life of access tokens. */
  accessTokenSeconds?: number
  /** It must be ours, not one that another process started. */
  isForeground?: boolean
}

const names = {
  world: '--world',
  worldSeed: '--seed',
  stateFile: '--state',
  folder: '--folder',
  deviceCodeSeconds: '--device-code-seconds',
  deviceCodeIntervalSeconds: '--device-code-interval-seconds',
  accessTokenSeconds: '--access-token-seconds'
} as const

type Named = keyof typeof names

/** What the practice cloud's own command line calls each option; the port base is chosen apart. */
const named = Object.entries(names) as [Named, (typeof names)[Named]][]

/** The world that lives where none was chosen. */
export const defaultWorld = 'default'

/** The chosen options without the port base, for the description. */
export function chosen(options: PracticeOptions): Pick<PracticeOptions, Named> {
  return Object.fromEntries(named.flatMap(([key]) => (options[key] === undefined ? [] : [[key, options[key]]])))
}

/** The options, without the port base, as the practice cloud's own command line takes them. */
export function switches(options: PracticeOptions): string[] {
  return named.flatMap(([key, name]) => (options[key] === undefined ? [] : [name, String(options[key])]))
}

/** The chosen options that a running practice cloud was not started with, as they were typed; empty where all fit. */
export function misfits(options: PracticeOptions, running: PracticeDescription): string[] {
  const { options: started = {} } = running
  // A state file or a folder stands in a built-in world's place.
  const isBuiltIn = started.stateFile === undefined && started.folder === undefined
  const has = { ...(isBuiltIn ? { world: defaultWorld } : {}), ...started }
  const others = named
    .filter(([key]) => options[key] !== undefined && options[key] !== has[key])
    .map(([key, name]) => `${name} ${String(options[key])}`)
  // Zero takes any ports.
  const { portBase = 0 } = options
  return portBase === 0 || portBase === running.portBase ? others : [...others, `--port-base ${String(portBase)}`]
}
