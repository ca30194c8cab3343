import { homedir } from 'node:os'
import { posix, win32 } from 'node:path'

/** What decides where the cache is. */
export interface Machine {
  platform: NodeJS.Platform
  env: NodeJS.ProcessEnv
  home: string
  isRoot: boolean
}

/** The machine this runs on. */
export function thisMachine(): Machine {
  return { platform: process.platform, env: process.env, home: homedir(), isRoot: process.getuid?.() === 0 }
}

/** The folder that keeps fetched runtimes between runs; root's is one that unprivileged users can read. */
export function cacheFolder({ platform, env, home, isRoot }: Machine = thisMachine()): string {
  if (platform === 'win32') {
    return win32.join(env.LOCALAPPDATA ?? win32.join(home, 'AppData', 'Local'), 'graticule', 'cache')
  }
  if (platform === 'darwin') return posix.join(home, 'Library', 'Caches', 'graticule')
  const chosen = env.XDG_CACHE_HOME
  // The XDG rules say to ignore a relative path.
  if (chosen !== undefined && posix.isAbsolute(chosen)) return posix.join(chosen, 'graticule')
  return isRoot ? '/var/cache/graticule' : posix.join(home, '.cache', 'graticule')
}
