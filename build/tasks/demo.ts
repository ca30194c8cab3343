import { bundleIfStale } from '../bundle.ts'
import { ensureElectron } from '../runtime/electron.ts'
import { runtimeEnvironment } from '../runtime/electron-runtime.ts'
import { runTask } from '../sentence.ts'
import { ensureLibraries } from '../system/ensure-libraries.ts'
import { withDisplayAndKeychain } from '../system/private-session.ts'

await runTask(async () => {
  const runtime = await ensureElectron()
  await ensureLibraries('nobody')
  await bundleIfStale()
  const command = [process.execPath, 'test/demo/demo.ts', ...process.argv.slice(2)] as const
  const { code } = await withDisplayAndKeychain(command, { env: runtimeEnvironment(runtime) })
  return code
})
