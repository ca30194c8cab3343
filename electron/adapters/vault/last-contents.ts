import type { Failure } from '#contract/failure'
import type { IndexKind, VaultIndex } from '../../services/ports.ts'
import { closedContents } from './closed-contents.ts'
import type { Contents } from './contents.ts'

/** What stands in while the store of other contents is closed: records refuse, the index reads as it was last. */
export function lastContents(failure: Failure, left: Contents): Contents {
  const lists: Record<IndexKind, ReturnType<VaultIndex['list']>> = {
    setting: left.index.list('setting'),
    account: left.index.list('account'),
    tenants: left.index.list('tenants'),
    token: left.index.list('token'),
    target: left.index.list('target'),
    profile: left.index.list('profile')
  }
  const quarantined = left.quarantined()
  const revision = left.index.revision()
  const closed = closedContents(failure, null)
  return {
    ...closed,
    index: {
      ...closed.index,
      get: (kind, id) => structuredClone(lists[kind].find((entry) => entry.id === id)?.value ?? null),
      list: (kind) => structuredClone(lists[kind]),
      revision: () => revision
    },
    quarantined: () => quarantined
  }
}
