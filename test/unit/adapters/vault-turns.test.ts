import { setImmediate as turn, setTimeout as sleep } from 'node:timers/promises'
import { describe, expect, it } from 'vitest'
import { FakeKeychain } from '../../fakes/keychain.ts'
import { tempFolder, vaultIn } from './vault-bench.ts'

describe('what meets an opening that is under way', () => {
  it('a write: nothing that is changed while memory moves into the vault is lost or comes back', async () => {
    const keychain = new FakeKeychain()
    keychain.state = 'unavailable'
    const vault = await vaultIn(tempFolder(), keychain)
    const ids = Array.from({ length: 12 }, (_, n) => `account-${String(n).padStart(2, '0')}`)
    for (const id of ids) {
      await vault.write('msal-cache', id, 'before')
      await vault.index.put('account', id, { id })
    }
    keychain.state = 'ok'
    const counts = new Map<string, number>()
    const changes: Promise<void>[] = [
      vault.remove('msal-cache', 'account-05'),
      vault.index.remove('account', 'account-05')
    ]
    const opening = vault.retry().then(() => 'open')
    for (let n = 0; (await Promise.race([opening, sleep(5)])) !== 'open'; n++) {
      const id = ids[n % 5] ?? ''
      counts.set(id, (counts.get(id) ?? 0) + 1)
      changes.push(vault.update('msal-cache', id, (current) => `${String(current)}+`))
    }
    await Promise.all(changes)
    expect(vault.status().mode).toBe('keychain')
    for (const id of ids.slice(0, 5))
      expect(await vault.read('msal-cache', id)).toBe(`before${'+'.repeat(counts.get(id) ?? 0)}`)
    expect(await vault.read('msal-cache', 'account-05')).toBeNull()
    expect(vault.index.list('account')).toHaveLength(11)
  })

  it('a lock, which holds when it has ended', async () => {
    const root = tempFolder()
    const keychain = new FakeKeychain()
    await (await vaultIn(root, keychain)).write('msal-cache', 'a', 'secret')
    const vault = await vaultIn(root, keychain)
    await vault.lock()
    const opening = vault.retry()
    const locked = await vault.lock()
    await opening
    expect([locked, vault.status()]).toMatchObject([{ mode: 'closed' }, { failure: { code: 'vault-locked' } }])
    await expect(vault.read('msal-cache', 'a')).rejects.toMatchObject({ failure: { code: 'vault-locked' } })
  })

  it('the end: it does not leave a vault open behind it', async () => {
    const root = tempFolder()
    const keychain = new FakeKeychain()
    keychain.state = 'unavailable'
    const vault = await vaultIn(root, keychain)
    for (let n = 0; n < 5; n++) await vault.write('msal-cache', String(n), 'secret')
    keychain.state = 'ok'
    for (let turns = 0; turns < 40; turns++) {
      if (turns === 10) void vault.retry()
      await turn()
    }
    await vault.close()
    await vault.retry()
    expect(vault.status()).toMatchObject({ mode: 'closed', failure: { code: 'cancelled' } })
    await expect(vault.write('msal-cache', 'late', 'x')).rejects.toMatchObject({ failure: { code: 'cancelled' } })
  })
})
