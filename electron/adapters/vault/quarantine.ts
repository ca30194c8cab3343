import type { Store } from './store.ts'

/** Moves a record's bytes as they are into quarantine; inside a transaction. */
export function quarantine(store: Store, kind: string, id: string, bytes: Buffer, now: number): void {
  store.quarantine.put([kind, id, new Date(now).toISOString()], bytes)
  store.records.remove([kind, id])
}

/** True where a record was put into quarantine and none has been written in its place. */
export function isQuarantined(store: Store, kind: string, id: string): boolean {
  return store.records.get([kind, id]) === null && store.quarantine.list([kind, id]).length > 0
}

/** What is in quarantine, oldest first. */
export function quarantinedEntries(
  store: Store
): { kind: string; id: string; at: string; bytes: number; isReplaced: boolean }[] {
  return store.quarantine
    .list([])
    .map(({ key: [kind = '', id = '', at = ''], value }) => ({
      kind,
      id,
      at,
      bytes: value.length,
      isReplaced: store.records.get([kind, id]) !== null
    }))
    .sort((a, b) => (a.at < b.at ? -1 : 1))
}

/** How many records are in quarantine with none written in their place. */
export function quarantinedCount(store: Store): number {
  const lost = quarantinedEntries(store).filter(({ isReplaced }) => !isReplaced)
  return new Set(lost.map(({ kind, id }) => JSON.stringify([kind, id]))).size
}

/** Forgets what is in quarantine for a record that a person removes; inside a transaction. */
export function release(store: Store, kind: string, id: string): void {
  for (const { key } of store.quarantine.list([kind, id])) store.quarantine.remove(key)
}
