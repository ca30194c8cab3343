import { ensureElectron } from '../runtime/electron.ts'
import { runtimeEnvironment } from '../runtime/electron-runtime.ts'
import { runTask, Sentence } from '../sentence.ts'
import { ensureLibraries } from '../system/ensure-libraries.ts'
import { withDisplayAndKeychain } from '../system/private-session.ts'

await runTask(async () => {
  const [command, ...args] = process.argv.slice(2)
  if (command === undefined) throw new Sentence('Usage: node build/run.mjs session -- <command> [arguments]')
  const runtime = await ensureElectron()
  await ensureLibraries('nobody')
  const { code } = await withDisplayAndKeychain([command, ...args], { env: runtimeEnvironment(runtime) })
  return code
})
