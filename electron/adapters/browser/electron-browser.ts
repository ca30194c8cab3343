import { shell } from 'electron'
import type { Browser, Clouds } from '../../services/ports.ts'
import { guardBrowser } from './guarded-browser.ts'

/** The system browser, opened by Electron. */
export function createElectronBrowser(clouds: Clouds): Browser {
  return guardBrowser(clouds, (url) => shell.openExternal(url))
}
