import { join } from 'node:path'
import { _electron, type Page } from 'playwright'
import { launchOptions } from '../../build/runtime/launch.ts'
import { root } from '../../build/paths.ts'

/** The practice user's browser: the Chromium of the runtime, with nothing of the app in it. */
export interface Browser {
  page: Page
  close: () => Promise<void>
}

/** Opens it on an empty page. */
export async function openBrowser(): Promise<Browser> {
  const options = await launchOptions()
  const folder = join(root, 'test/support/browser')
  const app = await _electron.launch({ ...options, args: [...options.args.slice(0, -1), folder] })
  return { page: await app.firstWindow(), close: () => app.close() }
}
