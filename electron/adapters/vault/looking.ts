import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Failure } from '#contract/failure'
import { AppFailure } from '../../services/app-failure.ts'
import type { Keychain } from '../../services/ports.ts'
import type { NewHome } from './bring-over.ts'
import type { FileCheck } from './file-check.ts'
import { opensDataKey } from './key-ring.ts'
import { currentMarker } from './marker.ts'
import { openFrom, type Opening } from './opening.ts'
import { endSalvage, moveDamagedAside } from './salvage.ts'
import { asStoreFailure, isFileReplaced } from './store-failure.ts'
import { checkFile } from './writer.ts'

/** What a look into a vault's folder came to. */
export interface Look {
  opening: Opening
  /** What a person has to be told once: what a damaged file lost, or that the file was gone. */
  report: Failure | null
}

/** Nothing was set aside, and nothing came over. */
const gone: Failure = {
  code: 'vault-damaged',
  quarantinedAs: null,
  salvage: { broughtOver: 0, lost: [], lostNames: null }
}

/** How often it is looked again where another process moved the files while they were opened. */
const looksAgain = 3

/** Opens what lies in the folder; a damaged file is moved aside first, and what is intact of it is brought over. */
export async function lookInto(
  folder: string,
  keychain: Keychain,
  now: number,
  wasOpen: boolean,
  looksLeft = looksAgain
): Promise<Look> {
  try {
    if ((await check(folder)) === 'damaged') await moveDamagedAside(folder, now)
    const opening = await openFrom(folder, (await check(folder)) === 'sound', keychain, wasOpen)
    return { opening, report: opening.state === 'open' ? await reportOf(folder, opening, now) : null }
  } catch (error) {
    const failure = asStoreFailure(error, folder)
    if (!(failure instanceof AppFailure)) throw failure
    if (isFileReplaced(failure.failure) && looksLeft > 0) return lookInto(folder, keychain, now, wasOpen, looksLeft - 1)
    return {
      opening: { state: 'closed', keyState: 'unavailable', failure: failure.failure, store: null },
      report: null
    }
  }
}

/** An open vault as one that takes entries over. */
export function homeIn({ store, keys, kek }: Pick<Opening & { state: 'open' }, 'store' | 'keys' | 'kek'>): NewHome {
  return { store, keys, opens: (kid, wrapped) => opensDataKey(currentMarker(store), kek, kid, wrapped) }
}

async function reportOf(folder: string, opening: Opening & { state: 'open' }, now: number): Promise<Failure | null> {
  try {
    return (await endSalvage(folder, homeIn(opening), now)) ?? (opening.isRefounded ? gone : null)
  } catch (error) {
    await opening.store.close()
    throw error
  }
}

// Looked at twice: another process may have been in the middle of making the file, or of putting it aside.
async function check(folder: string): Promise<FileCheck> {
  const path = join(folder, 'data.mdb')
  const first = await checkFile(path)
  if (first !== 'damaged') return first
  await sleep(100)
  return checkFile(path)
}
