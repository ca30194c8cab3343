import { setImmediate as pause } from 'node:timers/promises'
import { AppFailure } from '../../services/app-failure.ts'
import type { RecordKind } from '../../services/ports.ts'
import { keepInstall, newDataKey, putDataKey, removeDataKey, wrappedDataKeys } from './key-ring.ts'
import { writeInstall } from './install-file.ts'
import { currentMarker, putMarker } from './marker.ts'
import { keyIdOf } from './sealed-record.ts'
import { fileReplaced } from './store-failure.ts'
import type { SealedContents } from './sealed-contents.ts'
import type { Store } from './store.ts'

/**
 * Seals every record under a new data key. Killed at any step, everything still opens: a key is forgotten only when no
 * record names it, and the next rotation goes on where this one ended.
 */
export async function rotateDataKey(
  { store, contents, kek }: { store: Store; contents: SealedContents; kek: Buffer },
  now: number
): Promise<{ resealed: number }> {
  // What is written beside the store belongs to the one that lies there.
  if (store.replaced() !== null) throw new AppFailure(fileReplaced)
  const before = currentMarker(store)
  const { kid, wrapped } = newDataKey(before, kek)
  // Beside the store first: the second copy may know a key too many, never one too few.
  const { installId, kekId, dataKeyId } = before
  writeInstall(store.folder, {
    installId,
    kekId,
    dataKeyId,
    dataKeys: { ...wrappedDataKeys(store), [kid]: wrapped }
  })
  await store.transaction(() => {
    putDataKey(store, kid, wrapped)
    putMarker(store, { ...currentMarker(store), dataKeyId: kid, dataKeyMadeAt: new Date(now).toISOString() })
  })
  keepInstall(store)
  return { resealed: await sealAnew(store, contents) }
}

/** Seals what is still under another data key under the current one, then forgets the others; answers how many it sealed. */
export async function sealAnew(store: Store, contents: SealedContents): Promise<number> {
  let resealed = 0
  for (const [kind = '', id = ''] of store.records.keys([])) {
    if (await contents.reseal(kind as RecordKind, id)) resealed += 1
    await pause()
  }
  await forgetUnusedKeys(store)
  keepInstall(store)
  return resealed
}

/**
 * Looked through outside a transaction: nothing is sealed again with a key that is no longer the current one. But what is
 * brought over from a damaged vault comes with the key it has.
 */
async function forgetUnusedKeys(store: Store): Promise<void> {
  const broughtOver = salvagedNames(store)
  const unused = new Set(Object.keys(wrappedDataKeys(store)))
  unused.delete(currentMarker(store).dataKeyId)
  // Quarantine last, because that is where a record may go meanwhile.
  for (const table of [store.records, store.quarantine]) {
    for (const key of table.keys([])) {
      const bytes = table.get(key)
      if (bytes !== null) unused.delete(keyIdOf(bytes))
      await pause()
    }
  }
  await store.transaction(() => {
    if (salvagedNames(store) !== broughtOver) return
    for (const kid of unused) removeDataKey(store, kid)
  })
}

function salvagedNames(store: Store): string {
  return JSON.stringify(store.meta.keys(['salvaged']))
}
