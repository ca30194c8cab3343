import { readdirSync, renameSync, rmSync } from 'node:fs'
import { dirname, join } from 'node:path'
import type { Failure } from '#contract/failure'
import type { Salvage, SetAsideVault } from '#contract/model'
import { AppFailure } from '../../services/app-failure.ts'
import { bringOver, type NewHome } from './bring-over.ts'
import { checkStoreFile } from './file-check.ts'
import { findEntries, type Found } from './found-entries.ts'
import { readInstall, writeInstall } from './install-file.ts'
import { currentMarker, markedInstall } from './marker.ts'
import { putAside } from './put-aside.ts'
import { openStore, type Store } from './store.ts'
import { isMissing } from './store-failure.ts'

const underWay = /^vault-salvaging-(\d{4}-\d\d-\d\dT\d\d)-(\d\d)-(\d\d)-(\d{3}Z)$/
const done = /^vault-damaged-(\d{4}-\d\d-\d\dT\d\d)-(\d\d)-(\d\d)-(\d{3}Z)$/
const mark = (name: string): string[] => ['salvaged', name]

/**
 * Moves a damaged store aside, one process at a time; another may have done so already. Its folder is named as under way
 * until its entries have been brought over, so that whoever opens the vault next ends what was cut short.
 */
export async function moveDamagedAside(folder: string, now: number): Promise<void> {
  const file = join(folder, 'data.mdb')
  await underLock(join(folder, 'moving'), () => {
    if (checkStoreFile(file) !== 'damaged') return
    const found = findEntries(file)
    const marked = installIn(found)
    if (marked?.isNewer === true) throw new AppFailure({ code: 'vault-newer' })
    if (readInstall(folder) === null && marked !== null) {
      const { installId, kekId, dataKeyId } = marked
      writeInstall(folder, { installId, kekId, dataKeyId, dataKeys: dataKeysIn(found) })
    }
    putAside(folder, 'salvaging', now)
  })
}

/** Whether a store was moved aside that nobody has salvaged yet. */
export function isSalvageUnderWay(folder: string): boolean {
  return foldersBeside(folder, underWay).length > 0
}

/** Brings over what lies in stores that were moved aside and not salvaged yet; what to tell the person, null where nothing. */
export async function endSalvage(folder: string, home: NewHome, now: number): Promise<Failure | null> {
  let report: Failure | null = null
  for (const name of foldersBeside(folder, underWay)) {
    const aside = join(dirname(folder), name)
    const final = name.replace('salvaging', 'damaged')
    const salvage = await bringOverOnce(home, aside, final, now)
    const kept = join(dirname(folder), final)
    rename(aside, kept)
    if (salvage !== null) report = { code: 'vault-damaged', quarantinedAs: kept, salvage }
  }
  return report
}

/** Brings over what a vault that was set aside holds and this one lacks; null where that was done before. */
export async function salvageSetAside(
  folder: string,
  name: string,
  home: NewHome,
  now: number
): Promise<Salvage | null> {
  if (!foldersBeside(folder, done).includes(name))
    throw new AppFailure({ code: 'not-found', what: 'set-aside vault', name })
  return bringOverOnce(home, join(dirname(folder), name), name, now)
}

/** The vaults that were set aside for damage, oldest first. */
export function setAsideVaults(store: Store): SetAsideVault[] {
  return foldersBeside(store.folder, done).map((name) => ({
    name,
    at: name.replace(done, '$1:$2:$3.$4'),
    isBroughtOver: store.meta.get(mark(name)) !== null
  }))
}

function bringOverOnce(home: NewHome, aside: string, name: string, now: number): Promise<Salvage | null> {
  const { store, keys } = home
  const found = findOwn(store, aside)
  return store.transaction(() => {
    if (store.meta.get(mark(name)) !== null) return null
    // Locked while this waited: what does not open now is not damaged.
    if (keys.find(keys.current()) === null) throw new AppFailure({ code: 'vault-locked' })
    store.meta.put(mark(name), Buffer.from(new Date(now).toISOString()))
    return bringOver(home, found, now)
  })
}

/** What lies in a folder; nothing of another install, whose key was another one. */
function findOwn(store: Store, aside: string): Found {
  const nothing: Found = { meta: [], records: [], quarantine: [], index: [], names: null }
  try {
    const found = findEntries(join(aside, 'data.mdb'))
    const marked = installIn(found)
    return marked === null || marked.installId === currentMarker(store).installId ? found : nothing
  } catch (error) {
    // Or no more: another process may have ended the salvage meanwhile.
    if (isMissing(error)) return nothing
    throw error
  }
}

function dataKeysIn({ meta }: Found): Record<string, Buffer> {
  return Object.fromEntries(
    meta.flatMap(({ key: [table, kid = ''], value }) => (table === 'data-key' ? [[kid, value]] : []))
  )
}

function installIn({ meta }: Found): ReturnType<typeof markedInstall> {
  const marker = meta.find(({ key }) => key[0] === 'marker')
  return marker === undefined ? null : markedInstall(marker.value)
}

function foldersBeside(folder: string, names: RegExp): string[] {
  return readdirSync(dirname(folder))
    .filter((name) => names.test(name))
    .sort()
}

/** Another process may have renamed it already. */
function rename(from: string, to: string): void {
  try {
    renameSync(from, to)
  } catch (error) {
    if (!isMissing(error)) throw error
  }
}

/** LMDB's own lock, which the kernel frees with its holder. */
async function underLock(folder: string, action: () => void): Promise<void> {
  if (checkStoreFile(join(folder, 'data.mdb')) === 'damaged') rmSync(folder, { recursive: true })
  const lock = await openStore(folder)
  try {
    await lock.transaction(action)
  } finally {
    await lock.close()
  }
}
