import { readFile } from 'node:fs/promises'
import type { PracticeStatus } from '#contract/model'
import { AppFailure } from '../../services/app-failure.ts'
import type { PracticeProcess } from '../../services/ports.ts'
import { parseReady, readDescription, writeDescription } from './description.ts'
import { waitForReady, type Launch, type Launched } from './launched.ts'
import { choosePortBase } from './port-base.ts'
import { practiceWorld } from './practice-cloud.ts'

/** What a person may choose of a practice cloud. */
export interface PracticeOptions {
  /** Who and what lives in it; its own default where left out. */
  world?: string
  /** First of its ports; those of last time, else free ones, where left out. */
  portBase?: number
  /** Life of a device code. */
  deviceCodeSeconds?: number
  /** How often a client may ask whether a device code was entered. */
  deviceCodeIntervalSeconds?: number
  /** Life of access tokens. */
  accessTokenSeconds?: number
}

/** How long the process may take to end when asked. */
const stopTimeoutMs = 5_000

/** Starts and stops the practice cloud and keeps its description in a file, by which other processes know it too. */
export function createPracticeProcess(launch: Launch, file: string, options: PracticeOptions = {}): PracticeProcess {
  const listeners: ((status: PracticeStatus) => void)[] = []
  let own: Launched | null = null
  let state: 'idle' | 'starting' | 'failed' = 'idle'
  let starting: Promise<PracticeStatus> | null = null

  const status = (): PracticeStatus => {
    const known = readDescription(file)
    const world = known === null ? null : practiceWorld(known)
    if (state === 'starting') return { state, world }
    if (known?.pid != null && isAlive(known.pid)) return { state: 'running', world }
    return { state: state === 'failed' ? 'failed' : 'stopped', world }
  }
  const tell = (): PracticeStatus => {
    const now = status()
    for (const listener of listeners) listener(now)
    return now
  }
  const ended = (launched: Launched): void => {
    if (own !== launched) return
    own = null
    const known = readDescription(file)
    if (known !== null && known.pid === launched.pid) writeDescription(file, { ...known, pid: null })
    tell()
  }
  const start = async (): Promise<PracticeStatus> => {
    state = 'starting'
    tell()
    let launched: Launched | null = null
    try {
      const portBase = options.portBase ?? (await choosePortBase(readDescription(file)?.portBase ?? null))
      launched = launch(['start', '--json', '--port-base', String(portBase), ...switches(options)])
      const ready = parseReady(await waitForReady(launched))
      if (ready === null) throw new Error('Its ready line could not be read.')
      const caPem = await readFile(ready.caFile, 'utf8')
      writeDescription(file, { ...ready, caPem, portBase, pid: launched.pid ?? null })
      own = launched
      state = 'idle'
      const mine = launched
      void mine.exited.then(() => {
        ended(mine)
      })
      return tell()
    } catch (error) {
      launched?.stop()
      state = 'failed'
      tell()
      const detail = error instanceof Error ? error.message : 'It did not start.'
      throw new AppFailure({ code: 'practice-cloud-failed', detail }, { cause: error })
    }
  }
  return {
    status,
    start: async () => {
      if (status().state === 'running') return status()
      starting ??= start().finally(() => {
        starting = null
      })
      return starting
    },
    // One that another process started is left to it.
    stop: async () => {
      const launched = own
      if (launched === null) return status()
      launched.stop()
      await Promise.race([launched.exited, after(stopTimeoutMs)])
      ended(launched)
      return status()
    },
    onChange: (listener) => {
      listeners.push(listener)
    }
  }
}

/** The options as the practice cloud's own command line takes them. */
function switches(options: PracticeOptions): string[] {
  const all = {
    '--world': options.world,
    '--device-code-seconds': options.deviceCodeSeconds,
    '--device-code-interval-seconds': options.deviceCodeIntervalSeconds,
    '--access-token-seconds': options.accessTokenSeconds
  }
  return Object.entries(all).flatMap(([name, value]) => (value === undefined ? [] : [name, String(value)]))
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0)
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM'
  }
}

function after(milliseconds: number): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, milliseconds).unref()
  })
}
