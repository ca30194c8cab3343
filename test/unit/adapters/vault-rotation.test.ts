import { once } from 'node:events'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { describe, expect, it } from 'vitest'
import { openFrom } from '../../../electron/adapters/vault/opening.ts'
import { rotateDataKey } from '../../../electron/adapters/vault/rotation.ts'
import { sealedContents } from '../../../electron/adapters/vault/sealed-contents.ts'
import { folderKeychain } from '../../fakes/keychain.ts'
import { vaultChild } from '../../support/vault-children.ts'
import { dataKeys, expectFilled, fill, filledVault, stoppingAfter } from './filled-vault.ts'
import { tempFolder, vaultIn } from './vault-bench.ts'

describe('rotating the data key', () => {
  it('seals every record anew, forgets the old key, and is seen by another process that has the vault open', async () => {
    const { root, keychain, folder } = await filledVault()
    const before = dataKeys(folder)
    const vault = await vaultIn(root, keychain)
    const other = await vaultIn(root, keychain)
    expect(await other.read('msal-cache', 'account-3')).toBe('secret 3')
    expect(await vault.rotate()).toEqual({ resealed: 20 })
    expect(dataKeys(folder)).toHaveLength(1)
    expect(dataKeys(folder)).not.toEqual(before)
    await expectFilled(other)
    // Written by one that had only the old key open: sealed with the new one all the same.
    await other.write('msal-cache', 'account-3', 'newer')
    expect(await vault.read('msal-cache', 'account-3')).toBe('newer')
    await vault.write('msal-cache', 'account-3', 'secret 3')
    await vault.close()
    await other.close()
    await expectFilled(await vaultIn(root, keychain))
  })

  it('stopped before any of its writes leaves everything readable, and done again ends it', async () => {
    const { root, keychain, folder } = await filledVault()
    for (let writes = 0; writes < 22; writes++) {
      const opening = await openFrom(folder, true, keychain)
      if (opening.state !== 'open') throw new Error('The vault did not open.')
      const store = stoppingAfter(writes, opening.store)
      const contents = sealedContents(store, opening.keys, Date.now)
      await expect(rotateDataKey({ store, contents, kek: opening.kek }, 0)).rejects.toThrow('stopped')
      await store.close()
      const again = await vaultIn(root, keychain)
      await expectFilled(again)
      await again.close()
    }
    const last = await vaultIn(root, keychain)
    await last.rotate()
    expect(dataKeys(folder)).toHaveLength(1)
    await expectFilled(last)
  })

  it('killed at random moments leaves everything readable', async () => {
    const root = tempFolder()
    const keychain = folderKeychain(join(root, 'keychain'))
    const first = await vaultIn(root, keychain)
    await fill(first)
    await first.close()
    for (let kill = 0; kill < 5; kill++) {
      const child = vaultChild(root, 'rotate')
      const closed = once(child, 'close')
      await new Promise((resolve) => child.stdout?.once('data', resolve))
      await sleep(Math.random() * 40)
      child.kill('SIGKILL')
      await closed
      const again = await vaultIn(root, keychain)
      await expectFilled(again)
      expect(again.status().quarantinedRecords).toBe(0)
      await again.close()
    }
    const last = await vaultIn(root, keychain)
    await last.rotate()
    expect(dataKeys(join(root, 'vault'))).toHaveLength(1)
  })
})
