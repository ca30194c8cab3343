import { spawnSync } from 'node:child_process'
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { currentMarker, schemaVersion, type Install } from '../../../electron/adapters/vault/marker.ts'
import { openStore } from '../../../electron/adapters/vault/store.ts'
import { openVault } from '../../../electron/adapters/vault/vault.ts'
import { folderKeychain } from '../../fakes/keychain.ts'
import { vaultChildScript } from '../../support/vault-children.ts'
import { inFolder } from '../in-folder.ts'
import type { Figures } from '../measure.ts'

/** Every call by which the vault's files change on Linux. */
const calls = ['pwrite64', 'writev', 'fdatasync', 'fsync', 'rename', 'ftruncate']

/**
 * A rotation and a migration killed by the kernel at each of their writes in turn (Linux): how often something did not
 * open afterwards, and how often doing it again did not end it.
 */
export function stops(records: number): Promise<Figures> {
  return inFolder(async (root) => {
    const rotation = await killedAtEach(await made(root, records), 'rotate-once', records)
    const old = await made(root, records)
    await asVersion1(join(old, 'vault'))
    const migration = await killedAtEach(old, 'look', records)
    return {
      rotationStops: rotation.kills,
      migrationStops: migration.kills,
      stopsUnreadable: rotation.unreadable + migration.unreadable,
      stopsNotEnded: rotation.notEnded + migration.notEnded
    }
  })
}

interface Seen {
  kills: number
  unreadable: number
  notEnded: number
}

async function killedAtEach(made: string, work: string, records: number): Promise<Seen> {
  const seen: Seen = { kills: 0, unreadable: 0, notEnded: 0 }
  for (const call of calls) {
    for (let nth = 1; isKilled(made, work, call, nth); nth += 1) {
      seen.kills += 1
      const root = `${made}-killed`
      if (!(await isWhole(root, records))) seen.unreadable += 1
      if (!(await isEndedAgain(root, records))) seen.notEnded += 1
    }
  }
  return seen
}

/** Runs the work on a copy of the vault; whether it came to that call and was killed there. */
function isKilled(made: string, work: string, call: string, nth: number): boolean {
  const root = `${made}-killed`
  rmSync(root, { recursive: true, force: true })
  cpSync(made, root, { recursive: true })
  const kill = ['-e', `trace=${call}`, '-e', `inject=${call}:signal=SIGKILL:when=${String(nth)}`]
  const { signal, status, stderr } = spawnSync(
    'strace',
    ['-f', '-qq', '-o', '/dev/null', ...kill, process.execPath, vaultChildScript, root, work],
    // Only the vault's own calls are counted.
    { encoding: 'utf8', env: { ...process.env, NODE_DISABLE_COMPILE_CACHE: '1' } }
  )
  if (signal === 'SIGKILL') return true
  if (status === 0) return false
  throw new Error(`strace is needed, with the right to trace a process of one's own: ${stderr}`)
}

async function isWhole(root: string, records: number): Promise<boolean> {
  const vault = await openVault(partsOf(root))
  try {
    for (let n = 0; n < records; n += 1) {
      const text = await vault.read('msal-cache', `account-${String(n)}`).catch(() => null)
      if (text !== `secret ${String(n)}`) return false
    }
    return vault.status().quarantinedRecords === 0
  } finally {
    await vault.close()
  }
}

/** Doing it again comes to its end: one data key, this layout, everything there. */
async function isEndedAgain(root: string, records: number): Promise<boolean> {
  const vault = await openVault(partsOf(root))
  await vault.rotate()
  const version = vault.contents()?.schemaVersion
  await vault.close()
  const { dataKeys } = JSON.parse(readFileSync(join(root, 'vault', 'install.json'), 'utf8')) as { dataKeys: object }
  return version === schemaVersion && Object.keys(dataKeys).length === 1 && isWhole(root, records)
}

async function made(folder: string, records: number): Promise<string> {
  const root = mkdtempSync(join(folder, 'made-'))
  const vault = await openVault(partsOf(root))
  for (let n = 0; n < records; n += 1) await vault.write('msal-cache', `account-${String(n)}`, `secret ${String(n)}`)
  await vault.close()
  return root
}

/** Turns a closed vault into one of the first layout. */
async function asVersion1(folder: string): Promise<void> {
  const store = await openStore(folder)
  const { installId, kekId, dataKeyId } = currentMarker(store)
  await store.transaction(() => {
    store.meta.put(['marker'], Buffer.from(JSON.stringify({ version: 1, installId, kekId, dataKeyId })))
  })
  await store.close()
  const install: Install = { installId, kekId }
  writeFileSync(join(folder, 'install.json'), JSON.stringify(install))
}

function partsOf(root: string): Parameters<typeof openVault>[0] {
  return { folder: join(root, 'vault'), keychain: folderKeychain(join(root, 'keychain')) }
}
