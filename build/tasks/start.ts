import { bundleIfStale } from '../bundle.ts'
import { runChild } from '../child.ts'
import { ensureElectron } from '../runtime/electron.ts'
import { launchOptions, runsAsRoot } from '../runtime/launch.ts'
import { runtimeEnvironment } from '../runtime/electron-runtime.ts'
import { runTask, Sentence } from '../sentence.ts'
import { ensureLibraries } from '../system/ensure-libraries.ts'

await runTask(async () => {
  const { DISPLAY, WAYLAND_DISPLAY } = process.env
  if (process.platform === 'linux' && DISPLAY === undefined && WAYLAND_DISPLAY === undefined) {
    throw new Sentence(
      'There is no display to open a window on. Start this from a desktop session, or run: npm run demo'
    )
  }
  Object.assign(process.env, runtimeEnvironment(await ensureElectron()))
  await ensureLibraries('person')
  await bundleIfStale()
  if (runsAsRoot()) {
    process.stderr.write(
      "You are root, so Chromium's sandbox is off. Run this as an ordinary user for anything but a trial.\n"
    )
  }
  const { executablePath, args, env } = await launchOptions()
  const { code } = await runChild(executablePath, [...args, ...process.argv.slice(2)], { env })
  return code
})
