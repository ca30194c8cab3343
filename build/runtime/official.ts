import { existsSync, readFileSync } from 'node:fs'
import { mkdir, rm, stat, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { runChild } from '../child.ts'
import { root } from '../paths.ts'
import { cacheFolder } from './cache-folder.ts'
import type { ElectronRuntime } from './electron-runtime.ts'

const packageFolder = join(root, 'node_modules', 'electron')
const oneDayMs = 24 * 60 * 60 * 1000

/** The version of Electron that the lockfile pins and the installers ship. */
export function officialVersion(): string {
  const { version } = JSON.parse(readFileSync(join(packageFolder, 'package.json'), 'utf8')) as { version: string }
  return version
}

/** The official Electron if it is installed already. */
export function installedOfficial(): ElectronRuntime | undefined {
  const pathFile = join(packageFolder, 'path.txt')
  if (!existsSync(pathFile)) return undefined
  const executable = join(packageFolder, 'dist', readFileSync(pathFile, 'utf8').trim())
  if (!existsSync(executable)) return undefined
  return { executable, version: officialVersion(), source: 'official', folder: join(packageFolder, 'dist') }
}

/** Downloads the official Electron; nothing where its host does not answer within seconds. A failure is remembered for a day. */
export async function downloadOfficial(options: {
  evenIfItFailedToday: boolean
}): Promise<ElectronRuntime | undefined> {
  const failure = join(cacheFolder(), `electron-${officialVersion()}-unreachable`)
  if (!options.evenIfItFailedToday && (await ageMs(failure)) < oneDayMs) return undefined
  const done = (await hostAnswers()) && (await install())
  if (done) {
    await rm(failure, { force: true })
    return installedOfficial()
  }
  await mkdir(dirname(failure), { recursive: true })
  await writeFile(failure, '')
  return undefined
}

async function install(): Promise<boolean> {
  const { code } = await runChild(process.execPath, [join(packageFolder, 'install.js')], {
    output: 'stderr',
    env: { ...process.env, ELECTRON_GET_USE_PROXY: 'true' },
    timeLimitMs: 15 * 60 * 1000
  })
  return code === 0
}

/** A short question first, because the download itself can hang for minutes where a firewall drops packets silently. */
async function hostAnswers(): Promise<boolean> {
  const mirror = process.env.ELECTRON_MIRROR ?? 'https://github.com/electron/electron/releases/download/'
  const question =
    'fetch(process.argv[1], { method: "HEAD" }).then(({ ok }) => process.exit(ok ? 0 : 1), () => process.exit(1))'
  const { code } = await runChild(process.execPath, ['-e', question, `${mirror}v${officialVersion()}/SHASUMS256.txt`], {
    output: 'quiet',
    // A child, because this variable is read at the start only and must not reach the app's own traffic.
    env: { ...process.env, NODE_USE_ENV_PROXY: '1' },
    timeLimitMs: 8000
  })
  return code === 0
}

async function ageMs(file: string): Promise<number> {
  const found = await stat(file).catch(() => undefined)
  return found === undefined ? Infinity : Date.now() - found.mtimeMs
}
