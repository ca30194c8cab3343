import type { IndexKind, RecordKind } from '../../services/ports.ts'
import { checkId, fromJson, settle, toJson, type Contents } from './contents.ts'

/** Contents that end with the process. */
export interface MemoryContents extends Contents {
  /** Writes everything into other contents, for when a keychain came up. */
  pourInto: (other: Contents) => Promise<void>
}

/** A vault's contents where there is no keychain: nothing is written. */
export function memoryContents(): MemoryContents {
  const records = new Map<string, string>()
  const index = new Map<string, string>()
  let revision = 0
  const keyOf = (kind: string, id: string) => {
    checkId(id)
    return JSON.stringify([kind, id])
  }
  const store = (key: string, secret: string | null) => {
    if (secret === null) records.delete(key)
    else records.set(key, secret)
  }
  const entry = (key: string) => fromJson(index.get(key) ?? 'null')
  return {
    read: (kind, id) => settle(() => records.get(keyOf(kind, id)) ?? null),
    write: (kind, id, secret) =>
      settle(() => {
        store(keyOf(kind, id), secret)
      }),
    update: (kind, id, merge) =>
      settle(() => {
        store(keyOf(kind, id), merge(records.get(keyOf(kind, id)) ?? null))
      }),
    remove: (kind, id) =>
      settle(() => {
        store(keyOf(kind, id), null)
      }),
    index: {
      get: (kind, id) => entry(keyOf(kind, id)),
      list: (kind) =>
        [...index]
          .map(([key, json]) => ({ key: JSON.parse(key) as [string, string], json }))
          .filter(({ key }) => key[0] === kind)
          .sort((a, b) => (a.key[1] < b.key[1] ? -1 : 1))
          .map(({ key, json }) => ({ id: key[1], value: fromJson(json) })),
      put: (kind, id, value) =>
        settle(() => {
          index.set(keyOf(kind, id), toJson(value))
          revision += 1
        }),
      update: (kind, id, change) =>
        settle(() => {
          const key = keyOf(kind, id)
          const next = change(entry(key))
          if (next === null) index.delete(key)
          else index.set(key, toJson(next))
          revision += 1
        }),
      remove: (kind, id) =>
        settle(() => {
          index.delete(keyOf(kind, id))
          revision += 1
        }),
      revision: () => String(revision)
    },
    quarantined: () => 0,
    close: () => Promise.resolve(),
    pourInto: async (other) => {
      for (const [key, secret] of records) {
        const [kind, id] = JSON.parse(key) as [RecordKind, string]
        await other.write(kind, id, secret)
      }
      for (const [key, json] of index) {
        const [kind, id] = JSON.parse(key) as [IndexKind, string]
        await other.index.put(kind, id, fromJson(json))
      }
    }
  }
}
