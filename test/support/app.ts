import { delimiter, join } from 'node:path'
import { appendFile, readFile } from 'node:fs/promises'
import { _electron, type ElectronApplication, type Page } from 'playwright'
import { launchOptions } from '../../build/runtime/launch.ts'
import { root } from '../../build/paths.ts'
import { tracedProgram } from './network-trace.ts'

/** The running app and its one window. */
export interface RunningApp {
  app: ElectronApplication
  page: Page
  /** Pages that the app asked the system to open, oldest first. */
  openedPages: () => Promise<string[]>
  close: () => Promise<void>
}

/**
 * Starts the real app on a data folder of its own; the system's browser is a file that the test reads. With a trace file
 * every network call of its processes is written there.
 */
export async function startApp(home: string, env: Record<string, string> = {}, trace?: string): Promise<RunningApp> {
  const options = await launchOptions()
  const openedPagesFile = join(home, 'opened-pages')
  await appendFile(openedPagesFile, '')
  const tracing = trace === undefined ? {} : { GRATICULE_TRACE: trace, GRATICULE_TRACED: options.executablePath }
  const app = await _electron.launch({
    ...options,
    executablePath: trace === undefined ? options.executablePath : tracedProgram,
    env: {
      ...options.env,
      GRATICULE_HOME: home,
      GRATICULE_OPENED_PAGES: openedPagesFile,
      PATH: [join(root, 'test/support/browser'), options.env.PATH ?? ''].join(delimiter),
      ...tracing,
      ...env
    }
  })
  const page = await app.firstWindow()
  await page.waitForFunction(() => document.title.endsWith('— Graticule'))
  return {
    app,
    page,
    openedPages: async () => (await readFile(openedPagesFile, 'utf8')).split('\n').filter((line) => line !== ''),
    close: () => app.close()
  }
}
