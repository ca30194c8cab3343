import { chmodSync, closeSync, openSync } from 'node:fs'
import { join } from 'node:path'
import { open, type Database } from 'lmdb'
import { makePrivateFolder } from '../data-folder.ts'
import { AppFailure } from '../../services/app-failure.ts'
import { settle } from './contents.ts'
import { asStoreFailure, isNearlyFull } from './store-failure.ts'

/** Names of the files of a store. */
export const storeFiles = ['data.mdb', 'lock.mdb'] as const

/** One named table of bytes. */
export interface Table {
  get: (key: string[]) => Buffer | null
  /** Entries whose key begins with the given parts, in order. */
  list: (prefix: string[]) => { key: string[]; value: Buffer }[]
  /** Inside a transaction only. */
  put: (key: string[], value: Buffer) => void
  /** Inside a transaction only. */
  remove: (key: string[]) => void
}

/** The vault's file: four tables, and transactions across them and across processes. */
export interface Store {
  folder: string
  meta: Table
  records: Table
  quarantine: Table
  index: Table
  /**
   * Runs the action under the one write lock and ends when its outcome is on disk; an action that throws changes nothing.
   * The action must not wait for anything.
   */
  transaction: <T>(action: () => T) => Promise<T>
  close: () => Promise<void>
}

/** Opens or creates the store; its file must have been found sound, because LMDB does not survive one that is not. */
export async function openStore(folder: string): Promise<Store> {
  try {
    return await opened(folder)
  } catch (error) {
    throw asStoreFailure(error, folder)
  }
}

function opened(folder: string): Promise<Store> {
  makePrivateFolder(folder)
  for (const file of storeFiles) makePrivateFile(join(folder, file))
  const root = open({
    path: folder,
    noSubdir: false,
    encoding: 'binary',
    maxDbs: 8,
    // A commit returns when it is on disk, not before.
    overlappingSync: false,
    // Fresh pages are zeroed, so that no leftover of this process's memory reaches the file.
    noMemInit: false
  })
  const named = (name: string) =>
    table(
      root.openDB<Buffer, string[]>({ name, encoding: 'binary' }),
      () => {
        root.resetReadTxn()
      },
      () => {
        // Removing goes on: it is how a person makes room, and how a sign-out ends.
        if (isNearlyFull(folder)) throw new AppFailure({ code: 'vault-not-written', reason: 'disk-full' })
      }
    )
  return Promise.resolve<Store>({
    folder,
    meta: named('meta'),
    records: named('records'),
    quarantine: named('quarantine'),
    index: named('index'),
    transaction: (action) =>
      settle(() => {
        try {
          // In a box: lmdb waits for an answer that is a promise, and `put` answers one.
          return root.transactionSync(() => ({ answer: action() })).answer
        } catch (error) {
          throw asStoreFailure(error, folder)
        }
      }),
    close: () => root.close()
  })
}

function table(database: Database<Buffer, string[]>, refresh: () => void, beforePut: () => void): Table {
  return {
    get: (key) => {
      refresh()
      return database.getBinary(key) ?? null
    },
    list: (prefix) => {
      refresh()
      const entries: { key: string[]; value: Buffer }[] = []
      for (const { key, value } of database.getRange(prefix.length > 0 ? { start: prefix } : {})) {
        if (prefix.some((part, place) => key[place] !== part)) break
        entries.push({ key, value: Buffer.from(value) })
      }
      return entries
    },
    put: (key, value) => {
      beforePut()
      database.putSync(key, value)
    },
    remove: (key) => {
      database.removeSync(key)
    }
  }
}

// LMDB would make its files readable by the group.
function makePrivateFile(path: string): void {
  closeSync(openSync(path, 'a', 0o600))
  chmodSync(path, 0o600)
}
