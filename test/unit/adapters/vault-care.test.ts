import { describe, expect, it } from 'vitest'
import { openFrom } from '../../../electron/adapters/vault/opening.ts'
import { rotateDataKey } from '../../../electron/adapters/vault/rotation.ts'
import { sealedContents } from '../../../electron/adapters/vault/sealed-contents.ts'
import { FakeKeychain } from '../../fakes/keychain.ts'
import { change, dataKeys, expectFilled, filledVault, stoppingAfter } from './filled-vault.ts'
import { tempFolder, vaultIn } from './vault-bench.ts'

describe('locking', () => {
  it('refuses records until the key was read again; lists stay, and nothing is lost', async () => {
    const { root, keychain } = await filledVault()
    const vault = await vaultIn(root, keychain)
    expect(await vault.lock()).toMatchObject({ mode: 'closed', keyState: 'ok', failure: { code: 'vault-locked' } })
    await expect(vault.read('msal-cache', 'account-1')).rejects.toMatchObject({ failure: { code: 'vault-locked' } })
    await expect(vault.rotate()).rejects.toMatchObject({ failure: { code: 'vault-locked' } })
    expect(vault.contents()).toBeNull()
    expect(vault.index.list('account')).toHaveLength(1)
    keychain.state = 'locked'
    expect(await vault.retry()).toMatchObject({ mode: 'closed', failure: { code: 'keychain-locked' } })
    keychain.state = 'ok'
    expect(await vault.retry()).toMatchObject({ mode: 'keychain', failure: null })
    await expectFilled(vault)
  })

  it('does nothing where there is nothing to lock', async () => {
    const keychain = new FakeKeychain()
    keychain.state = 'unavailable'
    const vault = await vaultIn(tempFolder(), keychain)
    await vault.write('msal-cache', 'a', 'in memory')
    expect(await vault.lock()).toMatchObject({ mode: 'memory-only', failure: null })
    expect(await vault.read('msal-cache', 'a')).toBe('in memory')
  })
})

describe('a check', () => {
  it('opens every entry, sets the damaged aside, tries a write, and tells what lies there', async () => {
    const { root, keychain, folder } = await filledVault()
    await change(folder, (store) => {
      store.records.put(['msal-cache', 'account-7'], Buffer.alloc(80))
    })
    const vault = await vaultIn(root, keychain)
    expect(await vault.check()).toEqual({ checked: 20, newlySetAside: 1, trialFailure: null })
    expect(await vault.check()).toEqual({ checked: 19, newlySetAside: 0, trialFailure: null })
    const contents = vault.contents()
    expect(contents?.records).toContainEqual({ kind: 'msal-cache', label: 'stored sign-in', count: 19 })
    expect(contents?.setAside).toMatchObject([{ label: 'stored sign-in', bytes: 80, isReplaced: false }])
    expect(JSON.stringify(contents)).not.toContain('secret 1')
  })

  it('repairs: ends a rotation that was cut short, and forgets the old key', async () => {
    const { root, keychain, folder } = await filledVault()
    const opening = await openFrom(folder, true, keychain)
    if (opening.state !== 'open') throw new Error('The vault did not open.')
    const store = stoppingAfter(5, opening.store)
    const contents = sealedContents(store, opening.keys, Date.now)
    await expect(rotateDataKey({ store, contents, kek: opening.kek }, 0)).rejects.toThrow('stopped')
    await store.close()
    expect(dataKeys(folder)).toHaveLength(2)
    const vault = await vaultIn(root, keychain)
    expect(await vault.repair()).toEqual({ checked: 20, newlySetAside: 0, trialFailure: null, resealed: 16 })
    expect(dataKeys(folder)).toHaveLength(1)
    await expectFilled(vault)
  })

  it('tells why a write is refused', async () => {
    const { root, keychain } = await filledVault()
    const vault = await vaultIn(root, keychain)
    await vault.lock()
    await expect(vault.check()).rejects.toMatchObject({
      failure: { code: 'vault-locked' }
    })
  })
})
