import { chmodSync, mkdirSync } from 'node:fs'
import { chmod, mkdir, stat } from 'node:fs/promises'
import { homedir } from 'node:os'
import { posix, win32 } from 'node:path'
import { AppFailure } from '../services/app-failure.ts'

/** Where everything of an install lies. */
export interface DataFolder {
  root: string
  vault: string
  /** Chromium's own profile; it holds nothing of ours. */
  chromium: string
  /** What is needed to find mistakes of ours; made with the first of them. */
  errorLog: string
  /** Description that a running practice cloud leaves for the window and for scripts. */
  practiceDescription: string
}

/** What the place depends on; parameters so that each platform is tested on every other. */
export interface DataFolderQuestion {
  platform: NodeJS.Platform
  env: Partial<Record<string, string>>
  home?: string
}

/** The data folder of this person on this computer; `GRATICULE_HOME` overrides it. */
export function dataFolder({ platform, env, home = homedir() }: DataFolderQuestion): DataFolder {
  const path = platform === 'win32' ? win32 : posix
  const root = env.GRATICULE_HOME ? path.resolve(env.GRATICULE_HOME) : defaultRoot({ platform, env, home })
  return {
    root,
    vault: path.join(root, 'vault'),
    chromium: path.join(root, 'chromium'),
    errorLog: path.join(root, 'logs', 'errors.jsonl'),
    practiceDescription: path.join(root, 'practice.json')
  }
}

/** The data folder, made if it was not there and entered by its owner only. */
export async function openDataFolder(question: DataFolderQuestion): Promise<DataFolder> {
  const folder = dataFolder(question)
  try {
    // A folder that GRATICULE_HOME names may be anything of the person's, so its mode and what is above it are theirs.
    if (question.env.GRATICULE_HOME) await makeFolder(folder.root)
    else await mkdir(folder.root, { recursive: true, mode: 0o700 })
    if (!question.env.GRATICULE_HOME) await chmod(folder.root, 0o700)
  } catch (error) {
    const problem = error instanceof Error && 'code' in error ? String(error.code) : 'not known'
    throw new AppFailure({ code: 'data-folder-unusable', folder: folder.root, problem }, { cause: error })
  }
  return folder
}

async function makeFolder(path: string): Promise<void> {
  try {
    await mkdir(path, { mode: 0o700 })
  } catch (error) {
    if (!(await stat(path)).isDirectory()) throw error
  }
}

/** Makes a folder that only its owner can enter; tightens one that was there. */
export function makePrivateFolder(path: string): void {
  mkdirSync(path, { recursive: true, mode: 0o700 })
  chmodSync(path, 0o700)
}

function defaultRoot({ platform, env, home }: Required<DataFolderQuestion>): string {
  // Local, never Roaming: a roaming profile would carry one install's vault over another's.
  if (platform === 'win32') return win32.join(env.LOCALAPPDATA ?? win32.join(home, 'AppData', 'Local'), 'Graticule')
  if (platform === 'darwin') return posix.join(home, 'Library', 'Application Support', 'Graticule')
  // https://specifications.freedesktop.org/basedir-spec/: a relative path is invalid and must be ignored
  const dataHome = env.XDG_DATA_HOME
  const base = dataHome && posix.isAbsolute(dataHome) ? dataHome : posix.join(home, '.local', 'share')
  return posix.join(base, 'graticule')
}
