import { once } from 'node:events'
import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { describe, expect, it } from 'vitest'
import { putDataKey, wrappedDataKeys } from '../../../electron/adapters/vault/key-ring.ts'
import { currentMarker, findMarker, type Install } from '../../../electron/adapters/vault/marker.ts'
import { openFrom } from '../../../electron/adapters/vault/opening.ts'
import { rotateDataKey } from '../../../electron/adapters/vault/rotation.ts'
import { sealedContents } from '../../../electron/adapters/vault/sealed-contents.ts'
import { openStore, type Store } from '../../../electron/adapters/vault/store.ts'
import type { Vault } from '../../../electron/services/ports.ts'
import { FakeKeychain, folderKeychain } from '../../fakes/keychain.ts'
import { buildHouse } from '../../fakes/house.ts'
import { vaultChild } from '../../support/vault-children.ts'
import { tempFolder, vaultIn } from './vault-bench.ts'

/** A closed vault with a few records. */
async function filledVault() {
  const root = tempFolder()
  const keychain = new FakeKeychain()
  const vault = await vaultIn(root, keychain)
  await fill(vault)
  await vault.close()
  return { root, keychain, folder: join(root, 'vault') }
}

async function fill(vault: Vault): Promise<void> {
  for (let n = 0; n < 20; n++) await vault.write('msal-cache', `account-${String(n)}`, `secret ${String(n)}`)
  await vault.index.put('account', 'a', { label: 'Ada' })
}

async function expectFilled(vault: Vault): Promise<void> {
  for (let n = 0; n < 20; n++)
    expect(await vault.read('msal-cache', `account-${String(n)}`)).toBe(`secret ${String(n)}`)
}

/** Changes what lies in a closed vault. */
async function change(folder: string, action: (store: Store) => void): Promise<void> {
  const store = await openStore(folder)
  await store.transaction(() => {
    action(store)
  })
  await store.close()
}

/** A store that takes so many transactions and then none. */
function stoppingAfter(writes: number, store: Store): Store {
  let left = writes
  return {
    ...store,
    transaction: (action) => {
      left -= 1
      return left < 0 ? Promise.reject(new Error('stopped')) : store.transaction(action)
    }
  }
}

const dataKeys = (folder: string): string[] =>
  Object.keys((JSON.parse(readFileSync(join(folder, 'install.json'), 'utf8')) as { dataKeys: object }).dataKeys)

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

describe('the wrapped data key, kept twice', () => {
  const spoilStore = (folder: string) =>
    change(folder, (store) => {
      const [kid = ''] = Object.keys(wrappedDataKeys(store))
      putDataKey(store, kid, Buffer.alloc(60))
    })

  it('damaged inside the store is put right from beside it', async () => {
    const { root, keychain, folder } = await filledVault()
    await spoilStore(folder)
    const vault = await vaultIn(root, keychain)
    await expectFilled(vault)
    await vault.close()
    rmSync(join(folder, 'install.json'))
    await expectFilled(await vaultIn(root, keychain))
    expect(dataKeys(folder)).toHaveLength(1)
  })

  it('damaged in both places says that the key is lost, and makes no new one', async () => {
    const { root, keychain, folder } = await filledVault()
    await spoilStore(folder)
    writeFileSync(join(folder, 'install.json'), '{')
    const items = new Map(keychain.items)
    const vault = await vaultIn(root, keychain)
    expect(vault.status().failure).toEqual({ code: 'vault-key-lost' })
    expect(keychain.items).toEqual(items)
  })

  it.each(['lost', 'damaged'])('serves a store whose marker is %s', async (how) => {
    const { root, keychain, folder } = await filledVault()
    await change(folder, (store) => {
      if (how === 'lost') store.meta.remove(['marker'])
      else store.meta.put(['marker'], Buffer.from('{"version":3,"installId":7}'))
    })
    const vault = await vaultIn(root, keychain)
    expect(vault.status()).toMatchObject({ mode: 'keychain', failure: null })
    await expectFilled(vault)
  })
})

describe('the version of the layout', () => {
  it('is raised from version 1 with everything kept, and stays so', async () => {
    const { root, keychain, folder } = await filledVault()
    await change(folder, (store) => {
      const { installId, kekId, dataKeyId } = currentMarker(store)
      store.meta.put(['marker'], Buffer.from(JSON.stringify({ version: 1, installId, kekId, dataKeyId })))
    })
    const { installId, kekId } = JSON.parse(readFileSync(join(folder, 'install.json'), 'utf8')) as Install
    writeFileSync(join(folder, 'install.json'), JSON.stringify({ installId, kekId }))
    const vault = await vaultIn(root, keychain)
    await expectFilled(vault)
    expect(vault.contents()).toMatchObject({ schemaVersion: 3, dataKeyMadeAt: null })
    await vault.close()
    const store = await openStore(folder)
    expect(findMarker(store)).toMatchObject({ version: 3 })
    await store.close()
    expect(dataKeys(folder)).toHaveLength(1)
  })

  it('is raised from version 2: the first profile of each cloud takes its place, and sealed records open as before', async () => {
    const { root, keychain, folder } = await filledVault()
    const [ann, sam] = ['public.app.ann.home', 'usgov.app.sam.home'] as const
    await change(folder, (store) => {
      const marker = currentMarker(store)
      store.meta.put(['marker'], Buffer.from(JSON.stringify({ ...marker, version: 2 })))
      const put = (kind: string, id: string, value: unknown): void => {
        store.index.put([kind, id], Buffer.from(JSON.stringify(value)))
      }
      store.index.remove(['account', 'a'])
      const texts = { username: 'x', displayName: 'x', homeTenantId: 'home', clientId: 'app' }
      const user = { ...texts, kind: 'user', state: 'ready', signedInAt: '2026-05-01T12:00:00Z' }
      put('account', ann, { ...user, accountId: ann, cloud: 'public' })
      put('account', sam, { ...user, accountId: sam, cloud: 'usgov' })
      put('target', 't', { targetId: 't', kind: 'geocatalog', cloud: 'usgov', label: 'x', endpoint: 'https://x' })
      put('setting', 'cloud', 'usgov')
      put('setting', 'account-usgov', sam)
      put('setting', 'theme', 'dark')
    })
    const vault = await vaultIn(root, keychain)
    await expectFilled(vault)
    expect(vault.contents()).toMatchObject({ schemaVersion: 3 })
    expect(vault.index.get('setting', 'profile')).toBe('usgov')
    expect(vault.index.get('setting', 'cloud')).toBeNull()
    expect(vault.index.get('setting', 'theme')).toBe('dark')
    const { services } = await buildHouse({ vault })
    await services.profiles.use('usgov')
    expect(services.accounts.list()).toMatchObject([{ accountId: sam, profileId: 'usgov', inUse: true }])
    expect(services.targets.list()).toMatchObject([{ targetId: 't', profileId: 'usgov', cloud: 'usgov' }])
    expect(services.accounts.everywhere().map(({ profileId }) => profileId)).toEqual(['public', 'usgov'])
    expect(services.profiles.list()).toMatchObject([
      { profileId: 'public', name: 'Azure', accounts: 1, targets: 0, inUse: false },
      { profileId: 'usgov', name: 'Azure US Government', accounts: 1, targets: 1, inUse: true }
    ])
    await vault.close()
  })

  it('of a newer Graticule is said, the lists are there, and not a byte is changed', async () => {
    const { root, keychain, folder } = await filledVault()
    await change(folder, (store) => {
      store.meta.put(['marker'], Buffer.from(JSON.stringify({ version: 4, of: 'the future' })))
    })
    const before = readFileSync(join(folder, 'data.mdb'))
    const vault = await vaultIn(root, keychain)
    expect(vault.status()).toMatchObject({ mode: 'closed', failure: { code: 'vault-newer' } })
    await expect(vault.write('msal-cache', 'x', 'y')).rejects.toMatchObject({ failure: { code: 'vault-newer' } })
    expect(vault.index.list('account')).toHaveLength(1)
    await vault.startAnew()
    await vault.close()
    expect(readFileSync(join(folder, 'data.mdb')).equals(before)).toBe(true)
  })
})

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
