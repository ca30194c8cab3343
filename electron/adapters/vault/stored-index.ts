import type { VaultIndex } from '../../services/ports.ts'
import { checkId, fromJson, toJson } from './contents.ts'
import type { Store } from './store.ts'

/** The secret-free index in a store; it needs no key. */
export function storedIndex(store: Store): VaultIndex {
  const get: VaultIndex['get'] = (kind, id) => {
    const bytes = store.index.get([kind, id])
    return bytes === null ? null : fromJson(bytes.toString())
  }
  return {
    get,
    list: (kind) =>
      store.index.list([kind]).map(({ key: [, id = ''], value }) => ({ id, value: fromJson(value.toString()) })),
    put: async (kind, id, value) => {
      checkId(id)
      const json = Buffer.from(toJson(value))
      await store.transaction(() => {
        store.index.put([kind, id], json)
      })
    },
    update: async (kind, id, change) => {
      checkId(id)
      await store.transaction(() => {
        const next = change(get(kind, id))
        if (next === null) store.index.remove([kind, id])
        else store.index.put([kind, id], Buffer.from(toJson(next)))
      })
    },
    remove: (kind, id) =>
      store.transaction(() => {
        store.index.remove([kind, id])
      }),
    revision: () => store.revision()
  }
}
