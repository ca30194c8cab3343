import { once } from 'node:events'
import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { describe, expect, it } from 'vitest'
import { putAside } from '../../../electron/adapters/vault/put-aside.ts'
import { fileReplaced } from '../../../electron/adapters/vault/store-failure.ts'
import { failureMessage } from '../../../electron/contract/failure-message.ts'
import type { Vault } from '../../../electron/services/ports.ts'
import { FakeKeychain, folderKeychain } from '../../fakes/keychain.ts'
import { openElsewhere, startWriter, vaultChild } from '../../support/vault-children.ts'
import { tempFolder, vaultIn } from './vault-bench.ts'
import { expectSignedIn, filledVault, gone, spoil } from './vault-of-four.ts'

const losses: [string, (file: string) => void][] = [
  ['file', rmSync],
  [
    'file and its locks',
    (file) => {
      rmSync(file)
      rmSync(file.replace('data.mdb', 'lock.mdb'))
    }
  ],
  [
    'folder',
    (file) => {
      rmSync(dirname(file), { recursive: true })
    }
  ]
]

/** An open vault of four people, whose keychain other processes share. */
async function openVaultOfFour() {
  const root = tempFolder()
  const keychain = folderKeychain(join(root, 'keychain'))
  const { file } = await filledVault(keychain, root)
  return { root, keychain, file, vault: await vaultIn(root, keychain) }
}

/** Counts on, as other processes do. */
async function count(vault: Vault, times: number): Promise<void> {
  for (let n = 0; n < times; n += 1)
    await vault.update('msal-cache', 'counter', (now) => String(Number(now ?? '0') + 1))
}

describe('an open vault', () => {
  it.each(losses)(
    'whose %s is taken away begins anew with the next write, which is kept, and says so',
    async (_, lose) => {
      const keychain = new FakeKeychain()
      const { root, file } = await filledVault(keychain)
      const vault = await vaultIn(root, keychain)
      lose(file)
      await vault.write('msal-cache', 'eve', 'signed in')
      expect(vault.takeReport()).toEqual(gone)
      expect(vault.status()).toMatchObject({ mode: 'keychain', keyState: 'ok', failure: null })
      expect(vault.index.list('account')).toEqual([])
      await vault.close()
      const again = await vaultIn(root, keychain)
      expect(again.takeReport()).toBeNull()
      expect(await again.read('msal-cache', 'eve')).toBe('signed in')
    }
  )

  it.each(losses.slice(0, 2))(
    'whose %s is taken away goes on in the one that another process began',
    async (_, lose) => {
      const { root, keychain, file, vault } = await openVaultOfFour()
      lose(file)
      const elsewhere = await openElsewhere(root)
      expect(elsewhere.report).toEqual(gone)
      await vault.write('msal-cache', 'eve', 'signed in')
      expect(vault.takeReport()).toBeNull()
      expect(await vault.read('access-token', elsewhere.id)).toBe('mine')
      await vault.close()
      expect(await (await vaultIn(root, keychain)).read('msal-cache', 'eve')).toBe('signed in')
    }
  )

  it('keeps a write in the middle of which its file is taken away', async () => {
    const keychain = new FakeKeychain()
    const { root, file } = await filledVault(keychain)
    const vault = await vaultIn(root, keychain)
    const seen: (string | null)[] = []
    await vault.update('msal-cache', 'ann', (now) => {
      if (seen.push(now === null ? null : 'hers') === 1) rmSync(file)
      return 'signed in'
    })
    expect(seen).toEqual(['hers', null])
    await vault.close()
    expect(await (await vaultIn(root, keychain)).read('msal-cache', 'ann')).toBe('signed in')
  })

  it('goes on in the file that another process salvaged, and no list is empty meanwhile', async () => {
    const { root, file, vault } = await openVaultOfFour()
    const before = vault.index.revision()
    spoil(file, ['msal-cache', 'ben'])
    const { id, report } = await openElsewhere(root)
    expect(report).toMatchObject({ salvage: { lost: [{ whose: 'ben@contoso.com' }] } })
    const keptUp = vault.keepUp()
    expect(vault.index.list('account')).toHaveLength(5)
    await keptUp
    expect(vault.takeReport()).toBeNull()
    expect(vault.index.revision()).not.toBe(before)
    expect(await vault.read('access-token', id)).toBe('mine')
    await expectSignedIn(vault, ['ann', 'cleo', 'dora'])
  })

  it('answers the reads and ends the check that are under way when it goes on in another file', async () => {
    const { root, vault } = await openVaultOfFour()
    const reads = Array.from({ length: 50 }, () => vault.read('msal-cache', 'ann'))
    const check = vault.check()
    putAside(join(root, 'vault'), 'salvaging', Date.now())
    await vault.keepUp()
    expect(new Set(await Promise.all(reads))).toEqual(new Set([`ann ${'c'.repeat(9000)}`]))
    expect(await check).toMatchObject({ newlySetAside: 0, trialFailure: fileReplaced })
    expect(await vault.check()).toMatchObject({ newlySetAside: 0, trialFailure: null })
  })

  it('goes on in another file when LMDB reads the one that was moved no more', async () => {
    const { root, file, vault } = await openVaultOfFour()
    writeFileSync(file, readFileSync(file).fill(0, 8192), { flag: 'r+' })
    putAside(join(root, 'vault'), 'salvaging', Date.now())
    await vault.keepUp()
    expect(vault.status()).toMatchObject({ mode: 'keychain', failure: null })
    await vault.write('msal-cache', 'eve', 'signed in')
    expect(await vault.read('msal-cache', 'eve')).toBe('signed in')
  })

  it('whose folder is taken away while it is locked says so when it is unlocked', async () => {
    const keychain = new FakeKeychain()
    const { root, file } = await filledVault(keychain)
    const vault = await vaultIn(root, keychain)
    await vault.lock()
    rmSync(dirname(file), { recursive: true })
    await vault.retry()
    expect(vault.takeReport()).toEqual(gone)
  })

  it('whose folder is taken away while the keychain is locked is closed, and says so when it is begun anew', async () => {
    const keychain = new FakeKeychain()
    const { root, file } = await filledVault(keychain)
    const vault = await vaultIn(root, keychain)
    rmSync(dirname(file), { recursive: true })
    keychain.state = 'locked'
    await expect(vault.write('msal-cache', 'eve', 'signed in')).rejects.toMatchObject({
      failure: { code: 'keychain-locked' }
    })
    expect(vault.status()).toMatchObject({ mode: 'closed', keyState: 'locked' })
    keychain.state = 'ok'
    await vault.retry()
    expect(vault.takeReport()).toEqual(gone)
  })

  it('is made under one lock where another takes the locks away in the middle of its making', async () => {
    const root = tempFolder()
    const keychain = folderKeychain(join(root, 'keychain'))
    const locks = join(root, 'vault', 'lock.mdb')
    let takesAway = true
    const vault = await vaultIn(root, {
      ...keychain,
      set: async (account, value) => {
        if (takesAway) rmSync(locks)
        takesAway = false
        await keychain.set(account, value)
      }
    })
    expect(vault.status().mode).toBe('keychain')
    const child = vaultChild(root, 'update', '100')
    const closed = once(child, 'close')
    await count(vault, 100)
    expect(await closed).toEqual([0, null])
    expect(await vault.read('msal-cache', 'counter')).toBe('200')
  })

  it('gives no new data key to a store that another process began meanwhile', async () => {
    const { root, file, vault } = await openVaultOfFour()
    rmSync(dirname(file), { recursive: true })
    await openElsewhere(root)
    const theirs = readFileSync(join(root, 'vault', 'install.json'), 'utf8')
    await expect(vault.rotate()).rejects.toMatchObject({ failure: fileReplaced })
    expect(readFileSync(join(root, 'vault', 'install.json'), 'utf8')).toBe(theirs)
  })

  it('is left as it is while its file is where it was', async () => {
    const { vault } = await openVaultOfFour()
    const before = vault.index.revision()
    await vault.keepUp()
    expect(vault.index.revision()).toBe(before)
  })

  it('stays locked while its file is moved, and is up to date when it is unlocked', async () => {
    const { root, file, vault } = await openVaultOfFour()
    await vault.lock()
    rmSync(file)
    const { id } = await openElsewhere(root)
    await vault.keepUp()
    expect(vault.status()).toMatchObject({ mode: 'closed', failure: { code: 'vault-locked' } })
    await expect(vault.index.put('setting', 'theme', 'light')).rejects.toMatchObject({
      failure: { code: 'vault-not-written', reason: 'file-replaced' }
    })
    await vault.retry()
    expect(await vault.read('access-token', id)).toBe('mine')
  })

  it('loses no update where only its locks are taken away while two processes write', async () => {
    const { root, file, vault } = await openVaultOfFour()
    rmSync(file.replace('data.mdb', 'lock.mdb'))
    const child = vaultChild(root, 'update', '100')
    const closed = once(child, 'close')
    await count(vault, 100)
    expect(await closed).toEqual([0, null])
    expect(await vault.read('msal-cache', 'counter')).toBe('200')
  })

  it('loses no acknowledged write when its file is moved aside again and again while three processes write', async () => {
    const { root, keychain, vault } = await openVaultOfFour()
    const rounds = Array.from({ length: 10 }, (_, round) => `round-${String(round)}`)
    // A sign-in that no list names is not brought over.
    for (const id of ['a', 'b', 'c', ...rounds]) {
      await vault.index.put('account', id, { kind: 'user', username: `${id}@contoso.com`, state: 'ready' })
    }
    const writers = ['a', 'b', 'c'].map((id) => ({ id, ...startWriter(root, id) }))
    await Promise.all(writers.map(({ began }) => began))
    for (const id of rounds) {
      await sleep(200)
      putAside(join(root, 'vault'), 'salvaging', Date.now())
      await vault.write('msal-cache', id, 'kept')
    }
    const last = await Promise.all(writers.map(async ({ id, kill }) => ({ id, number: await kill() })))
    await vault.close()
    const again = await vaultIn(root, keychain)
    expect(again.takeReport()).toBeNull()
    for (const { id, number } of last) {
      expect(number, id).toBeGreaterThan(10)
      const kept = Number(String(await again.read('msal-cache', id)).split(':')[0])
      // The write under way at the kill may be there or not.
      expect([number, number + 1], id).toContain(kept)
    }
    for (const id of rounds) expect(await again.read('msal-cache', id), id).toBe('kept')
    await expectSignedIn(again, ['ann', 'ben', 'cleo', 'dora'])
    expect(readdirSync(root).filter((name) => name.startsWith('vault-damaged-')).length).toBeGreaterThan(5)
    expect(readdirSync(root).filter((name) => name.startsWith('vault-salvaging-'))).toEqual([])
  }, 60_000)
})

describe('the sentence for a file that was moved while it was open', () => {
  it('asks to try again', () => {
    expect(failureMessage({ code: 'vault-not-written', reason: 'file-replaced' })).toMatchObject({
      title: 'The vault could not be saved: its file was moved or replaced while it was open.',
      whatToDo: expect.stringMatching(/^Try again/) as string
    })
  })
})
