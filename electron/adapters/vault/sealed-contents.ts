import { setImmediate as pause } from 'node:timers/promises'
import type { RecordKind } from '../../services/ports.ts'
import { AppFailure } from '../../services/app-failure.ts'
import { checkId, type Contents } from './contents.ts'
import { isQuarantined, quarantine, quarantinedCount, release } from './quarantine.ts'
import { labelOf } from './record-kinds.ts'
import { keyIdOf, openRecord, sealRecord, type RecordKeys } from './sealed-record.ts'
import { storedIndex } from './stored-index.ts'
import type { Store } from './store.ts'

/** Where the number of the last write is kept. */
export const sequenceKey = ['sequence']

let turns: Promise<unknown> = Promise.resolve()
/** A turn of the event loop for each: many large records that are read at once, or in a row, would hold it up. */
function ownTurn(): Promise<unknown> {
  turns = turns.then(() => pause())
  return turns
}

/** Records sealed in a store, and what looking after them needs. */
export interface SealedContents extends Contents {
  /** Seals a record anew where it is not under the current data key; true where it was done. */
  reseal: (kind: RecordKind, id: string) => Promise<boolean>
  /** Whether a record opens; one that does not goes to quarantine. Null where there is none. */
  check: (kind: RecordKind, id: string) => Promise<boolean | null>
}

/** Records sealed in a store. */
export function sealedContents(store: Store, keys: RecordKeys, now: () => number): SealedContents {
  const open = (kind: RecordKind, id: string) => {
    const bytes = store.records.get([kind, id])
    return bytes === null ? { bytes, secret: null } : { bytes, secret: openRecord(keys, kind, id, bytes) }
  }
  const put = (kind: RecordKind, id: string, secret: string) => {
    const sequence = Number(store.meta.get(sequenceKey)?.readBigUInt64BE() ?? 0n) + 1
    const counter = Buffer.alloc(8)
    counter.writeBigUInt64BE(BigInt(sequence))
    store.meta.put(sequenceKey, counter)
    store.records.put([kind, id], sealRecord(keys, kind, id, sequence, secret))
  }
  /** Inside a transaction: what is there now; one that does not open goes to quarantine. */
  const take = (kind: RecordKind, id: string) => {
    const { bytes, secret } = open(kind, id)
    if (bytes !== null && secret === null) quarantine(store, kind, id, bytes, now())
    return secret
  }
  return {
    read: async (kind, id) => {
      checkId(id)
      await ownTurn()
      const { bytes, secret } = open(kind, id)
      if (secret !== null) return secret
      // Looked at once more under the lock: another process may have written it meanwhile.
      const again = bytes === null ? null : await store.transaction(() => take(kind, id))
      if (again === null && isQuarantined(store, kind, id)) {
        throw new AppFailure({ code: 'record-damaged', label: labelOf(kind) })
      }
      return again
    },
    write: async (kind, id, secret) => {
      checkId(id)
      await store.transaction(() => {
        take(kind, id)
        put(kind, id, secret)
      })
    },
    update: async (kind, id, merge) => {
      checkId(id)
      await store.transaction(() => {
        const current = take(kind, id)
        const next = merge(current)
        if (next === null) store.records.remove([kind, id])
        else if (next !== current) put(kind, id, next)
      })
    },
    remove: async (kind, id) => {
      checkId(id)
      await store.transaction(() => {
        store.records.remove([kind, id])
        release(store, kind, id)
      })
    },
    reseal: (kind, id) =>
      store.transaction(() => {
        const bytes = store.records.get([kind, id])
        if (bytes === null || keyIdOf(bytes) === keys.current()) return false
        const secret = take(kind, id)
        if (secret !== null) put(kind, id, secret)
        return secret !== null
      }),
    check: async (kind, id) => {
      const { bytes, secret } = open(kind, id)
      if (bytes === null) return null
      return secret !== null || (await store.transaction(() => take(kind, id))) !== null
    },
    index: storedIndex(store),
    quarantined: () => quarantinedCount(store),
    close: () => store.close()
  }
}
