import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { vaultIn } from './vault-bench.ts'
import { expectSignedIn, filledVault, spoil } from './vault-of-four.ts'

describe('a vault that was set aside without being salvaged', () => {
  /** As earlier versions left it: the file moved, an empty vault begun with a data key of its own. */
  async function leftBehind() {
    const { root, keychain, file } = await filledVault()
    const older = await vaultIn(root, keychain)
    await older.index.put('setting', 'cloud', 'public')
    await older.close()
    spoil(file, ['msal-cache', 'ben'])
    const name = 'vault-damaged-2026-03-04T09-00-00-000Z'
    mkdirSync(join(root, name))
    renameSync(file, join(root, name, 'data.mdb'))
    const install = join(root, 'vault', 'install.json')
    const { installId, kekId } = JSON.parse(readFileSync(install, 'utf8')) as Record<string, string>
    writeFileSync(install, JSON.stringify({ installId, kekId }))
    const begun = await vaultIn(root, keychain)
    begun.takeReport()
    await begun.close()
    return { root, keychain, name, vault: await vaultIn(root, keychain) }
  }

  it('is offered, gives what the vault lacks, and does not change what it has', async () => {
    const { name, vault } = await leftBehind()
    await vault.index.put('setting', 'profile', 'usgov')
    expect(vault.takeReport()).toBeNull()
    expect(vault.contents()?.setAsideVaults).toEqual([{ name, at: '2026-03-04T09:00:00.000Z', isBroughtOver: false }])
    await vault.index.put('account', 'ann', { kind: 'user', username: 'ann@contoso.com', state: 'ready' })
    await vault.write('msal-cache', 'ann', 'newer')
    expect(await vault.salvage(name)).toEqual({
      broughtOver: 8,
      lost: [{ kind: 'msal-cache', label: 'stored sign-in', whose: 'ben@contoso.com' }],
      lostNames: 0
    })
    expect(await vault.read('msal-cache', 'ann')).toBe('newer')
    await expectSignedIn(vault, ['cleo', 'dora'])
    expect(await vault.salvage(name)).toBeNull()
    expect(vault.contents()?.setAsideVaults).toEqual([{ name, at: '2026-03-04T09:00:00.000Z', isBroughtOver: true }])
    await vault.rotate()
    await expectSignedIn(vault, ['cleo', 'dora'])
    expect(vault.index.get('setting', 'profile')).toBe('usgov')
  })

  it.each(['vault', '../vault', 'vault-damaged-', 'vault-key-lost-2026-03-04T09-00-00-000Z', ''])(
    'is not looked for as “%s”',
    async (name) => {
      const { root, keychain } = await filledVault()
      mkdirSync(join(root, 'vault-key-lost-2026-03-04T09-00-00-000Z'))
      const vault = await vaultIn(root, keychain)
      await expect(vault.salvage(name)).rejects.toMatchObject({ failure: { code: 'not-found' } })
    }
  )
})
