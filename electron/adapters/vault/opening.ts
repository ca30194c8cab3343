import { randomUUID } from 'node:crypto'
import type { Failure } from '#contract/failure'
import type { KeyState } from '#contract/model'
import { AppFailure } from '../../services/app-failure.ts'
import type { Keychain } from '../../services/ports.ts'
import { keychainFailure, refusalIn, type Refusal } from '../keychain/keychain-error.ts'
import { newKey } from './envelope.ts'
import { readInstall, type KeptInstall } from './install-file.ts'
import { decodeKek, encodeKek, healDataKeys, keyRing, newDataKey, opensDataKey, putDataKey } from './key-ring.ts'
import { findMarker, keychainAccount, putMarker, schemaVersion, type Install, type Marker } from './marker.ts'
import { migrate } from './migrations.ts'
import { reshapeIndex } from './reshape-index.ts'
import { isSalvageUnderWay } from './salvage.ts'
import type { RecordKeys } from './sealed-record.ts'
import { openStore, type Store } from './store.ts'

/** What opening a vault came to. */
export type Opening =
  | {
      state: 'open'
      store: Store
      keys: RecordKeys
      kek: Buffer
      /** Its store was gone, and this opening made an empty one. */
      isRefounded: boolean
    }
  | { state: 'no-keychain'; keyState: Refusal }
  | { state: 'closed'; keyState: KeyState; failure: Failure; store: Store | null }

const lost: Failure = { code: 'vault-key-lost' }
const damaged: Failure = { code: 'vault-damaged', quarantinedAs: null, salvage: null }

/**
 * Opens the store that lies in the folder, or makes one where neither a store nor an init marker is.
 * A key is made only there, and only after the keychain has proved that it stores and returns an item. Where one `wasOpen` until
 * now, its whole folder is gone.
 */
export async function openFrom(
  folder: string,
  storeExists: boolean,
  keychain: Keychain,
  wasOpen = false
): Promise<Opening> {
  const install = readInstall(folder)
  if (!storeExists && install === null) {
    const keyState = await keychain.probe()
    if (keyState === 'ok') return using(folder, (store) => found(store, keychain, wasOpen))
    // What was there is not to be taken for a vault that never was.
    return wasOpen ? closed(null, keyState, { code: `keychain-${keyState}` }) : { state: 'no-keychain', keyState }
  }
  if (!storeExists && install !== null) return refound(folder, install, keychain)
  const opened = await using(folder, (store) => openedIn(store, install, keychain))
  if (opened.state !== 'again') return opened
  await opened.store.close()
  return openFrom(folder, opened.isMade, keychain, wasOpen)
}

/** Opens the store; where the work with it fails nobody is given it, so it is closed. */
async function using<T>(folder: string, work: (store: Store) => Promise<T>): Promise<T> {
  const store = await openStore(folder)
  try {
    return await work(store)
  } catch (error) {
    await store.close()
    throw error
  }
}

/** What a store that lies there says; `again` where it was brought to this version, or its making had been interrupted. */
async function openedIn(
  store: Store,
  install: KeptInstall | null,
  keychain: Keychain
): Promise<Opening | { state: 'again'; store: Store; isMade: boolean }> {
  const marker = findMarker(store)
  if (marker === 'newer') return closed(store, 'ok', { code: 'vault-newer' })
  if (marker === 'older') {
    return (await migrate(store)) ? { state: 'again', store, isMade: true } : closed(store, 'corrupt', damaged)
  }
  if (marker !== null && marker !== 'damaged') return unlock(store, marker, keychain)
  const holdsRecords = store.records.keys([]).length > 0
  // Another process may have ended the making between the two looks: no record is older than the marker.
  if (marker === null && holdsRecords && findMarker(store) !== null) return openedIn(store, install, keychain)
  if (install?.dataKeyId != null && holdsRecords) return remark(store, install, keychain)
  if (marker === 'damaged') return closed(store, 'corrupt', damaged)
  // A store without marker is one whose making was interrupted; with records in it, its marker has been lost.
  return holdsRecords ? closed(store, 'corrupt', lost) : { state: 'again', store, isMade: false }
}

/** The marker inside is lost or damaged, but what is kept beside the store says the same. */
async function remark(store: Store, install: KeptInstall, keychain: Keychain): Promise<Opening> {
  const key = await fetchKek(install, keychain)
  if (!Buffer.isBuffer(key)) return { ...key, store }
  const marker: Marker = { ...markerOf(install), dataKeyId: install.dataKeyId ?? '', dataKeyMadeAt: null }
  await store.transaction(() => {
    // Which version the lost marker named is not known.
    reshapeIndex(store)
    putMarker(store, marker)
  })
  return ready(store, marker, key)
}

/** First run: the keychain holds the new key before the marker that names it commits. */
async function found(store: Store, keychain: Keychain, wasOpen: boolean): Promise<Opening> {
  const install = { installId: randomUUID(), kekId: randomUUID() }
  const kek = newKey()
  const account = keychainAccount(install)
  try {
    await keychain.set(account, encodeKek(kek))
    if ((await keychain.get(account)) !== encodeKek(kek)) throw keychainFailure('unavailable')
  } catch (error) {
    // The key has sealed nothing; the keychain may store it yet, behind a prompt, so this is not waited for.
    void keychain.remove(account).catch(() => false)
    return refused(store, error)
  }
  const { marker, isMade } = await commitMarker(store, install, kek)
  if (isMade) return ready(store, marker, kek, wasOpen)
  // Another process was first. Its key is the vault's; ours has sealed nothing.
  await keychain.remove(account).catch(() => false)
  return unlock(store, marker, keychain)
}

/** The store is gone, is empty or was moved aside, the marker beside it stands: the same key serves the new store. */
async function refound(folder: string, install: KeptInstall, keychain: Keychain): Promise<Opening> {
  const key = await fetchKek(install, keychain)
  if (!Buffer.isBuffer(key)) return { ...key, store: null }
  return using(folder, async (store) => {
    // Before the new marker stands: until then nobody ends a salvage, and what was moved aside is not gone.
    const isMovedAside = isSalvageUnderWay(folder)
    const { marker, isMade } = await commitMarker(store, install, key, install)
    return ready(store, marker, key, isMade && !isMovedAside)
  })
}

async function unlock(store: Store, marker: Marker, keychain: Keychain): Promise<Opening> {
  const key = await fetchKek(marker, keychain)
  return Buffer.isBuffer(key) ? ready(store, marker, key) : { ...key, store }
}

async function fetchKek(
  install: Install,
  keychain: Keychain
): Promise<Buffer | Omit<Opening & { state: 'closed' }, 'store'>> {
  try {
    const value = await keychain.get(keychainAccount(install))
    if (value !== null) return decodeKek(value) ?? { state: 'closed', keyState: 'corrupt', failure: lost }
    // Null with a vault present is a locked keychain or a lost key, never a reason to make one.
    const state = await keychain.probe()
    if (state === 'ok') return { state: 'closed', keyState: 'corrupt', failure: lost }
    return { state: 'closed', keyState: state, failure: { code: `keychain-${state}` } }
  } catch (error) {
    const keyState = refusalIn(error)
    if (keyState === null) throw error
    return { state: 'closed', keyState, failure: { code: `keychain-${keyState}` } }
  }
}

/** Makes a data key, unless there are ones that were kept beside the store; where another process was first, its marker holds. */
function commitMarker(
  store: Store,
  install: Install,
  kek: Buffer,
  kept: KeptInstall | null = null
): Promise<{ marker: Marker; isMade: boolean }> {
  return store.transaction(() => {
    const standing = findMarker(store)
    if (standing !== null) {
      if (typeof standing === 'string') throw new AppFailure(damaged)
      return { marker: standing, isMade: false }
    }
    for (const [kid, wrapped] of Object.entries(kept?.dataKeys ?? {})) putDataKey(store, kid, wrapped)
    const inUse = kept?.dataKeyId ?? ''
    const isKept = opensDataKey(install, kek, inUse, kept?.dataKeys[inUse] ?? Buffer.alloc(0))
    const { kid, wrapped } = newDataKey(install, kek)
    if (!isKept) putDataKey(store, kid, wrapped)
    const marker: Marker = {
      ...markerOf(install),
      dataKeyId: isKept ? inUse : kid,
      // The age of one that was kept is not, so that it counts as old.
      dataKeyMadeAt: isKept ? null : new Date().toISOString()
    }
    putMarker(store, marker)
    return { marker, isMade: true }
  })
}

function markerOf({ installId, kekId }: Install): Pick<Marker, 'version' | 'installId' | 'kekId'> {
  return { version: schemaVersion, installId, kekId }
}

async function ready(store: Store, marker: Marker, kek: Buffer, isRefounded = false): Promise<Opening> {
  const keys = keyRing(store, marker, kek)
  if (keys === null) return closed(store, 'corrupt', lost)
  await healDataKeys(store, marker, kek)
  return { state: 'open', store, keys, kek, isRefounded }
}

function closed(store: Store | null, keyState: KeyState, failure: Failure): Opening {
  return { state: 'closed', keyState, failure, store }
}

function refused(store: Store, error: unknown): Opening {
  const keyState = refusalIn(error)
  if (keyState === null) throw error
  return closed(store, keyState, { code: `keychain-${keyState}` })
}
