import { join } from 'node:path'
import { open } from 'lmdb'
import { openVault } from '../../../electron/adapters/vault/vault.ts'
import { FakeKeychain } from '../../fakes/keychain.ts'
import { inFolder } from '../in-folder.ts'
import { longestBlock, percentile, repeat, timeMs, type Figures } from '../measure.ts'

const record = 'x'.repeat(20_000)
const writes = 300
const accounts = 50

/**
 * How fast it is, and for how long it holds up the event loop: the vault against bare LMDB on the same disk in the same run, both
 * with a promise that comes after the flush: a write of 20 kB, and opening with 50 records.
 */
export function speed(): Promise<Figures> {
  return inFolder(async (folder) => {
    const bare = open({ path: join(folder, 'bare'), overlappingSync: false })
    const bareWrites = await repeat(writes, (turn) => timeMs(() => bare.put(turn % accounts, record)))
    await bare.close()

    const keychain = new FakeKeychain()
    const path = join(folder, 'vault')
    const ours = await openVault({ folder: path, keychain })
    const [ourWrites, writeBlocked] = await longestBlock(() =>
      repeat(writes, (turn) => timeMs(() => ours.write('msal-cache', `account-${String(turn % accounts)}`, record)))
    )
    await ours.close()
    const [loads, loadBlocked] = await longestBlock(() =>
      repeat(20, () =>
        timeMs(async () => {
          const again = await openVault({ folder: path, keychain })
          for (let turn = 0; turn < accounts; turn += 1) await again.read('msal-cache', `account-${String(turn)}`)
          await again.close()
        })
      )
    )
    return {
      writeP50Ms: percentile(ourWrites, 0.5),
      writeP95Ms: percentile(ourWrites, 0.95),
      bareWriteP50Ms: percentile(bareWrites, 0.5),
      ratio: percentile(ourWrites, 0.5) / percentile(bareWrites, 0.5),
      load50AccountsP95Ms: percentile(loads, 0.95),
      writeBlockedMaxMs: writeBlocked,
      loadBlockedMaxMs: loadBlocked,
      loopBlockedMaxMs: Math.max(writeBlocked, loadBlocked)
    }
  })
}
