import { randomBytes } from 'node:crypto'
import { newKey, seal, unseal } from './envelope.ts'
import type { Install, Marker } from './marker.ts'
import type { RecordKeys } from './sealed-record.ts'
import type { Store } from './store.ts'

const keyBytes = 32
const prefix = 'v1.'
const dataKeyKey = (kid: string) => ['data-key', kid]
const dataKeyPlace = ({ installId, kekId }: Install, kid: string) => ({
  version: 1,
  kid: kekId,
  install: installId,
  kind: 'data-key',
  id: kid,
  sequence: 0
})

/** The key-encrypting key as the keychain holds it. */
export function encodeKek(kek: Buffer): string {
  return prefix + kek.toString('base64url')
}

/** The key in a keychain value; null where it is not one. */
export function decodeKek(value: string): Buffer | null {
  const kek = Buffer.from(value.slice(prefix.length), 'base64url')
  return value.startsWith(prefix) && kek.length === keyBytes ? kek : null
}

/** Makes a data key, puts it wrapped into the store and answers its id; inside a transaction. */
export function addDataKey(store: Store, install: Install, kek: Buffer): string {
  const kid = randomBytes(16).toString('hex')
  store.meta.put(dataKeyKey(kid), seal(kek, dataKeyPlace(install, kid), newKey()))
  return kid
}

/** The data keys of a store; null where the key-encrypting key does not open the current one. */
export function keyRing(store: Store, marker: Marker, kek: Buffer): RecordKeys | null {
  const opened = new Map<string, Buffer>()
  const find = (kid: string): Buffer | null => {
    const known = opened.get(kid)
    if (known) return known
    const wrapped = store.meta.get(dataKeyKey(kid))
    const key = wrapped && unseal(kek, dataKeyPlace(marker, kid), wrapped)
    if (key?.length !== keyBytes) return null
    opened.set(kid, key)
    return key
  }
  return find(marker.dataKeyId) ? { install: marker.installId, current: marker.dataKeyId, find } : null
}
