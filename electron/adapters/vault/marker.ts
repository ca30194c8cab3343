import * as v from 'valibot'
import { fromJson } from './contents.ts'
import type { Store } from './store.ts'

/** Which keychain item holds the key of this install. */
export interface Install {
  installId: string
  kekId: string
}

/** Version of the store's layout; raised with a migration from the one before. */
export const schemaVersion = 3

const markerSchema = v.object({
  version: v.literal(schemaVersion),
  installId: v.string(),
  kekId: v.string(),
  /** The data key that new records are sealed with. */
  dataKeyId: v.string(),
  /** ISO time; records of version 1 did not know it. */
  dataKeyMadeAt: v.nullable(v.string())
})

/** The init marker inside the store; once it stands, no key is ever made for this vault again. */
export type Marker = v.InferOutput<typeof markerSchema>

/** A marker as it is found: this version's, one to be migrated, one that only a newer Graticule reads, or none that can be read. */
export type FoundMarker = Marker | 'older' | 'newer' | 'damaged'

const markerKey = ['marker']
const anyMarker = v.object({ version: v.number(), installId: v.string(), kekId: v.string(), dataKeyId: v.string() })
const versioned = v.looseObject({ version: v.pipe(v.number(), v.integer(), v.minValue(1)) })

/** The store's marker; null where it has none. */
export function findMarker(store: Store): FoundMarker | null {
  const bytes = store.meta.get(markerKey)
  return bytes === null ? null : parse(bytes)
}

/** The marker of a store that is in use; inside a transaction it is the one that this transaction sees. */
export function currentMarker(store: Store): Marker {
  const marker = findMarker(store)
  if (marker === null || typeof marker === 'string') throw new Error('The marker of an open vault cannot be read')
  return marker
}

/** Writes the marker; inside a transaction. */
export function putMarker(store: Store, marker: Omit<Marker, 'version'> & { version: number }): void {
  store.meta.put(markerKey, Buffer.from(JSON.stringify(marker)))
}

/** The install that a marker out of a damaged store names, and whether only a newer Graticule reads it. */
export function markedInstall(bytes: Buffer): (Install & { dataKeyId: string; isNewer: boolean }) | null {
  const marker = v.safeParse(anyMarker, fromJson(bytes.toString()))
  if (!marker.success) return null
  const { version, ...install } = marker.output
  return { ...install, isNewer: version > schemaVersion }
}

/** The marker's members as they lie there, for a migration. */
export function rawMarker(store: Store): Record<string, unknown> {
  return JSON.parse(store.meta.get(markerKey)?.toString() ?? '{}') as Record<string, unknown>
}

/** Account of an install's key in the keychain. */
export function keychainAccount({ installId, kekId }: Install): string {
  return `kek/${installId}/${kekId}`
}

function parse(bytes: Buffer): FoundMarker {
  let value: unknown
  try {
    value = JSON.parse(bytes.toString())
  } catch {
    return 'damaged'
  }
  const any = v.safeParse(versioned, value)
  if (!any.success) return 'damaged'
  if (any.output.version !== schemaVersion) return any.output.version > schemaVersion ? 'newer' : 'older'
  const marker = v.safeParse(markerSchema, value)
  return marker.success ? marker.output : 'damaged'
}
