import { setImmediate as pause } from 'node:timers/promises'
import type { RecordKind } from '../../services/ports.ts'
import { keepInstall, newDataKey, putDataKey, removeDataKey, wrappedDataKeys } from './key-ring.ts'
import { writeInstall } from './install-file.ts'
import { currentMarker, putMarker } from './marker.ts'
import { keyIdOf } from './sealed-record.ts'
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
  const before = currentMarker(store)
  const { kid, wrapped } = newDataKey(before, kek)
  // Beside the store first: the second copy may know a key too many, never one too few.
  const { installId, kekId, dataKeyId } = before
  writeInstall(store.folder, { installId, kekId, dataKeyId, dataKeys: { ...wrappedDataKeys(store), [kid]: wrapped } })
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
  for (const {
    key: [kind = '', id = '']
  } of store.records.list([])) {
    if (await contents.reseal(kind as RecordKind, id)) resealed += 1
    await pause()
  }
  await store.transaction(() => {
    forgetUnusedKeys(store)
  })
  keepInstall(store)
  return resealed
}

function forgetUnusedKeys(store: Store): void {
  const used = new Set([...store.records.list([]), ...store.quarantine.list([])].map(({ value }) => keyIdOf(value)))
  used.add(currentMarker(store).dataKeyId)
  for (const kid of Object.keys(wrappedDataKeys(store))) if (!used.has(kid)) removeDataKey(store, kid)
}
