import { statSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import type { Failure } from '#contract/failure'
import type { PracticeStatus } from '#contract/model'
import { AppFailure } from '../../services/app-failure.ts'
import type { PracticeProcess } from '../../services/ports.ts'
import { parseReady, readDescription, writeDescription, type PracticeDescription } from './description.ts'
import { isAlive } from './is-alive.ts'
import { waitForReady, type Launch, type Launched } from './launched.ts'
import { isAnswering } from './login-answer.ts'
import { choosePortBase } from './port-base.ts'
import { practiceWorld } from './practice-cloud.ts'
import { chosen, defaultWorld, misfits, switches, type PracticeOptions } from './practice-options.ts'

/** How long the process may take to end when asked. */
const stopTimeoutMs = 5_000
/** How often free ports are looked for, where another program takes one between the look and the start. */
const mostLooks = 3

/** Starts and stops the practice cloud and keeps its description in a file, by which other processes know it too. */
export function createPracticeProcess(launch: Launch, file: string, given: PracticeOptions = {}): PracticeProcess {
  const listeners: ((status: PracticeStatus) => void)[] = []
  let own: Launched | null = null
  let stopping: Launched | null = null
  let state: 'idle' | 'starting' | 'failed' = 'idle'
  let starting: Promise<PracticeStatus> | null = null

  const clearPid = (pid: number | undefined): void => {
    const known = readDescription(file)
    if (known !== null && known.pid === pid) writeDescription(file, { ...known, pid: null })
  }
  const status = (): PracticeStatus => {
    const known = readDescription(file)
    const world = known === null ? null : practiceWorld(known)
    if (state === 'starting') return { state, world }
    if (known?.pid != null && isAlive(known.pid)) return { state: 'running', world }
    return { state: state === 'failed' ? 'failed' : 'stopped', world }
  }
  /** Which description there is and whether its process lives; the file itself is long, and read only where it changed. */
  let pid: number | null = null
  let written = ''
  const seen = (): string => {
    const { ino, mtimeMs } = statSync(file, { throwIfNoEntry: false }) ?? { ino: 0, mtimeMs: 0 }
    const found = `${String(ino)} ${String(mtimeMs)}`
    if (found !== written) pid = readDescription(file)?.pid ?? null
    written = found
    return `${found} ${String(pid !== null && isAlive(pid))}`
  }
  let told = seen()
  const tell = (): PracticeStatus => {
    told = seen()
    const now = status()
    for (const listener of listeners) listener(now)
    return now
  }
  /** Asked to end, by us or through its own command, it ends with 0. */
  const ended = (launched: Launched, isWell: boolean): void => {
    if (own !== launched) return
    own = null
    if (!isWell) state = 'failed'
    clearPid(launched.pid)
    tell()
  }
  /** The description of the one that runs, whoever started it; the status goes by the process id, and this asks. */
  const findRunning = async (): Promise<PracticeDescription | null> => {
    const known = readDescription(file)
    if (known?.pid == null || !isAlive(known.pid)) return null
    if (known.pid === own?.pid || (await isAnswering(known))) return known
    // The system gave the process id to somebody else.
    clearPid(known.pid)
    return null
  }
  const launchAt = async (portBase: number, options: PracticeOptions): Promise<Launched> => {
    const launched = launch(['start', '--json', '--port-base', String(portBase), ...switches(options)])
    try {
      const ready = parseReady(await waitForReady(launched))
      if (ready === null) throw new Error('Its ready line could not be read.')
      const caPem = await readFile(ready.caFile, 'utf8')
      writeDescription(file, { ...ready, caPem, portBase, options: chosen(options), pid: launched.pid ?? null })
      return launched
    } catch (error) {
      launched.stop()
      throw error
    }
  }
  const launchOnFreePorts = async (options: PracticeOptions): Promise<Launched> => {
    for (let looks = 1; ; looks += 1) {
      try {
        return await launchAt(await choosePortBase(readDescription(file)?.portBase ?? null), options)
      } catch (error) {
        if (looks === mostLooks || takenPort(detailOf(error)) === null) throw error
      }
    }
  }
  const start = async (options: PracticeOptions): Promise<PracticeStatus> => {
    state = 'starting'
    tell()
    try {
      const launched = await (options.portBase === undefined
        ? launchOnFreePorts(options)
        : launchAt(options.portBase, options))
      own = launched
      state = 'idle'
      void launched.exited.then((code) => {
        ended(launched, code === 0 || launched === stopping)
      })
      return tell()
    } catch (error) {
      state = 'failed'
      tell()
      throw new AppFailure(startFailure(detailOf(error)), { cause: error })
    }
  }
  const startOnce = async (wanted: PracticeOptions): Promise<PracticeStatus> => {
    const running = await findRunning()
    if (running === null) return start(wanted)
    const without = misfits(wanted, running)
    if (without.length > 0 && running.pid === own?.pid) {
      await stop()
      return start(wanted)
    }
    if (wanted.isForeground !== true && without.length === 0) return status()
    throw new AppFailure({ code: 'practice-cloud-running', without })
  }
  /** One that another process started is left to it. */
  const stop = async (): Promise<PracticeStatus> => {
    const launched = own
    if (launched === null) {
      const { state: before } = status()
      if ((await findRunning()) === null && before === 'running') return tell()
      return status()
    }
    stopping = launched
    launched.stop()
    await Promise.race([launched.exited, after(stopTimeoutMs)])
    ended(launched, true)
    return status()
  }
  return {
    status,
    world: () => {
      const known = readDescription(file)
      if (known === null) return null
      const { world, stateFile, folder } = known.options ?? {}
      return world ?? (stateFile === undefined && folder === undefined ? defaultWorld : null)
    },
    start: async (world) => {
      starting ??= startOnce(world === undefined ? given : { ...given, world }).finally(() => {
        starting = null
      })
      return starting
    },
    stop,
    look: () => {
      if (seen() !== told) tell()
    },
    onChange: (listener) => {
      listeners.push(listener)
    }
  }
}

function detailOf(error: unknown): string {
  return error instanceof Error ? error.message : 'It did not start.'
}

/** The port that its last words say it cannot have. */
function takenPort(detail: string): number | null {
  const [, port] = /: Port (\d+) is needed/.exec(detail) ?? []
  return port === undefined ? null : Number(port)
}

function startFailure(detail: string): Failure {
  const port = takenPort(detail)
  return port === null ? { code: 'practice-cloud-failed', detail } : { code: 'practice-port-taken', port, detail }
}

function after(milliseconds: number): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, milliseconds).unref()
  })
}
