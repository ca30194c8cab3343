import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { putDataKey, wrappedDataKeys } from '../../../electron/adapters/vault/key-ring.ts'
import { currentMarker, findMarker, type Install } from '../../../electron/adapters/vault/marker.ts'
import { openStore } from '../../../electron/adapters/vault/store.ts'
import { buildHouse } from '../../fakes/house.ts'
import { change, dataKeys, expectFilled, filledVault } from './filled-vault.ts'
import { vaultIn } from './vault-bench.ts'

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
