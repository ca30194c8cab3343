import { AppFailure } from '../../electron/services/app-failure.ts'
import type { RecordKind, Vault, VaultIndex } from '../../electron/services/ports.ts'

/** A vault in memory, with its records open to tests. */
export interface MemoryVault extends Vault {
  records: Map<string, string>
  /** Ids of records that read as damaged. */
  damaged: Set<string>
}

const keyOf = (kind: RecordKind, id: string): string => `${kind}/${id}`

/** A vault that keeps everything in memory. */
export function createMemoryVault(): MemoryVault {
  const records = new Map<string, string>()
  const damaged = new Set<string>()
  const index = new Map<string, unknown>()
  const plain: VaultIndex = {
    get: (kind, id) => index.get(`${kind}/${id}`) ?? null,
    list: (kind) =>
      [...index].flatMap(([key, value]) =>
        key.startsWith(`${kind}/`) ? [{ id: key.slice(kind.length + 1), value }] : []
      ),
    put: async (kind, id, value) => {
      index.set(`${kind}/${id}`, structuredClone(value))
    },
    remove: async (kind, id) => {
      index.delete(`${kind}/${id}`)
    }
  }
  const set = (key: string, value: string | null): void => {
    if (value === null) records.delete(key)
    else records.set(key, value)
  }
  const status: Vault['status'] = () => ({
    mode: 'memory-only',
    keyState: 'unavailable',
    keychain: 'none',
    quarantinedRecords: damaged.size
  })
  return {
    records,
    damaged,
    index: plain,
    status,
    retry: async () => status(),
    read: async (kind, id) => {
      const key = keyOf(kind, id)
      if (damaged.has(key)) throw new AppFailure({ code: 'record-damaged', label: id })
      return records.get(key) ?? null
    },
    write: async (kind, id, secret) => {
      set(keyOf(kind, id), secret)
    },
    update: async (kind, id, merge) => {
      set(keyOf(kind, id), merge(records.get(keyOf(kind, id)) ?? null))
    },
    remove: async (kind, id) => {
      set(keyOf(kind, id), null)
    },
    close: async () => undefined
  }
}
