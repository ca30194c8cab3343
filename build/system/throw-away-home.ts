import { mkdir, mkdtemp, rm } from 'node:fs/promises'
import { chownSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** A home folder that lives as long as one run, so that nothing of the person is read or written. */
export interface ThrowAwayHome {
  folder: string
  env: Record<string, string>
  remove: () => Promise<void>
}

const folders = {
  XDG_CONFIG_HOME: '.config',
  XDG_CACHE_HOME: '.cache',
  XDG_DATA_HOME: '.local/share',
  XDG_STATE_HOME: '.local/state',
  XDG_RUNTIME_DIR: 'run',
  TMPDIR: 'tmp'
}

/** Makes one; with `owner` (a user id) it belongs to that user. */
export async function makeThrowAwayHome(owner?: number): Promise<ThrowAwayHome> {
  const folder = await mkdtemp(join(tmpdir(), 'graticule-home-'))
  const env: Record<string, string> = { HOME: folder }
  const own = (path: string): void => {
    if (owner !== undefined) chownSync(path, owner, owner)
  }
  for (const [name, path] of Object.entries(folders)) {
    env[name] = join(folder, path)
    await mkdir(join(folder, path), { recursive: true, mode: 0o700 })
  }
  for (const path of ['', '.local', ...Object.values(folders)]) own(join(folder, path))
  return { folder, env, remove: () => rm(folder, { recursive: true, force: true, maxRetries: 3, retryDelay: 200 }) }
}
