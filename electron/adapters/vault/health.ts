import { statSync } from 'node:fs'
import { join } from 'node:path'
import type { VaultContents } from '#contract/model'
import { currentMarker } from './marker.ts'
import { quarantinedEntries } from './quarantine.ts'
import { labelOf, recordKinds } from './record-kinds.ts'
import { setAsideVaults } from './salvage.ts'
import type { Store } from './store.ts'

/** What lies in an open store, without a secret. */
export function contentsOf(store: Store): VaultContents {
  const { version, dataKeyMadeAt } = currentMarker(store)
  const file = statSync(join(store.folder, 'data.mdb'))
  return {
    folder: store.folder,
    schemaVersion: version,
    fileBytes: file.size,
    lastWriteAt: file.mtime.toISOString(),
    dataKeyMadeAt,
    records: recordKinds.map((kind) => ({ kind, label: labelOf(kind), count: store.records.keys([kind]).length })),
    setAside: quarantinedEntries(store).map(({ kind, whose, at, bytes, isReplaced }) => ({
      kind,
      label: labelOf(kind),
      whose,
      at,
      bytes,
      isReplaced
    })),
    setAsideVaults: setAsideVaults(store)
  }
}
