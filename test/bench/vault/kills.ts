import { join } from 'node:path'
import { openVault } from '../../../electron/adapters/vault/vault.ts'
import { AppFailure } from '../../../electron/services/app-failure.ts'
import { folderKeychain } from '../../fakes/keychain.ts'
import type { Figures } from '../measure.ts'
import { killedWriter } from '../../support/vault-children.ts'
import { inFolder } from '../in-folder.ts'

const kills = 1_000
const atOnce = 2

/** Writers killed at random moments of continuous writes: what was lost, what does not open, how soon others may write. */
export function killed(): Promise<Figures> {
  return inFolder(async (root) => {
    const vault = await openVault({ folder: join(root, 'vault'), keychain: folderKeychain(join(root, 'keychain')) })
    let lost = 0
    let corrupt = 0
    let lockRecoveryMs = 0
    for (let round = 0; round < kills / atOnce; round++) {
      const ids = Array.from({ length: atOnce }, (_, place) => `writer-${String(place)}`)
      const last = await Promise.all(ids.map((id) => killedWriter(root, id)))
      const start = performance.now()
      await vault.write('access-token', 'after', String(round))
      lockRecoveryMs = Math.max(lockRecoveryMs, performance.now() - start)
      for (const [place, id] of ids.entries()) {
        const found = await vault.read('msal-cache', id).catch((error: unknown) => {
          if (error instanceof AppFailure && error.failure.code === 'record-damaged') return null
          throw error
        })
        const [number = '', filling = ''] = (found ?? '').split(':')
        if (found === null || filling.length !== Number(number) % 5000) corrupt += 1
        // The write under way at the kill may be there or not; none that was acknowledged may be missing.
        else if (Number(number) < (last[place] ?? 0)) lost += 1
      }
    }
    await vault.close()
    return { kills, lost, corrupt, lockRecoveryMs }
  })
}
