import {
  mkdirSync,
  readdirSync,
  openSync,
  closeSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
  writeSync,
  existsSync
} from 'node:fs'
import { join } from 'node:path'
import { isProcessAlive } from '../process-alive.ts'

/** How long changes are gathered before they are written. */
const GATHER_MS = 500
/** A state file that is being written, by the id of the process. */
const DRAFT = /^state\.yaml\.\d+$/

/** A folder that keeps a practice cloud's state between its starts. */
export interface StateFolder {
  /** Path of the state file, which need not be there yet. */
  file: string
  exists: boolean
  /** Begins to write the text whenever a change is noted and the mark, which is quicker to make, is another. */
  keep: (makeMark: () => string, makeText: () => string) => void
  noteChange: () => void
  /** Writes what is left to write, and lets others have the folder. */
  close: () => void
}

/** Takes the folder for this process; a lock of a process that died counts for nothing. */
const lock = (path: string, folder: string): void => {
  for (let tries = 0; tries < 2; tries += 1) {
    try {
      const handle = openSync(path, 'wx', 0o600)
      writeSync(handle, String(process.pid))
      closeSync(handle)
      return
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
      const pid = Number(readFileSync(path, 'utf8'))
      if (pid > 0 && isProcessAlive(pid))
        throw new Error(
          `The folder ${folder} is in use by another practice cloud (process ${String(pid)}). Stop it, or choose another folder.`,
          { cause: error }
        )
      rmSync(path, { force: true })
    }
  }
}

/** Opens a folder, made where it is missing, for this process alone. */
export const openStateFolder = (folder: string): StateFolder => {
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  const lockFile = join(folder, 'practice.lock')
  lock(lockFile, folder)
  // What a practice cloud that was killed while it wrote has left.
  for (const name of readdirSync(folder)) if (DRAFT.test(name)) rmSync(join(folder, name), { force: true })
  const file = join(folder, 'state.yaml')
  let kept: { makeMark: () => string; makeText: () => string } | undefined
  let written: string | undefined
  let timer: NodeJS.Timeout | undefined
  const write = (): void => {
    clearTimeout(timer)
    timer = undefined
    const mark = kept?.makeMark()
    if (kept === undefined || mark === written) return
    const draft = `${file}.${String(process.pid)}`
    writeFileSync(draft, kept.makeText(), { mode: 0o600, flush: true })
    renameSync(draft, file)
    written = mark
  }
  /** A full disk or a folder that is gone must not end the cloud: the next change tries again, and the stop says so. */
  const writeQuietly = (): void => {
    try {
      write()
    } catch (error) {
      process.stderr.write(
        `The practice cloud could not keep its state in ${folder}: ${error instanceof Error ? error.message : String(error)}\n`
      )
    }
  }
  return {
    file,
    exists: existsSync(file),
    keep: (makeMark, makeText) => {
      kept = { makeMark, makeText }
      write()
    },
    noteChange: () => {
      timer ??= setTimeout(writeQuietly, GATHER_MS)
    },
    close: () => {
      try {
        write()
      } finally {
        rmSync(lockFile, { force: true })
      }
    }
  }
}
