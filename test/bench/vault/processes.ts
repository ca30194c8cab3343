import { once } from 'node:events'
import { join } from 'node:path'
import { openVault } from '../../../electron/adapters/vault/vault.ts'
import { folderKeychain } from '../../fakes/keychain.ts'
import type { Figures } from '../measure.ts'
import { vaultChild } from '../../support/vault-children.ts'
import { inFolder } from '../in-folder.ts'

const processes = 8
const writesEach = 1_000

/** Processes that count one record up at the same time, with reads between: how many of their writes are there. */
export function manyProcesses(): Promise<Figures> {
  return inFolder(async (root) => {
    const vault = await openVault({ folder: join(root, 'vault'), keychain: folderKeychain(join(root, 'keychain')) })
    const children = Array.from({ length: processes }, () => vaultChild(root, 'update', String(writesEach)))
    await Promise.all(children.map((child) => once(child, 'close')))
    const present = Number(await vault.read('msal-cache', 'counter'))
    await vault.close()
    return { processes, writes: processes * writesEach, present }
  })
}
