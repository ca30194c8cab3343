import { fromJson, toJson } from './contents.ts'
import type { Store } from './store.ts'

/**
 * Version 3 keeps the profile where version 2 kept the cloud. A cloud's first profile has its name for an ID, so no
 * record is sealed anew. Done twice it changes nothing; inside a transaction.
 */
export function reshapeIndex(store: Store): void {
  for (const kind of ['account', 'target']) {
    for (const { key, value } of store.index.list([kind])) {
      const entry = fromJson(value.toString())
      if (typeof entry !== 'object' || entry === null || 'profileId' in entry || !('cloud' in entry)) continue
      store.index.put(key, Buffer.from(toJson({ ...entry, profileId: entry.cloud })))
    }
  }
  const chosen = store.index.get(['setting', 'cloud'])
  if (chosen === null) return
  if (store.index.get(['setting', 'profile']) === null) store.index.put(['setting', 'profile'], chosen)
  store.index.remove(['setting', 'cloud'])
}
