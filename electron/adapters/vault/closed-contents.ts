import type { Failure } from '#contract/failure'
import { AppFailure } from '../../services/app-failure.ts'
import type { Contents } from './contents.ts'
import { quarantinedCount } from './quarantine.ts'
import { storedIndex } from './stored-index.ts'
import type { Store } from './store.ts'

/** Contents out of reach: records refuse with the reason; the index, which needs no key, is there if its store is. */
export function closedContents(failure: Failure, store: Store | null): Contents {
  const refuse = () => Promise.reject(new AppFailure(failure))
  return {
    read: refuse,
    write: refuse,
    update: refuse,
    remove: refuse,
    index: store
      ? storedIndex(store)
      : { get: () => null, list: () => [], put: refuse, update: refuse, remove: refuse, revision: () => '' },
    quarantined: () => (store ? quarantinedCount(store) : 0),
    close: async () => {
      await store?.close()
    }
  }
}
