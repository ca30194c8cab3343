import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it, vi } from 'vitest'
import type { Vault } from '../../../electron/services/ports.ts'
import { FakeKeychain, type FakeKeychainState } from '../../fakes/keychain.ts'
import { tempFolder, vaultIn } from './vault-bench.ts'

const refusals = ['locked', 'locked-as-null', 'slow', 'denied', 'unavailable'] as const
const stateOf = (state: FakeKeychainState) => (state === 'locked-as-null' ? 'locked' : state)

/** A vault with one record, closed again, and its keychain. */
async function existingVault() {
  const root = tempFolder()
  const keychain = new FakeKeychain()
  const vault = await vaultIn(root, keychain)
  await vault.write('msal-cache', 'a', 'kept')
  await vault.index.put('account', 'a', { label: 'Ada' })
  await vault.close()
  keychain.calls.length = 0
  return { root, keychain }
}

async function expectAllRefused(vault: Vault, code: string): Promise<void> {
  const refused = { failure: { code } }
  await expect(vault.read('msal-cache', 'a')).rejects.toMatchObject(refused)
  await expect(vault.write('msal-cache', 'a', 'x')).rejects.toMatchObject(refused)
  await expect(vault.update('msal-cache', 'a', () => 'x')).rejects.toMatchObject(refused)
  await expect(vault.remove('msal-cache', 'a')).rejects.toMatchObject(refused)
}

describe('first start', () => {
  it('makes one key, under 512 bytes, and never writes it again', async () => {
    const root = tempFolder()
    const keychain = new FakeKeychain()
    const vault = await vaultIn(root, keychain)
    expect(vault.status()).toMatchObject({ mode: 'keychain', keyState: 'ok', keychain: 'Fake Keychain' })
    expect([...keychain.items.keys()]).toEqual([expect.stringMatching(/^kek\/[0-9a-f-]{36}\/[0-9a-f-]{36}$/)])
    for (const value of keychain.items.values()) expect(Buffer.byteLength(value)).toBeLessThan(512)
    await vault.write('msal-cache', 'a', 'x'.repeat(100_000))
    await vault.retry()
    expect(keychain.calls.filter((call) => call.startsWith('set'))).toHaveLength(1)
  })

  it.each(refusals)('with a keychain that is %s works in memory and writes nothing at all', async (state) => {
    const root = tempFolder()
    const keychain = new FakeKeychain()
    keychain.state = state
    const vault = await vaultIn(root, keychain)
    expect(vault.status()).toMatchObject({ mode: 'memory-only', keyState: stateOf(state) })
    await vault.write('msal-cache', 'a', 'secret')
    await vault.index.put('account', 'a', { label: 'Ada' })
    expect(await vault.read('msal-cache', 'a')).toBe('secret')
    expect(readdirSync(root)).toEqual([])
    expect(keychain.items.size).toBe(0)
  })

  it('carries what was in memory into the vault when the keychain comes up', async () => {
    const root = tempFolder()
    const keychain = new FakeKeychain()
    keychain.state = 'unavailable'
    const vault = await vaultIn(root, keychain)
    await vault.write('msal-cache', 'a', 'from memory')
    await vault.index.put('account', 'a', { label: 'Ada' })
    expect((await vault.retry()).mode).toBe('memory-only')
    keychain.state = 'ok'
    expect((await vault.retry()).mode).toBe('keychain')
    await vault.close()
    const again = await vaultIn(root, keychain)
    expect(await again.read('msal-cache', 'a')).toBe('from memory')
    expect(again.index.list('account')).toEqual([{ id: 'a', value: { label: 'Ada' } }])
  })
})

describe('a vault that is there', () => {
  it('opens with one read of the keychain', async () => {
    const { root, keychain } = await existingVault()
    const vault = await vaultIn(root, keychain)
    expect(await vault.read('msal-cache', 'a')).toBe('kept')
    expect(keychain.calls).toEqual([expect.stringMatching(/^get kek\//)])
  })

  it.each(refusals)('with a keychain that is %s refuses, shows its index, and opens after a retry', async (state) => {
    const { root, keychain } = await existingVault()
    const before = new Map(keychain.items)
    keychain.state = state
    const vault = await vaultIn(root, keychain)
    expect(vault.status()).toMatchObject({ mode: 'closed', keyState: stateOf(state) })
    await expectAllRefused(vault, `keychain-${stateOf(state)}`)
    expect(vault.index.get('account', 'a')).toEqual({ label: 'Ada' })
    expect((await vault.retry()).mode).toBe('closed')
    expect(keychain.items).toEqual(before)
    expect(keychain.calls.some((call) => call.startsWith('set kek/'))).toBe(false)

    keychain.state = 'ok'
    expect(await vault.retry()).toMatchObject({ mode: 'keychain', keyState: 'ok' })
    expect(await vault.read('msal-cache', 'a')).toBe('kept')
  })

  it('stays readable while a retry waits for the keychain', async () => {
    const { root, keychain } = await existingVault()
    keychain.state = 'locked'
    const vault = await vaultIn(root, keychain)
    keychain.state = 'ok'
    let answer: () => void = () => undefined
    const answered = new Promise<void>((resolve) => {
      answer = resolve
    })
    let retrying: ReturnType<typeof vault.retry> | undefined
    await new Promise<void>((asked) => {
      vi.spyOn(keychain, 'get').mockImplementationOnce(async (account) => {
        asked()
        await answered
        return keychain.items.get(account) ?? null
      })
      retrying = vault.retry()
    })
    expect(vault.status()).toMatchObject({ mode: 'closed', quarantinedRecords: 0 })
    expect(vault.index.get('account', 'a')).toEqual({ label: 'Ada' })
    expect(vault.index.list('account')).toEqual([{ id: 'a', value: { label: 'Ada' } }])
    await expectAllRefused(vault, 'keychain-locked')
    await expect(vault.index.put('account', 'b', {})).rejects.toMatchObject({ failure: { code: 'keychain-locked' } })
    answer()
    expect((await retrying)?.mode).toBe('keychain')
    expect(await vault.read('msal-cache', 'a')).toBe('kept')
  })

  it('answers after it was closed, and opens no more', async () => {
    const { root, keychain } = await existingVault()
    const vault = await vaultIn(root, keychain)
    await vault.close()
    expect(vault.status().quarantinedRecords).toBe(0)
    expect(vault.index.get('account', 'a')).toBeNull()
    expect(vault.index.list('account')).toEqual([])
    await expectAllRefused(vault, 'cancelled')
    await vault.retry()
    await expectAllRefused(vault, 'cancelled')
    await vault.close()
  })

  it('does not open by a retry that was under way when it was closed', async () => {
    const { root, keychain } = await existingVault()
    keychain.state = 'denied'
    const vault = await vaultIn(root, keychain)
    keychain.state = 'ok'
    const retrying = vault.retry()
    await vault.close()
    await retrying
    await expectAllRefused(vault, 'cancelled')
  })

  it.each([
    ['is gone', () => null],
    ['is no key', () => 'rubbish'],
    ['is another key', () => `v1.${Buffer.alloc(32, 1).toString('base64url')}`]
  ])('whose key %s says so, and makes no key until a person begins anew', async (_, value) => {
    const { root, keychain } = await existingVault()
    const [account = ''] = keychain.items.keys()
    const left = value()
    if (left === null) keychain.items.delete(account)
    else keychain.items.set(account, left)
    const items = new Map(keychain.items)

    const vault = await vaultIn(root, keychain)
    expect(vault.status()).toMatchObject({ mode: 'closed', keyState: 'corrupt' })
    await expectAllRefused(vault, 'vault-key-lost')
    await vault.retry()
    expect(keychain.items).toEqual(items)

    expect(await vault.startAnew()).toMatchObject({ mode: 'keychain', keyState: 'ok' })
    expect(vault.takeReport()).toBeNull()
    expect(await vault.read('msal-cache', 'a')).toBeNull()
    await vault.write('msal-cache', 'a', 'anew')
    const aside = readdirSync(root).filter((name) => name.startsWith('vault-key-lost-'))
    expect(aside).toHaveLength(1)
    expect(readdirSync(join(root, aside[0] ?? '')).sort()).toEqual(['data.mdb', 'install.json', 'lock.mdb'])
    expect([...keychain.items.keys()].filter((name) => name !== account)).toHaveLength(1)
  })

  it('makes no key where the store is gone but its marker stands and the key is lost', async () => {
    const { root, keychain } = await existingVault()
    const { rmSync } = await import('node:fs')
    rmSync(join(root, 'vault', 'data.mdb'))
    rmSync(join(root, 'vault', 'lock.mdb'))
    keychain.items.clear()
    const vault = await vaultIn(root, keychain)
    await expectAllRefused(vault, 'vault-key-lost')
    expect(keychain.items.size).toBe(0)
    expect(existsSync(join(root, 'vault', 'data.mdb'))).toBe(false)
  })
})
