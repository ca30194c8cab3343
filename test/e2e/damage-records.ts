import { openStore } from '../../electron/adapters/vault/store.ts'
import { expect } from './fixtures.ts'

/** Flips a bit in this many sealed records of a kind, as a failing disk would. */
export async function damageRecords(folder: string, kind: string, count: number): Promise<void> {
  const store = await openStore(folder)
  const records = store.records.list([kind]).slice(0, count)
  expect(records).toHaveLength(count)
  await store.transaction(() => {
    for (const { key, value } of records) {
      const changed = Buffer.from(value)
      changed.writeUInt8(changed.readUInt8(changed.length - 3) ^ 4, changed.length - 3)
      store.records.put(key, changed)
    }
  })
  await store.close()
}
