import { statfsSync } from 'node:fs'
import { constants } from 'node:os'
import type { Failure } from '#contract/failure'
import { AppFailure } from '../../services/app-failure.ts'

/** What a store refuses once other files lie in its folder than those that are open. */
export const fileReplaced = { code: 'vault-not-written', reason: 'file-replaced' } as const satisfies Failure

/** Whether a failure is that. */
export function isFileReplaced(failure: Failure): boolean {
  return failure.code === fileReplaced.code && failure.reason === fileReplaced.reason
}

const { ENOENT, ENOSPC, EDQUOT, EIO, EACCES, EPERM, EROFS } = constants.errno
const fullCodes = new Set<unknown>(['ENOSPC', 'EDQUOT', ENOSPC, EDQUOT])
const permissionCodes = new Set<unknown>(['EACCES', 'EPERM', 'EROFS', EACCES, EPERM, EROFS])
// https://learn.microsoft.com/windows/win32/debug/system-error-codes: LMDB hands on the system's own numbers
const windowsFullCodes = new Set<unknown>([39, 112])
const windowsPermissionCodes = new Set<unknown>([5, 19])
// MDB_PAGE_NOTFOUND, MDB_CORRUPTED, MDB_INVALID
const damageCodes = new Set<unknown>([-30797, -30796, -30793])
const otherFileCodes = /^E[A-Z]+$/

/** Whether an error of LMDB's or the file system's says that there is no such file. */
export function isMissing(error: unknown): boolean {
  return error instanceof Error && 'code' in error && (error.code === 'ENOENT' || error.code === ENOENT)
}

/** A store error as a typed failure; an error that is none of LMDB's or the file system's comes back as it is. */
export function asStoreFailure(error: unknown, folder: string, platform: NodeJS.Platform = process.platform): unknown {
  if (error instanceof AppFailure || !(error instanceof Error) || !('code' in error)) return error
  const { code } = error
  if (typeof code !== 'number' && !(typeof code === 'string' && otherFileCodes.test(code))) return error
  if (damageCodes.has(code))
    return new AppFailure({ code: 'vault-damaged', quarantinedAs: null, salvage: null }, { cause: error })
  return new AppFailure({ code: 'vault-not-written', reason: reasonOf(code, folder, platform) }, { cause: error })
}

function reasonOf(code: unknown, folder: string, platform: NodeJS.Platform): 'disk-full' | 'no-permission' | 'other' {
  if (platform === 'win32' && typeof code === 'number') {
    if (windowsFullCodes.has(code)) return 'disk-full'
    return windowsPermissionCodes.has(code) ? 'no-permission' : 'other'
  }
  if (fullCodes.has(code)) return 'disk-full'
  if (permissionCodes.has(code)) return 'no-permission'
  // A write cut short by a full disk reaches us from LMDB as a plain I/O error.
  return (code === EIO || code === 'EIO') && freeBytesOf(folder) < leastFreeBytes ? 'disk-full' : 'other'
}

/** Under this much free space a write is better refused than begun: LMDB itself may end the process over a full disk. */
export const leastFreeBytes = 1024 * 1024

/** The free space of the disk that a folder lies on; without end where the system does not say. */
export function freeBytesOf(folder: string): number {
  try {
    const { bavail, bsize } = statfsSync(folder)
    return bavail * bsize
  } catch {
    return Infinity
  }
}
