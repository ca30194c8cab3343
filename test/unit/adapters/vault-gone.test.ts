import { readdirSync, rmSync, truncateSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { Failure } from '../../../electron/contract/failure.ts'
import { failureMessage } from '../../../electron/contract/failure-message.ts'
import { FakeKeychain, folderKeychain } from '../../fakes/keychain.ts'
import { openElsewhere } from '../../support/vault-children.ts'
import { tempFolder, vaultIn } from './vault-bench.ts'
import { expectSignedIn, filledVault, gone, spoil } from './vault-of-four.ts'

const losses: [string, (file: string) => void][] = [
  ['is gone', rmSync],
  [
    'is gone with its lock file',
    (file) => {
      rmSync(file)
      rmSync(file.replace('data.mdb', 'lock.mdb'))
    }
  ],
  ['is empty', truncateSync]
]

/** Opens the vault in four processes at the same moment, which write an entry each; what they were told. */
async function toldToFour(root: string): Promise<{ ids: string[]; reports: Failure[] }> {
  const told = await Promise.all([1, 2, 3, 4].map(() => openElsewhere(root)))
  return { ids: told.map(({ id }) => id), reports: told.flatMap(({ report }) => report ?? []) }
}

describe('a vault that was there before', () => {
  it.each(losses)('whose file %s is begun anew under its key, which is said once', async (_, lose) => {
    const keychain = new FakeKeychain()
    const { root, file } = await filledVault(keychain)
    const items = new Map(keychain.items)
    lose(file)
    const vault = await vaultIn(root, keychain)
    expect(vault.status()).toMatchObject({ mode: 'keychain', keyState: 'ok' })
    expect(vault.takeReport()).toEqual(gone)
    expect(vault.takeReport()).toBeNull()
    expect(vault.index.list('account')).toEqual([])
    await vault.write('msal-cache', 'ann', 'signed in again')
    await vault.close()
    const again = await vaultIn(root, keychain)
    expect(again.takeReport()).toBeNull()
    expect(await again.read('msal-cache', 'ann')).toBe('signed in again')
    expect(readdirSync(root)).toEqual(['vault'])
    expect(keychain.items).toEqual(items)
  })

  it('says so when its key comes within reach, and not while the keychain is locked', async () => {
    const keychain = new FakeKeychain()
    const { root, file } = await filledVault(keychain)
    truncateSync(file)
    keychain.state = 'locked'
    const vault = await vaultIn(root, keychain)
    expect(vault.takeReport()).toBeNull()
    keychain.state = 'ok'
    await vault.retry()
    expect(vault.takeReport()).toEqual(gone)
  })

  it.each(losses)('whose file %s is begun by one of four processes, and that one says so', async (_, lose) => {
    const root = tempFolder()
    const keychain = folderKeychain(join(root, 'keychain'))
    const { file } = await filledVault(keychain, root)
    lose(file)
    const { ids, reports } = await toldToFour(root)
    expect(reports).toEqual([gone])
    const vault = await vaultIn(root, keychain)
    expect(vault.takeReport()).toBeNull()
    for (const id of ids) expect(await vault.read('access-token', id)).toBe('mine')
  })

  it('whose damaged file is salvaged by one of four processes is not called gone by another', async () => {
    const root = tempFolder()
    const keychain = folderKeychain(join(root, 'keychain'))
    const { file } = await filledVault(keychain, root)
    spoil(file, ['msal-cache', 'ben'])
    const { ids, reports } = await toldToFour(root)
    expect(reports).toMatchObject([{ salvage: { broughtOver: 9, lost: [{ whose: 'ben@contoso.com' }] } }])
    const vault = await vaultIn(root, keychain)
    await expectSignedIn(vault, ['ann', 'cleo', 'dora'])
    for (const id of ids) expect(await vault.read('access-token', id)).toBe('mine')
  })
})

describe('the sentence for a vault file that is gone', () => {
  it('names no file that was set aside, and asks for a sign-in', () => {
    expect(failureMessage(gone)).toMatchObject({
      title: 'The vault file was missing or empty, so a new vault was begun.',
      whatToDo: expect.stringMatching(/^What it held is gone: sign in again/) as string,
      evidence: null
    })
    expect(failureMessage({ ...gone, salvage: null }).title).toBe('The vault file is damaged.')
  })
})
