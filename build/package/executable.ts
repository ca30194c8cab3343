import { join } from 'node:path'

/** What starts the packaged app in an unpacked folder. */
export function executableIn(folder: string, platform: string): string {
  if (platform === 'darwin') return join(folder, 'Graticule.app', 'Contents', 'MacOS', 'Graticule')
  return join(folder, platform === 'win32' ? 'Graticule.exe' : 'graticule')
}
