import type { LostEntry, Salvage } from '#contract/model'
import { fromJson } from './contents.ts'
import type { Found, FoundEntry } from './found-entries.ts'
import { putDataKey } from './key-ring.ts'
import { namedRecords, recordName, type NamedRecord } from './named-records.ts'
import { isQuarantined, quarantine } from './quarantine.ts'
import { labelOf, recordKinds } from './record-kinds.ts'
import { sequenceKey } from './sealed-contents.ts'
import { reshapeIndex } from './reshape-index.ts'
import { restoreProfiles } from './restore-profiles.ts'
import { openRecord, sequenceOf, type RecordKeys } from './sealed-record.ts'
import type { Store } from './store.ts'

/** An open vault that takes entries over. */
export interface NewHome {
  store: Store
  keys: RecordKeys
  /** Whether a wrapped data key opens with the key of this vault. */
  opens: (kid: string, wrapped: Buffer) => boolean
}

/**
 * Puts what was found in a damaged file into another store, where that has nothing of the same name; inside a transaction.
 * A record comes over if it opens and the index names it: what no list shows nobody could use or remove. What the index
 * names and was not found goes to quarantine without bytes, so that whoever asks for it hears that it is damaged.
 */
export function bringOver(home: NewHome, found: Found, now: number): Salvage {
  const { store } = home
  bringDataKeys(home, found)
  const names = bring(
    store.index,
    found.index.filter(({ value }) => fromJson(value.toString()) !== null)
  )
  // What was found may be of an older layout.
  reshapeIndex(store)
  restoreProfiles(store)
  const named = namedRecords(store)
  const broughtOver = bringRecords(home, found.records, named, now)
  bring(store.quarantine, found.quarantine)
  return {
    broughtOver,
    lost: lostOf(store, named, names, now),
    lostNames: found.names === null ? null : Math.max(0, found.names - found.index.length)
  }
}

function bringDataKeys({ store, opens }: NewHome, { meta }: Found): void {
  for (const { key, value } of meta) {
    const [table, kid = ''] = key
    if (table === 'data-key' && store.meta.get(key) === null && opens(kid, value)) putDataKey(store, kid, value)
  }
}

/** Puts what a table lacks; answers that. */
function bring(table: Store['index'], entries: FoundEntry[]): FoundEntry[] {
  const lacking = entries.filter(({ key }) => table.get(key) === null)
  for (const { key, value } of lacking) table.put(key, value)
  return lacking
}

function bringRecords(
  { store, keys }: NewHome,
  records: FoundEntry[],
  named: ReadonlyMap<string, NamedRecord>,
  now: number
): number {
  let broughtOver = 0
  let sequence = store.meta.get(sequenceKey)?.readBigUInt64BE() ?? 0n
  for (const { key, value } of records) {
    const [kind = '', id = ''] = key
    if (store.records.get(key) !== null) continue
    // A kind that is not known was written by another version, whose lists may name it.
    const isOrphan = recordKinds.some((known) => known === kind) && !named.has(recordName(kind, id))
    if (isOrphan) continue
    if (openRecord(keys, kind, id, value) === null) quarantine(store, kind, id, value, now)
    else {
      store.records.put(key, value)
      broughtOver += 1
      if (sequenceOf(value) > sequence) sequence = sequenceOf(value)
    }
  }
  const counter = Buffer.alloc(8)
  counter.writeBigUInt64BE(sequence)
  store.meta.put(sequenceKey, counter)
  return broughtOver
}

/** What entries of the index that came over stand for and cannot be had any more. */
function lostOf(store: Store, named: ReadonlyMap<string, NamedRecord>, names: FoundEntry[], now: number): LostEntry[] {
  const came = new Set(names.map(({ key: [kind = '', id = ''] }) => recordName(kind, id)))
  const lost = [...named.values()].filter(
    ({ kind, id, isNeeded, namedBy }) => isNeeded && came.has(namedBy) && store.records.get([kind, id]) === null
  )
  for (const { kind, id } of lost) {
    if (!isQuarantined(store, kind, id)) quarantine(store, kind, id, Buffer.alloc(0), now)
  }
  return lost.map(({ kind, whose }) => ({ kind, label: labelOf(kind), whose }))
}
