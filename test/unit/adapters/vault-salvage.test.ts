import { once } from 'node:events'
import { readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { moveDamagedAside } from '../../../electron/adapters/vault/salvage.ts'
import { openStore } from '../../../electron/adapters/vault/store.ts'
import { FakeKeychain, folderKeychain } from '../../fakes/keychain.ts'
import { vaultChild } from '../../support/vault-children.ts'
import { layoutsOf, spoilEntries } from '../../support/vault-pages.ts'
import { tempFolder, vaultIn } from './vault-bench.ts'
import { expectSignedIn, filledVault, spoil } from './vault-of-four.ts'

const asideIn = (root: string) => readdirSync(root).filter((name) => /^vault-(damaged|salvaging)-/.test(name))

describe('a vault whose file was damaged', () => {
  it('is replaced by one with everything but what lay on the damaged pages, and says what that was', async () => {
    const keychain = new FakeKeychain()
    const { root, file } = await filledVault(keychain)
    const bytes = Buffer.from(readFileSync(file))
    spoil(file, ['msal-cache', 'ben'])
    const spoiled = readFileSync(file)
    expect(spoiled.equals(bytes)).toBe(false)
    const items = new Map(keychain.items)

    const vault = await vaultIn(root, keychain)
    const [aside = ''] = asideIn(root)
    expect(vault.takeReport()).toEqual({
      code: 'vault-damaged',
      quarantinedAs: join(root, aside),
      salvage: {
        broughtOver: 9,
        lost: [{ kind: 'msal-cache', label: 'stored sign-in', whose: 'ben@contoso.com' }],
        lostNames: 0
      }
    })
    expect(aside).toMatch(/^vault-damaged-/)
    expect(readFileSync(join(root, aside, 'data.mdb')).equals(spoiled)).toBe(true)
    await expectSignedIn(vault, ['ann', 'cleo', 'dora'])
    await expect(vault.read('msal-cache', 'ben')).rejects.toMatchObject({ failure: { code: 'record-damaged' } })
    expect(vault.index.get('account', 'ben')).toMatchObject({ username: 'ben@contoso.com', state: 'damaged' })
    expect(vault.index.get('account', 'ann')).toMatchObject({ state: 'ready' })
    expect(await vault.read('shared-key', 'atlas~primary')).toBe('key 1234')
    expect(vault.contents()).toMatchObject({
      setAside: [{ label: 'stored sign-in', whose: 'ben@contoso.com', bytes: 0, isReplaced: false }],
      setAsideVaults: [{ name: aside, isBroughtOver: true }]
    })
    expect(keychain.items).toEqual(items)
    // Rewriting an item makes macOS ask again whether Graticule may read it.
    expect(keychain.calls.filter((call) => call.startsWith('set kek/'))).toHaveLength(1)
    await vault.write('msal-cache', 'ben', 'signed in again')
    expect(vault.status().quarantinedRecords).toBe(0)
  })

  it('marks what a damaged leaf took: tokens, keys and secrets as damaged', async () => {
    const { root, keychain, file } = await filledVault()
    spoil(file, ['access-token', 'ann~maps'], ['client-secret', 'robot'])
    const vault = await vaultIn(root, keychain)
    const report = vault.takeReport()
    const lost = report?.code === 'vault-damaged' ? (report.salvage?.lost ?? []) : []
    expect(lost).toContainEqual({ kind: 'access-token', label: 'access token', whose: 'ann@contoso.com' })
    expect(lost).toContainEqual({ kind: 'client-secret', label: 'client secret', whose: 'Robot' })
    expect(vault.index.get('token', 'ann~maps')).toMatchObject({ damaged: true })
    expect(vault.index.get('account', 'robot')).toMatchObject({ state: 'damaged' })
    await expect(vault.read('client-secret', 'robot')).rejects.toMatchObject({ failure: { code: 'record-damaged' } })
  })

  it('leaves behind a secret that no list names, and says that names are gone', async () => {
    const { root, keychain, file } = await filledVault()
    spoil(file, ['account', 'ann'])
    const vault = await vaultIn(root, keychain)
    const report = vault.takeReport()
    expect(report).toMatchObject({ code: 'vault-damaged', salvage: { broughtOver: 0 } })
    if (report?.code !== 'vault-damaged') return
    expect(report.salvage?.lostNames).toBeGreaterThan(5)
    expect(await vault.read('msal-cache', 'ann')).toBeNull()
    expect(vault.contents()?.records.every(({ count }) => count === 0)).toBe(true)
  })

  it('is salvaged after its key came within reach, and then once', async () => {
    const keychain = new FakeKeychain()
    const { root, file } = await filledVault(keychain)
    spoil(file, ['msal-cache', 'cleo'])
    keychain.state = 'locked'
    const vault = await vaultIn(root, keychain)
    expect(vault.status().failure).toEqual({ code: 'keychain-locked' })
    expect(vault.takeReport()).toBeNull()
    keychain.state = 'ok'
    await vault.retry()
    expect(vault.takeReport()).toMatchObject({ salvage: { broughtOver: 9, lost: [{ whose: 'cleo@contoso.com' }] } })
    await vault.close()
    const again = await vaultIn(root, keychain)
    expect(again.takeReport()).toBeNull()
    await expectSignedIn(again, ['ann', 'ben', 'dora'])
  })

  it('is salvaged by the next start where the first was killed after the move, or before the folder had its name', async () => {
    const { root, keychain, file } = await filledVault()
    spoil(file, ['msal-cache', 'ann'])
    await moveDamagedAside(join(root, 'vault'), Date.now())
    const [moved = ''] = asideIn(root)
    expect(moved).toMatch(/^vault-salvaging-/)
    const second = await vaultIn(root, keychain)
    expect(second.takeReport()).toMatchObject({ salvage: { broughtOver: 9 } })
    await second.write('msal-cache', 'ben', 'changed since')
    await second.remove('msal-cache', 'dora')
    await second.index.remove('account', 'dora')
    await second.close()

    const [named = ''] = asideIn(root)
    renameSync(join(root, named), join(root, moved))
    const third = await vaultIn(root, keychain)
    expect(third.takeReport()).toBeNull()
    expect(asideIn(root)).toEqual([named])
    expect(await third.read('msal-cache', 'ben')).toBe('changed since')
    expect(await third.read('msal-cache', 'dora')).toBeNull()
  })

  it('is salvaged once by three processes that find it at the same moment', async () => {
    const root = tempFolder()
    const keychain = folderKeychain(join(root, 'keychain'))
    const { file } = await filledVault(keychain, root)
    spoil(file, ['msal-cache', 'ben'])
    const children = [1, 2, 3].map(() => vaultChild(root, 'open'))
    const codes = await Promise.all(
      children.map(async (child) => {
        child.stdout?.resume()
        return ((await once(child, 'close')) as [number | null])[0]
      })
    )
    expect(codes).toEqual([0, 0, 0])
    expect(asideIn(root)).toHaveLength(1)
    const vault = await vaultIn(root, keychain)
    await expectSignedIn(vault, ['ann', 'cleo', 'dora'])
    for (const { pid } of children) expect(await vault.read('access-token', String(pid))).toBe('mine')
    expect(vault.status().quarantinedRecords).toBe(1)
  })

  it('finds its key also where the file beside it is gone', async () => {
    const { root, keychain, file } = await filledVault()
    spoil(file, ['msal-cache', 'ben'])
    rmSync(join(root, 'vault', 'install.json'))
    const vault = await vaultIn(root, keychain)
    expect(vault.takeReport()).toMatchObject({ salvage: { broughtOver: 9 } })
    await expectSignedIn(vault, ['ann', 'cleo', 'dora'])
  })

  it('brings accounts of an older layout into this one, and gives a profile whose entry is lost a name', async () => {
    const keychain = new FakeKeychain()
    const { root, file } = await filledVault(keychain)
    const id = `public-${'0'.repeat(8)}-0000-0000-0000-${'0'.repeat(12)}.app.eve`
    const before = await vaultIn(root, keychain)
    await before.index.put('account', 'public.app.old', { kind: 'user', username: 'old@contoso.com', cloud: 'public' })
    await before.index.put('account', id, { kind: 'user', username: 'eve@contoso.com' })
    await before.write('msal-cache', id, 'eve')
    await before.close()
    spoil(file, ['msal-cache', 'ben'])
    const vault = await vaultIn(root, keychain)
    expect(vault.takeReport()).toMatchObject({ code: 'vault-damaged' })
    expect(vault.index.get('account', 'public.app.old')).toMatchObject({ profileId: 'public', state: 'damaged' })
    expect(await vault.read('msal-cache', id)).toBe('eve')
    expect(vault.index.list('profile')).toEqual([
      { id: id.split('.')[0], value: { name: 'Recovered profile', colour: 'slate' } }
    ])
  })

  it('keeps the sign-in defaults of profiles, and the access keys of a further one', async () => {
    const { root, keychain, file } = await filledVault()
    const further = `usgov-${'0'.repeat(8)}-0000-0000-0000-${'0'.repeat(12)}`
    const lost = further.replaceAll('0', '1')
    const before = await vaultIn(root, keychain)
    for (const id of ['public', further, lost]) {
      if (id !== 'public') await before.index.put('profile', id, { name: id, colour: 'red', hasDefaults: true })
      await before.write('profile', id, `defaults of ${id} ${id === lost ? 'd'.repeat(9000) : ''}`)
    }
    await before.index.put('target', 'north', { label: 'North', profileId: further, primaryKeyLastFour: '5678' })
    await before.write('shared-key', `${further}.north~primary`, 'key 5678')
    await before.close()
    spoilEntries(file, ([, id], table) => table === 'records' && id === lost)
    const vault = await vaultIn(root, keychain)
    expect(vault.takeReport()).toMatchObject({
      salvage: { lost: [{ kind: 'profile', whose: lost }], lostNames: 0 }
    })
    for (const id of ['public', further]) expect(await vault.read('profile', id)).toBe(`defaults of ${id} `)
    await expect(vault.read('profile', lost)).rejects.toMatchObject({ failure: { code: 'record-damaged' } })
    expect(await vault.read('shared-key', `${further}.north~primary`)).toBe('key 5678')
  })

  it('takes no entry of a list for a sealed one where only its leaf is left', async () => {
    const { root, keychain, file } = await filledVault()
    const before = await vaultIn(root, keychain)
    const ids = Array.from(
      { length: 150 },
      (_, n) => `usgov-${String(n).padStart(8, '0')}-0000-0000-0000-${'0'.repeat(12)}`
    )
    for (const id of ids) await before.index.put('profile', id, { name: `Team ${id}`, colour: 'red' })
    await before.write('profile', ids[7] ?? '', 'defaults of one')
    await before.close()
    const { pageSize, layouts } = layoutsOf(file)
    const branch = layouts[0]?.entries.find(({ table }) => table === 'index')?.above.at(-1) ?? 0
    expect(branch).not.toBe(layouts[0]?.mainRoot)
    const bytes = readFileSync(file)
    writeFileSync(file, bytes.fill(0, branch * pageSize, (branch + 1) * pageSize))
    const vault = await vaultIn(root, keychain)
    expect(vault.takeReport()).toMatchObject({ salvage: { lost: [] } })
    expect(vault.index.list('profile').map(({ id }) => id)).toEqual(ids)
    expect(vault.index.get('profile', ids[149] ?? '')).toMatchObject({ name: `Team ${ids[149] ?? ''}` })
    expect(await vault.read('profile', ids[7] ?? '')).toBe('defaults of one')
    expect(await vault.read('profile', ids[8] ?? '')).toBeNull()
    expect(vault.status().quarantinedRecords).toBe(0)
  })

  it('is salvaged whatever its index says', async () => {
    const { root, keychain, file } = await filledVault()
    const noText = { toString: 1, valueOf: 1 }
    const before = await vaultIn(root, keychain)
    for (const kind of ['account', 'token', 'target', 'profile', 'tenants'] as const) {
      const members = ['accountId', 'profileId', 'cloud', 'label', 'kind', 'name', 'username', 'primaryKeyLastFour']
      for (const member of members) await before.index.put(kind, `odd ${member}`, { [member]: noText })
      await before.index.put(kind, 'odd', [noText])
    }
    await before.close()
    spoil(file, ['msal-cache', 'ben'])
    const vault = await vaultIn(root, keychain)
    expect(vault.takeReport()).toMatchObject({ code: 'vault-damaged' })
    await expectSignedIn(vault, ['ann', 'cleo', 'dora'])
    expect(vault.contents()?.setAside).toContainEqual(expect.objectContaining({ whose: 'ben@contoso.com' }))
  })

  it('of a newer Graticule is left as it is', async () => {
    const { root, keychain, file } = await filledVault()
    const store = await openStore(join(root, 'vault'))
    const install = { installId: 'i', kekId: 'k', dataKeyId: 'd' }
    await store.transaction(() => {
      store.meta.put(['marker'], Buffer.from(JSON.stringify({ version: 99, ...install })))
    })
    await store.close()
    spoil(file, ['msal-cache', 'ben'])
    const bytes = readFileSync(file)
    const vault = await vaultIn(root, keychain)
    expect(vault.status()).toMatchObject({ mode: 'closed', failure: { code: 'vault-newer' } })
    expect(readFileSync(file).equals(bytes)).toBe(true)
  })
})
