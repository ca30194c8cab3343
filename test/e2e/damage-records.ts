import { openStore } from '../../electron/adapters/vault/store.ts'
import { expect } from './fixtures.ts'

/** Flips a bit in this many sealed records of a kind, as a failing disk would. */
export function damageRecords(folder: string, kind: string, count: number): void {
  const store = openStore(folder)
  const records = store.records.list([kind]).slice(0, count)
  expect(records).toHaveLength(count)
  store.transaction(() => {
    for (const { key, value } of records) {
      const changed = Buffer.from(value)
      changed.writeUInt8(changed.readUInt8(changed.length - 3) ^ 4, changed.length - 3)
      store.records.put(key, changed)
    }
  })
  void store.close()
}
