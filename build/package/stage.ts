import { cp, mkdir, mkdtemp, readFile, rm } from 'node:fs/promises'
import { existsSync } from 'node:fs'
import { join, relative } from 'node:path'
import { appFolder, root } from '../paths.ts'
import { fetchTarball, untar } from '../runtime/registry-tarball.ts'
import { nativeModules } from '../vite/shared.ts'
import { nativeClosure, type Lockfile } from './native-closure.ts'

/** What electron-builder packs: the bundle and the native modules with what they load, nothing else. */
export const stageFolder = join(root, 'out', 'package')

/** Fills the stage for installers of this platform, for every processor they are made for. */
export async function stage(): Promise<void> {
  await rm(stageFolder, { recursive: true, force: true })
  await cp(appFolder, stageFolder, { recursive: true, filter: (path) => !path.endsWith('.map') })
  const lockfile = JSON.parse(await readFile(join(root, 'package-lock.json'), 'utf8')) as Lockfile
  for (const path of nativeClosure(lockfile, nativeModules, process.platform)) {
    if (existsSync(join(root, path))) await copyPackage(path)
    else if (builtFor(lockfile, path)) await fetchPackage(lockfile, path)
  }
}

/** macOS installers are made for both processors on one machine, and npm installed the binaries of one. */
const processors = process.platform === 'darwin' ? ['x64', 'arm64'] : [process.arch]

function builtFor(lockfile: Lockfile, path: string): boolean {
  return processors.some((each) => lockfile.packages[path]?.cpu?.includes(each))
}

/** What a package carries for compiling, testing and reading, at its top. */
const notForRunning =
  /^(\..*|src|script|dependencies|tests|assets|node_modules|binding\.gyp|rollup\.config\.js|(?!licen[cs]e).*\.md)$/i

/** Binaries for another system, processor, C library or version of Node than Electron's own. */
const otherBinary = new RegExp(`^prebuilds/(?!${process.platform}-(${processors.join('|')})(/|$))|musl|\\.abi\\d+\\.`)

async function copyPackage(path: string): Promise<void> {
  const from = join(root, path)
  await cp(from, join(stageFolder, path), {
    recursive: true,
    filter: (file) => {
      const inside = relative(from, file).replaceAll('\\', '/')
      return !notForRunning.test(inside) && !otherBinary.test(inside) && !/\.(map|d\.c?ts)$/.test(inside)
    }
  })
}

async function fetchPackage(lockfile: Lockfile, path: string): Promise<void> {
  const { version = '', integrity = '' } = lockfile.packages[path] ?? {}
  const work = await mkdtemp(join(root, 'out', '.fetch-'))
  try {
    await untar(await fetchTarball(`${path.replace(/^.*node_modules\//, '')}@${version}`, integrity, work), work)
    await mkdir(join(stageFolder, path), { recursive: true })
    await cp(join(work, 'package'), join(stageFolder, path), { recursive: true })
  } finally {
    await rm(work, { recursive: true, force: true })
  }
}
