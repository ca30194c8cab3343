import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { setImmediate as turn } from 'node:timers/promises'
import { openVault } from '../../../electron/adapters/vault/vault.ts'
import { FakeKeychain } from '../../fakes/keychain.ts'
import { buildHouse } from '../../fakes/house.ts'
import type { Figures } from '../measure.ts'
import { heapBytes } from '../heap-bytes.ts'
import { inFolder } from '../in-folder.ts'

const warmUp = 50

/** Sign-in, token, sign-out over and over on a real vault: what grows. */
export function cycles(count: number): Promise<Figures> {
  return inFolder(async (root) => {
    const vault = await openVault({ folder: join(root, 'vault'), keychain: new FakeKeychain() })
    const { services, entra, events } = await buildHouse({ vault })
    const signal = new AbortController().signal
    const cycle = async (): Promise<void> => {
      const request = { operationId: 'cycle', method: 'interactive', tenant: null, clientId: null } as const
      const { accountId, homeTenantId } = await services.signIn.withUser(request)
      const scope = 'https://atlas.microsoft.com/.default'
      await services.tokens.acquire({ accountId, tenantId: homeTenantId, scope, refresh: false, signal })
      await services.accounts.signOut(accountId)
      // The fakes write down what they see.
      for (const seen of [entra.asked, entra.forgotten, events]) seen.length = 0
      // LMDB ends its read transactions when the loop comes round.
      await turn()
    }
    for (let done = 0; done < warmUp; done += 1) await cycle()
    const before = stateOf(root)
    for (let done = 0; done < count; done += 1) await cycle()
    const after = stateOf(root)
    const leftRecords = vault.contents()?.records.reduce((sum, record) => sum + record.count, 0) ?? Number.NaN
    await vault.close()
    return {
      cycles: count,
      handlesGrown: after.handles - before.handles,
      heapGrownPercent: (100 * (after.heapBytes - before.heapBytes)) / before.heapBytes,
      filesGrown: after.files - before.files,
      leftRecords
    }
  })
}

function stateOf(root: string): { handles: number; heapBytes: number; files: number } {
  return {
    handles: process.platform === 'linux' ? readdirSync('/proc/self/fd').length : Number.NaN,
    heapBytes: heapBytes(),
    files: readdirSync(root, { recursive: true }).length
  }
}
