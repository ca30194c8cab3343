import { open, type Database, type RootDatabase } from 'lmdb'

/** Names of the tables in a store. */
export const tableNames = ['meta', 'records', 'quarantine', 'index'] as const
export type TableName = (typeof tableNames)[number]

/** LMDB's tables of a store. */
export type Tables = Record<TableName, Database<Buffer, string[]>>

/**
 * Opens LMDB's file. The threads of a process share it; the one that writes opens it first and makes what is missing, which
 * takes the write lock. The others open it to read only, which waits for nothing.
 */
export function openFile(folder: string, { readOnly = false } = {}): { root: RootDatabase; tables: Tables } {
  const root = open({
    path: folder,
    readOnly,
    noSubdir: false,
    encoding: 'binary',
    maxDbs: 8,
    // A commit returns when it is on disk, not before.
    overlappingSync: false,
    // Fresh pages are zeroed, so that no leftover of this process's memory reaches the file.
    noMemInit: false
  })
  const named = (name: TableName) => root.openDB<Buffer, string[]>({ name, encoding: 'binary' })
  return {
    root,
    tables: { meta: named('meta'), records: named('records'), quarantine: named('quarantine'), index: named('index') }
  }
}
