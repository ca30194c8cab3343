import { randomUUID } from 'node:crypto'
import { setImmediate as pause } from 'node:timers/promises'
import type { Failure } from '#contract/failure'
import type { VaultCheck } from '#contract/model'
import { AppFailure } from '../../services/app-failure.ts'
import type { RecordKind } from '../../services/ports.ts'
import type { SealedContents } from './sealed-contents.ts'
import type { Store } from './store.ts'

/** Opens every record, one at a time, and then writes, reads back and deletes a trial one. */
export async function checkContents(store: Store, contents: SealedContents): Promise<VaultCheck> {
  const keys = store.records.keys([]).map(([kind = '', id = '']) => ({ kind: kind as RecordKind, id }))
  let newlySetAside = 0
  for (const { kind, id } of keys) {
    if ((await contents.check(kind, id)) === false) newlySetAside += 1
    await pause()
  }
  return { checked: keys.length, newlySetAside, trialFailure: await trial(contents) }
}

async function trial(contents: SealedContents): Promise<Failure | null> {
  const id = `trial-${randomUUID()}`
  const value = randomUUID()
  try {
    await contents.write('access-token', id, value)
    const found = await contents.read('access-token', id)
    await contents.remove('access-token', id)
    return found === value ? null : { code: 'record-damaged', label: 'trial entry' }
  } catch (error) {
    if (error instanceof AppFailure) return error.failure
    throw error
  }
}
