import { randomBytes } from 'node:crypto'
import { isDeepStrictEqual } from 'node:util'
import { AppFailure } from '../../services/app-failure.ts'
import { newKey, seal, unseal } from './envelope.ts'
import { readInstall, writeInstall } from './install-file.ts'
import { currentMarker, type Install, type Marker } from './marker.ts'
import type { RecordKeys } from './sealed-record.ts'
import type { Store } from './store.ts'

const keyBytes = 32
const prefix = 'v1.'
const table = 'data-key'
const dataKeyPlace = ({ installId, kekId }: Install, kid: string) => ({
  version: 1,
  kid: kekId,
  install: installId,
  kind: table,
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

/** Whether a key-encrypting key opens a wrapped data key. */
export function opensDataKey(install: Install, kek: Buffer, kid: string, wrapped: Buffer): boolean {
  return unseal(kek, dataKeyPlace(install, kid), wrapped)?.length === keyBytes
}

/** A new data key, wrapped. */
export function newDataKey(install: Install, kek: Buffer): { kid: string; wrapped: Buffer } {
  const kid = randomBytes(16).toString('hex')
  return { kid, wrapped: seal(kek, dataKeyPlace(install, kid), newKey()) }
}

/** Puts a wrapped data key into the store; inside a transaction. */
export function putDataKey(store: Store, kid: string, wrapped: Buffer): void {
  store.meta.put([table, kid], wrapped)
}

/** Takes a data key out of the store; inside a transaction. */
export function removeDataKey(store: Store, kid: string): void {
  store.meta.remove([table, kid])
}

/** The wrapped data keys of a store by their ids. */
export function wrappedDataKeys(store: Store): Record<string, Buffer> {
  return Object.fromEntries(store.meta.list([table]).map(({ key: [, kid = ''], value }) => [kid, value]))
}

/** The data keys of a store; null where the key-encrypting key opens neither copy of the current one. */
export function keyRing(store: Store, install: Install, kek: Buffer): RecordKeys | null {
  const opened = new Map<string, Buffer>()
  const unwrap = (kid: string, wrapped: Buffer | null | undefined): Buffer | null => {
    const key = wrapped && unseal(kek, dataKeyPlace(install, kid), wrapped)
    return key?.length === keyBytes ? key : null
  }
  let forgotten = false
  const find = (kid: string): Buffer | null => {
    // Said, because a record that no key opens would be taken for a damaged one.
    if (forgotten) throw new AppFailure({ code: 'vault-locked' })
    const known = opened.get(kid)
    if (known) return known
    const key = unwrap(kid, store.meta.get([table, kid])) ?? unwrap(kid, readInstall(store.folder)?.dataKeys[kid])
    if (key !== null) opened.set(kid, key)
    return key
  }
  // Asked at each sealing, inside its transaction: another process may have rotated the key meanwhile.
  const current = (): string => currentMarker(store).dataKeyId
  const forget = (): void => {
    forgotten = true
    kek.fill(0)
    for (const key of opened.values()) key.fill(0)
    opened.clear()
  }
  return find(current()) ? { install: install.installId, current, find, forget } : null
}

/** Makes both copies of the wrapped data keys whole again from each other, where one lacks or cannot open what the other has. */
export async function healDataKeys(store: Store, marker: Marker, kek: Buffer): Promise<void> {
  const beside = readInstall(store.folder)
  const opens = (kid: string, wrapped: Buffer | undefined) =>
    wrapped !== undefined && opensDataKey(marker, kek, kid, wrapped)
  const inside = wrappedDataKeys(store)
  const lacking = Object.entries(beside?.dataKeys ?? {}).filter(
    ([kid, wrapped]) => !opens(kid, inside[kid]) && opens(kid, wrapped) && (kid in inside || kid === marker.dataKeyId)
  )
  if (lacking.length > 0) {
    await store.transaction(() => {
      for (const [kid, wrapped] of lacking) putDataKey(store, kid, wrapped)
    })
  }
  try {
    keepInstall(store)
  } catch (error) {
    // A disk that takes no file now: the second copy can wait, the vault itself is whole.
    if (!(error instanceof AppFailure)) throw error
  }
}

/** Writes what is kept beside the store as the store has it now, where it differs. */
export function keepInstall(store: Store): void {
  const { installId, kekId, dataKeyId } = currentMarker(store)
  const wanted = { installId, kekId, dataKeyId, dataKeys: wrappedDataKeys(store) }
  if (!isDeepStrictEqual(readInstall(store.folder), wanted)) writeInstall(store.folder, wanted)
}
