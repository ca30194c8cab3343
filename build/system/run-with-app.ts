import { bundleIfStale } from '../bundle.ts'
import { ensureElectron } from '../runtime/electron.ts'
import { runtimeEnvironment } from '../runtime/electron-runtime.ts'
import { ensureLibraries } from './ensure-libraries.ts'
import { withDisplayAndKeychain } from './private-session.ts'

/** Runs a script that starts the bundled app, in a session of its own; answers the script's exit code. */
export async function runWithApp(script: string, args: readonly string[]): Promise<number> {
  const runtime = await ensureElectron()
  await ensureLibraries('nobody')
  await bundleIfStale()
  const { code } = await withDisplayAndKeychain([process.execPath, script, ...args], {
    env: runtimeEnvironment(runtime)
  })
  return code
}
