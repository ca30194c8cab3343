import { mkdirSync, readdirSync, renameSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { installFile } from './install-file.ts'
import { asStoreFailure } from './store-failure.ts'
import { storeFiles } from './store-identity.ts'

/** Moves a store that cannot be used into a folder beside it and answers that folder; nothing is deleted. */
export function putAside(folder: string, reason: 'salvaging' | 'key-lost', now: number): string {
  const stamp = new Date(now).toISOString().replaceAll(/[:.]/g, '-')
  const aside = join(dirname(folder), `vault-${reason}-${stamp}`)
  // The marker goes with a store whose key is lost, and first, because one without a store means that the store is gone.
  // After mere damage it stays, because its key is still good.
  // The locks go before what they guard: else two processes could have one file open under different locks.
  const files: string[] = [...(reason === 'key-lost' ? [installFile] : []), ...storeFiles.toReversed()]
  try {
    mkdirSync(aside, { recursive: true, mode: 0o700 })
    const there = new Set(readdirSync(folder))
    for (const file of files) if (there.has(file)) renameSync(join(folder, file), join(aside, file))
  } catch (error) {
    throw asStoreFailure(error, folder)
  }
  return aside
}
