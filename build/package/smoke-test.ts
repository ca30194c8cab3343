import { join } from 'node:path'
import { runChild } from '../child.ts'
import { resultsFolder, root } from '../paths.ts'
import { ensureLibraries } from '../system/ensure-libraries.ts'

/** Starts the packaged app as a black box (test/package) and returns the exit code. */
export async function smokeTest(folder: string): Promise<number> {
  await ensureLibraries('nobody')
  const vitest = join(root, 'node_modules', 'vitest', 'vitest.mjs')
  const report = join(resultsFolder, 'package.json')
  const { code } = await runChild(
    process.execPath,
    [
      vitest,
      'run',
      '--config',
      'test/package/vitest.config.ts',
      '--reporter=default',
      '--reporter=json',
      `--outputFile.json=${report}`
    ],
    { env: { ...process.env, GRATICULE_PACKAGE: folder } }
  )
  return code
}
