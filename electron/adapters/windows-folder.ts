import { execFile } from 'node:child_process'
import { mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join, win32 } from 'node:path'
import { promisify } from 'node:util'
import type { FolderRights } from '#contract/model'
import type { DataFolder } from './data-folder.ts'

/** Runs a program without a shell and answers what it printed; rejects where it fails. */
export type RunProgram = (file: string, args: string[]) => Promise<string>

/** How a folder is kept to its owner, while it is being done and after. */
export interface FolderGuard {
  /** Ends when it is done, or cannot be; never rejects. */
  done: Promise<void>
  rights: () => FolderRights
}

interface GuardParts {
  platform: NodeJS.Platform
  env: Partial<Record<string, string>>
  run?: RunProgram
}

const markerName = 'folder-rights.json'
const limitMs = 10_000
const inherited = '(OI)(CI)F'
// https://learn.microsoft.com/windows-server/identity/ad-ds/manage/understand-security-identifiers
const kept = { system: '*S-1-5-18', administrators: '*S-1-5-32-544' }
const wide = ['*S-1-1-0', '*S-1-5-11', '*S-1-5-32-545', '*S-1-5-32-546']
const sid = /S-1-5-21(-\d+)+|S-1-12-1(-\d+)+/

/**
 * On Windows gives a folder rights for its owner, the system and the administrators only, which all that lies in it
 * inherits: once, unless the folder is made anew. By the system's own programs, and by SIDs, as the names of groups differ
 * by language. Elsewhere the folder's mode does it.
 */
export function guardDataFolder({ root, vault }: Pick<DataFolder, 'root' | 'vault'>, parts: GuardParts): FolderGuard {
  // A folder that GRATICULE_HOME names may be anything of the person's; only the vault in it is ours.
  return guardFolder(parts.env.GRATICULE_HOME ? vault : root, parts)
}

function guardFolder(folder: string, parts: GuardParts): FolderGuard {
  let rights: FolderRights = null
  if (parts.platform !== 'win32') return { done: Promise.resolve(), rights: () => null }
  const done = keepOthersOut(folder, parts).then(
    () => {
      rights = 'owner-only'
    },
    () => {
      rights = 'not-set'
    }
  )
  return { done, rights: () => rights }
}

async function keepOthersOut(folder: string, { env, run = runProgram }: GuardParts): Promise<void> {
  mkdirSync(folder, { recursive: true })
  const marker = join(folder, markerName)
  const { birthtimeMs } = statSync(folder)
  if (readMarker(marker) === birthtimeMs) return
  const program = (name: string) => win32.join(env.SystemRoot ?? 'C:\\Windows', 'System32', name)
  const owner = sid.exec(await run(program('whoami.exe'), ['/user', '/fo', 'csv', '/nh']))?.[0]
  if (owner === undefined) throw new Error('The SID of the user is not known')
  const rights = [`*${owner}`, kept.system, kept.administrators].map((who) => `${who}:${inherited}`)
  await run(program('icacls.exe'), [folder, '/inheritance:r', '/grant:r', ...rights, '/remove:g', ...wide, '/q'])
  writeFileSync(marker, JSON.stringify({ madeAt: birthtimeMs }))
}

/** When the folder was made whose rights were set; a copy of the folder was made at another time. */
function readMarker(path: string): number | null {
  try {
    const { madeAt } = JSON.parse(readFileSync(path, 'utf8')) as { madeAt?: unknown }
    return typeof madeAt === 'number' ? madeAt : null
  } catch {
    return null
  }
}

async function runProgram(file: string, args: string[]): Promise<string> {
  const { stdout } = await promisify(execFile)(file, args, { timeout: limitMs, windowsHide: true })
  return stdout
}
