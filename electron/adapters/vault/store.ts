import { chmodSync, closeSync, existsSync, openSync, statSync } from 'node:fs'
import { join } from 'node:path'
import type { RootDatabase } from 'lmdb'
import { makePrivateFolder } from '../data-folder.ts'
import { AppFailure } from '../../services/app-failure.ts'
import { openFile, type TableName } from './store-file.ts'
import { asStoreFailure, fileReplaced, freeBytesOf, isMissing, leastFreeBytes } from './store-failure.ts'
import { table, type PendingWrites, type Table } from './table.ts'
import { storeFiles, storeIdentity } from './store-identity.ts'
import { openWriter, type Writer } from './writer.ts'

/** More than LMDB's lock file takes. */
const lockFileBytes = 64 * 1024

/** The vault's file: four tables, and transactions across them and across processes. */
export interface Store extends Record<TableName, Table> {
  folder: string
  /**
   * Runs the action once the one write lock is held, and ends when its outcome is on disk; neither is waited for on this
   * thread. An action that throws changes nothing. It must not wait for anything itself. Where other files lie in the folder than
   * those that are open it refuses with `file-replaced`, whether it wrote or not: what it wrote nobody else will read.
   */
  transaction: <T>(action: () => T) => Promise<T>
  /** Another answer after each transaction of any process. */
  revision: () => string
  /** How many of the two files that are open lie no longer in the folder, as far as the system says: somebody moved or removed them. */
  replaced: () => 'all' | 'some' | null
  /** Ends when the transactions under way have ended. */
  close: () => Promise<void>
}

/** Opens or creates the store; its file must have been found sound, because LMDB does not survive one that is not. */
export async function openStore(folder: string, freeBytes = freeBytesOf): Promise<Store> {
  try {
    return await opened(folder, freeBytes)
  } catch (error) {
    // Moved between two steps of opening it.
    if (isMissing(error)) throw new AppFailure(fileReplaced, { cause: error })
    throw asStoreFailure(error, folder)
  }
}

async function opened(folder: string, freeBytes: typeof freeBytesOf): Promise<Store> {
  makePrivateFolder(folder)
  requireRoom(folder, bytesToBegin(folder), freeBytes)
  for (const file of storeFiles) makePrivateFile(join(folder, file))
  // Before they are opened: others that come in between are noticed at the first transaction.
  const identity = storeIdentity(folder)
  const replaced = () => {
    const now = storeIdentity(folder)
    const isOtherData = now.data !== identity.data
    if (isOtherData !== (now.locks !== identity.locks)) return 'some'
    return isOtherData ? 'all' : null
  }
  const requireSame = () => {
    if (replaced() !== null) throw new AppFailure(fileReplaced)
  }
  const writer = await openWriter(folder)
  const { root, tables } = await beside(writer, folder)
  let pending: PendingWrites | null = null
  const named = (name: TableName) =>
    table(
      name,
      tables[name],
      () => pending,
      () => {
        // Removing goes on: it is how a person makes room, and how a sign-out ends.
        requireRoom(folder, leastFreeBytes, freeBytes)
      }
    )
  return {
    folder,
    meta: named('meta'),
    records: named('records'),
    quarantine: named('quarantine'),
    index: named('index'),
    transaction: async (action) => {
      try {
        const outcome = await writer.transaction(() => {
          requireSame()
          const writes: PendingWrites = new Map()
          pending = writes
          try {
            return { answer: action(), writes: [...writes.values()] }
          } finally {
            pending = null
          }
        })
        // Once more: they may have been moved meanwhile, before what was written was there to be brought over.
        requireSame()
        return outcome
      } catch (error) {
        throw asStoreFailure(error, folder)
      }
    },
    revision: () => `${identity.data} ${String(lastTransaction(root))}`,
    replaced: () => {
      try {
        return replaced()
      } catch {
        return null
      }
    },
    close: async () => {
      await writer.close()
      await root.close()
    }
  }
}

// LMDB maps a lock file that has no blocks yet: where the disk has none to give, the system ends the process.
function bytesToBegin(folder: string): number {
  const [data, lock] = storeFiles.map((file) => statSync(join(folder, file), { throwIfNoEntry: false }))
  if (data === undefined || data.size === 0) return leastFreeBytes
  return lock === undefined || lock.blocks === 0 ? lockFileBytes : 0
}

function requireRoom(folder: string, bytes: number, freeBytes: typeof freeBytesOf): void {
  if (freeBytes(folder) < bytes) throw new AppFailure({ code: 'vault-not-written', reason: 'disk-full' })
}

function lastTransaction(root: RootDatabase): number {
  // LMDB's package gives them no type.
  const stats: { lastTxnId?: number } = root.getStats()
  return stats.lastTxnId ?? 0
}

async function beside(writer: Writer, folder: string): Promise<ReturnType<typeof openFile>> {
  try {
    return openFile(folder, { readOnly: true })
  } catch (error) {
    await writer.close()
    throw error
  }
}

// LMDB would make its files readable by the group. One that is there is not opened here: closing it again would drop this
// process's own locks on it, as POSIX has it.
function makePrivateFile(path: string): void {
  if (existsSync(path)) chmodSync(path, 0o600)
  else closeSync(openSync(path, 'a', 0o600))
}
