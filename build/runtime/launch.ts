import { appFolder } from '../paths.ts'
import { ensureElectron } from './electron.ts'

/** How to start the bundled app with Playwright's `_electron.launch({...await launchOptions(), args, env})`. */
export interface LaunchOptions {
  executablePath: string
  /** Options of Chromium, then the folder of the app; append the app's own switches. */
  args: string[]
  /** Chromium's sandbox is off only where it cannot be on: as root on Linux. */
  chromiumSandbox: boolean
  env: Record<string, string>
}

/** What every test and the demo pass to Electron to open out/app. */
export async function launchOptions(): Promise<LaunchOptions> {
  const { executable } = await ensureElectron()
  const unsandboxed = runsAsRoot()
  return {
    executablePath: executable,
    args: [...(unsandboxed ? ['--no-sandbox'] : []), appFolder],
    chromiumSandbox: !unsandboxed,
    env: electronEnvironment(process.env)
  }
}

/** Whether this is root on Linux, where Chromium refuses to start with its sandbox. */
export function runsAsRoot(): boolean {
  return process.platform === 'linux' && process.getuid?.() === 0
}

/**
 * The environment for Electron: ELECTRON_RUN_AS_NODE, inherited from some terminals, would turn it into plain Node. What Node
 * compiled is of another Node than Electron's.
 */
export function electronEnvironment(env: NodeJS.ProcessEnv): Record<string, string> {
  const dropped = new Set(['ELECTRON_RUN_AS_NODE', 'NODE_OPTIONS', 'NODE_COMPILE_CACHE'])
  return Object.fromEntries(
    Object.entries(env).filter((entry): entry is [string, string] => entry[1] !== undefined && !dropped.has(entry[0]))
  )
}
