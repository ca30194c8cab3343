import { chmod, mkdir, mkdtemp, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { join, relative, sep } from 'node:path'
import { build } from 'vite'
import { appFolder, root } from './paths.ts'
import { isStale } from './stale.ts'
import { rendererBundle } from './vite/renderer.ts'
import { nativeModules, nodeBundle } from './vite/shared.ts'

interface PackageFile {
  name: string
  version: string
  description: string
  dependencies: Record<string, string>
}

/** Builds electron/, renderer/ and practice/ into out/app: main.js, write-thread.js, identity-thread.js, preload.cjs, practice.mjs, renderer/, and two lists. */
export async function bundle(): Promise<void> {
  await mkdir(join(root, 'out'), { recursive: true })
  // Built beside and then swapped, so that a failed build leaves the last good one.
  const work = await mkdtemp(join(root, 'out', '.app-'))
  try {
    await Promise.all([
      build(nodeBundle('electron/main.ts', 'main.js', 'es', work)),
      build(nodeBundle('electron/adapters/vault/write-thread.ts', 'write-thread.js', 'es', work)),
      build(nodeBundle('electron/adapters/azure-identity/identity-thread.ts', 'identity-thread.js', 'es', work)),
      build(nodeBundle('electron/preload.ts', 'preload.cjs', 'cjs', work)),
      build(nodeBundle('practice/packaged.ts', 'practice.mjs', 'es', work)),
      build(rendererBundle(join(work, 'renderer')))
    ])
    await writeLists(work)
    await chmod(work, 0o755)
    await rm(appFolder, { recursive: true, force: true })
    await rename(work, appFolder)
  } finally {
    await rm(work, { recursive: true, force: true })
  }
}

/** Builds only if a source is newer than what is in out/app. */
export async function bundleIfStale(): Promise<void> {
  const sources = ['electron', 'renderer', 'practice', 'build', 'package.json', 'package-lock.json']
  if (
    !(await isStale(
      join(appFolder, 'package.json'),
      sources.map((each) => join(root, each))
    ))
  )
    return
  const started = performance.now()
  await bundle()
  process.stderr.write(`Built out/app in ${((performance.now() - started) / 1000).toFixed(1)} s\n`)
}

async function writeLists(folder: string): Promise<void> {
  const renderer = join(folder, 'renderer')
  const entries = await readdir(renderer, { recursive: true, withFileTypes: true })
  const files = entries
    .filter((entry) => entry.isFile())
    .map((entry) => relative(renderer, join(entry.parentPath, entry.name)))
  const slashed = files.map((file) => file.split(sep).join('/')).sort()
  await writeFile(join(folder, 'renderer-files.json'), `${JSON.stringify(slashed, undefined, 2)}\n`)

  const { name, version, description, dependencies } = JSON.parse(
    await readFile(join(root, 'package.json'), 'utf8')
  ) as PackageFile
  const app = {
    ...{ name, productName: 'Graticule', version, description, type: 'module', main: 'main.js' },
    dependencies: Object.fromEntries(nativeModules.map((each) => [each, dependencies[each]]))
  }
  // Last, because its time tells whether the bundle is stale.
  await writeFile(join(folder, 'package.json'), `${JSON.stringify(app, undefined, 2)}\n`)
}
