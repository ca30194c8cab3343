import { compareKeys, type Database } from 'lmdb'
import type { TableName } from './store-file.ts'
import type { Write } from './writer.ts'

/** One named table of bytes. */
export interface Table {
  get: (key: string[]) => Buffer | null
  /** Keys that begin with the given parts, in order. */
  keys: (prefix: string[]) => string[][]
  /** Entries whose key begins with the given parts, in order. */
  list: (prefix: string[]) => { key: string[]; value: Buffer }[]
  /** Inside a transaction only. */
  put: (key: string[], value: Buffer) => void
  /** Inside a transaction only. */
  remove: (key: string[]) => void
}

/** What a transaction under way has decided to write, by table and key; it sees its own writes. */
export type PendingWrites = Map<string, Write>

/** A table of a store as its file has it, and over that what the transaction under way has decided to write. */
export function table(
  name: TableName,
  database: Database<Buffer, string[]>,
  pending: () => PendingWrites | null,
  beforePut: () => void
): Table {
  const placeOf = (key: string[]) => JSON.stringify([name, key])
  const write = (key: string[], value: Write['value']) => {
    const writes = pending()
    if (writes === null) throw new Error('A table is written inside a transaction only')
    writes.set(placeOf(key), { table: name, key, value })
  }
  const stored = (key: string[]): Buffer | null => {
    database.resetReadTxn()
    return database.getBinary(key) ?? null
  }
  const storedKeys = (prefix: string[]) => {
    database.resetReadTxn()
    return [...leading(database.getKeys(from(prefix)), (found) => found, prefix)].map(({ key }) => key)
  }
  const storedEntries = (prefix: string[]) => {
    database.resetReadTxn()
    return [...leading(database.getRange(from(prefix)), ({ key }) => key, prefix)].map(({ key, found: { value } }) => ({
      key,
      value: Buffer.from(value)
    }))
  }
  const ownWrites = (prefix: string[]) =>
    [...(pending()?.values() ?? [])].filter((each) => each.table === name && beginsWith(each.key, prefix))
  const get = (key: string[]): Buffer | null => {
    const own = pending()?.get(placeOf(key))
    if (own === undefined) return stored(key)
    return own.value && Buffer.from(own.value)
  }
  const keys = (prefix: string[]): string[][] => {
    const own = ownWrites(prefix)
    if (own.length === 0) return storedKeys(prefix)
    const all = new Map(storedKeys(prefix).map((key) => [placeOf(key), key]))
    for (const { key, value } of own) {
      if (value === null) all.delete(placeOf(key))
      else all.set(placeOf(key), key)
    }
    return [...all.values()].sort(compareKeys)
  }
  return {
    get,
    keys,
    list: (prefix) => {
      if (ownWrites(prefix).length === 0) return storedEntries(prefix)
      return keys(prefix).map((key) => ({ key, value: get(key) ?? Buffer.alloc(0) }))
    },
    put: (key, value) => {
      beforePut()
      write(key, new Uint8Array(value))
    },
    remove: (key) => {
      write(key, null)
    }
  }
}

function from(prefix: string[]): { start?: string[] } {
  return prefix.length > 0 ? { start: prefix } : {}
}

/** What is found up to the last key that begins with the given parts; LMDB's package takes a key of one part for the part. */
function* leading<T>(all: Iterable<T>, keyOf: (found: T) => string[], prefix: string[]) {
  for (const found of all) {
    const key = [keyOf(found)].flat()
    if (!beginsWith(key, prefix)) return
    yield { key, found }
  }
}

function beginsWith(key: string[], prefix: string[]): boolean {
  return prefix.every((part, place) => key[place] === part)
}
