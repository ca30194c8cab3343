import { relative } from 'node:path'
import { bundleIfStale } from '../bundle.ts'
import { makeInstallers, makeUnpackedApp } from '../package/builder.ts'
import { smokeTest } from '../package/smoke-test.ts'
import { stage } from '../package/stage.ts'
import { root } from '../paths.ts'
import { ensureElectron } from '../runtime/electron.ts'
import { runTask, Sentence } from '../sentence.ts'

await runTask(async () => {
  const runtime = await ensureElectron()
  await bundleIfStale()
  await stage()
  if (process.argv.includes('--installers')) {
    if (runtime.source === 'registry') {
      throw new Sentence(
        'Installers are made from the official Electron only, which cannot be downloaded here. Run: npm run package'
      )
    }
    await makeInstallers()
    return 0
  }
  const folder = await makeUnpackedApp(runtime)
  process.stderr.write(`Packaged in ${relative(root, folder)}\n`)
  return process.argv.includes('--no-smoke') ? 0 : await smokeTest(folder)
})
