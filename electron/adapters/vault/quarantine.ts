import { namedRecords, noteDamage, recordName } from './named-records.ts'
import type { Store } from './store.ts'

/** Moves a record's bytes as they are into quarantine, and tells the lists; inside a transaction. */
export function quarantine(store: Store, kind: string, id: string, bytes: Buffer, now: number): void {
  store.quarantine.put([kind, id, new Date(now).toISOString()], bytes)
  store.records.remove([kind, id])
  noteDamage(store, kind, id)
}

/** True where a record was put into quarantine and none has been written in its place. */
export function isQuarantined(store: Store, kind: string, id: string): boolean {
  return store.records.get([kind, id]) === null && store.quarantine.keys([kind, id]).length > 0
}

/** What is in quarantine, oldest first. */
export function quarantinedEntries(
  store: Store
): { kind: string; id: string; whose: string | null; at: string; bytes: number; isReplaced: boolean }[] {
  const entries = store.quarantine.list([])
  const named = entries.length === 0 ? null : namedRecords(store)
  return entries
    .map(({ key: [kind = '', id = '', at = ''], value }) => ({
      kind,
      id,
      whose: named?.get(recordName(kind, id))?.whose ?? null,
      at,
      bytes: value.length,
      isReplaced: store.records.get([kind, id]) !== null
    }))
    .sort((a, b) => (a.at < b.at ? -1 : 1))
}

/** How many records are in quarantine with none written in their place. */
export function quarantinedCount(store: Store): number {
  const set = new Set(store.quarantine.keys([]).map(([kind, id]) => JSON.stringify([kind, id])))
  return [...set].filter((place) => store.records.get(JSON.parse(place) as string[]) === null).length
}

/** Forgets what is in quarantine for a record that a person removes; inside a transaction. */
export function release(store: Store, kind: string, id: string): void {
  for (const key of store.quarantine.keys([kind, id])) store.quarantine.remove(key)
}
