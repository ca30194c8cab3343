import { statSync } from 'node:fs'
import { join } from 'node:path'

/** Names of the files of a store: what it holds, and the locks of who has it open. */
export const storeFiles = ['data.mdb', 'lock.mdb'] as const

/**
 * Which files of a store lie in its folder now. Another answer later means that others lie there: whoever has the first ones
 * open goes on reading and writing in files that nobody else will open, and waits for a lock that nobody else takes.
 */
export function storeIdentity(folder: string): { data: string; locks: string } {
  const [data, locks] = storeFiles
  return { data: fileIdentity(join(folder, data)), locks: fileIdentity(join(folder, locks)) }
}

function fileIdentity(path: string): string {
  // Exact: a file's number on Windows has more digits than a number of JavaScript.
  const found = statSync(path, { bigint: true, throwIfNoEntry: false })
  return found === undefined ? 'none' : `${String(found.dev)}:${String(found.ino)}`
}
