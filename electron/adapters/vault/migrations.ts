import * as v from 'valibot'
import { putMarker, rawMarker, schemaVersion, type Marker } from './marker.ts'
import { reshapeIndex } from './reshape-index.ts'
import type { Store } from './store.ts'

const version1 = v.object({ version: v.literal(1), installId: v.string(), kekId: v.string(), dataKeyId: v.string() })
const version2 = v.object({ ...version1.entries, version: v.literal(2), dataKeyMadeAt: v.nullable(v.string()) })

/** Each step changes a store of its version into one of the next; it runs inside the one transaction of all steps. */
const steps: Record<number, (store: Store) => boolean> = {
  1: (store) => {
    const marker = v.safeParse(version1, rawMarker(store))
    if (marker.success) putMarker(store, { ...marker.output, version: 2, dataKeyMadeAt: null })
    return marker.success
  },
  2: (store) => {
    const marker = v.safeParse(version2, rawMarker(store))
    if (!marker.success) return false
    reshapeIndex(store)
    putMarker(store, { ...marker.output, version: 3 } satisfies Marker)
    return true
  }
}

/** Brings a store of an older version to this one, whole or not at all; false where it is not what its version says. */
export function migrate(store: Store): Promise<boolean> {
  return store.transaction(() => {
    for (;;) {
      const { version } = rawMarker(store)
      if (version === schemaVersion) return true
      const step = steps[Number(version)]
      if (!step?.(store)) return false
    }
  })
}
