import { cp, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { runChild } from '../child.ts'
import { root } from '../paths.ts'
import type { ElectronRuntime } from '../runtime/electron-runtime.ts'
import { Sentence } from '../sentence.ts'
import { stageFolder } from './stage.ts'

/** Makes the installers that electron-builder.yml lists for this platform. */
export async function makeInstallers(): Promise<void> {
  await electronBuilder([])
}

/**
 * Makes the app as an unpacked folder and returns it. From a registry runtime it is a test package and marked as one: by its
 * folder, by a file in it and in its package.json.
 */
export async function makeUnpackedApp(runtime: ElectronRuntime): Promise<string> {
  const forTestsOnly = runtime.source === 'registry'
  const output = join(root, 'dist', forTestsOnly ? 'TEST-PACKAGE' : 'unpacked')
  await rm(output, { recursive: true, force: true })
  const dist = join(root, 'out', 'electron-dist')
  try {
    const settings = [`-c.directories.output=${output}`]
    if (forTestsOnly) {
      await cp(runtime.folder, dist, {
        recursive: true,
        filter: (path) => path !== join(runtime.folder, 'resources', 'app')
      })
      settings.push(
        `-c.electronDist=${dist}`,
        `-c.electronVersion=${runtime.version}`,
        '-c.extraMetadata.testPackage=true'
      )
    }
    await electronBuilder(['--dir', ...settings])
  } finally {
    await rm(dist, { recursive: true, force: true })
  }
  const folder = join(output, unpackedName())
  if (forTestsOnly) {
    await writeFile(
      join(folder, 'TEST-PACKAGE.txt'),
      `A test package. It holds Electron ${runtime.version}, repackaged for development, and must not be given to anyone.\n`
    )
  }
  return folder
}

function unpackedName(): string {
  const processor = process.arch === 'x64' ? '' : `-${process.arch}`
  if (process.platform === 'linux') return `linux${processor}-unpacked`
  return process.platform === 'win32' ? `win${processor}-unpacked` : `mac${processor}`
}

async function electronBuilder(args: string[]): Promise<void> {
  const cli = join(root, 'node_modules', 'electron-builder', 'cli.js')
  const { code } = await runChild(process.execPath, [
    cli,
    '--config',
    'electron-builder.yml',
    '--publish',
    'never',
    ...args
  ])
  if (code !== 0)
    throw new Sentence(`electron-builder ended with exit code ${code.toString()}; what it packs is in ${stageFolder}.`)
}
