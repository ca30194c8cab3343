import { cpSync, existsSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { createKeytarKeychain } from '../../../electron/adapters/keychain/keytar-keychain.ts'
import { openVault } from '../../../electron/adapters/vault/vault.ts'
import type { Keychain, Vault, VaultCare } from '../../../electron/services/ports.ts'
import { failureOfAsync } from '../../fakes/failure-of.ts'
import { FakeKeychain } from '../../fakes/keychain.ts'
import { filesWith } from '../../support/secret-search.ts'
import { tempFolder, vaultIn } from './vault-bench.ts'

type Break = (keychain: FakeKeychain) => void

/** Every way in which a keychain keeps the key from a vault, and what the vault says then. */
const states: [string, Break, string][] = [
  ['locked', refusing('locked'), 'keychain-locked'],
  ['locked, which looks like absent', refusing('locked-as-null'), 'keychain-locked'],
  ['absent', refusing('unavailable'), 'keychain-unavailable'],
  ['denied', refusing('denied'), 'keychain-denied'],
  ['slow', refusing('slow'), 'keychain-slow'],
  ['without the item', holding(null), 'vault-key-lost'],
  ['corrupt', holding('rubbish'), 'vault-key-lost'],
  ['of another install', holding(`v1.${Buffer.alloc(32, 7).toString('base64url')}`), 'vault-key-lost']
]

function refusing(state: FakeKeychain['state']): Break {
  return (keychain) => {
    keychain.state = state
  }
}

function holding(value: string | null): Break {
  return ({ items }) => {
    for (const account of [...items.keys()]) {
      if (value === null) items.delete(account)
      else items.set(account, value)
    }
  }
}

const kept = 'kept-canary-51c9e27f3a'
const offered = 'offered-canary-8b20d4e611'
const work: [string, (vault: Vault & VaultCare) => Promise<unknown>][] = [
  ['a read', (vault) => vault.read('msal-cache', 'a')],
  ['a read of what is not there', (vault) => vault.read('msal-cache', 'none')],
  ['a write', (vault) => vault.write('client-secret', 'a', offered)],
  ['an update', (vault) => vault.update('msal-cache', 'a', () => offered)],
  ['a removal', (vault) => vault.remove('msal-cache', 'a')],
  ['a check', (vault) => vault.check()],
  ['a rotation', (vault) => vault.rotate()],
  ['a repair', (vault) => vault.repair()]
]

async function existing(): Promise<{ root: string; keychain: FakeKeychain }> {
  const root = tempFolder()
  const keychain = new FakeKeychain()
  const vault = await vaultIn(root, keychain)
  await vault.write('msal-cache', 'a', kept)
  await vault.close()
  return { root, keychain }
}

describe.each(states)('a vault whose keychain is %s', (_name, breakIt, code) => {
  it.each(work)('refuses %s with its reason, makes no key, and writes no plaintext', async (_work, ask) => {
    const { root, keychain } = await existing()
    const good = new Map(keychain.items)
    breakIt(keychain)
    const items = new Map(keychain.items)
    keychain.calls.length = 0
    const vault = await vaultIn(root, keychain)
    expect((await failureOfAsync(ask(vault))).code).toBe(code)
    await vault.retry()
    expect((await failureOfAsync(ask(vault))).code).toBe(code)
    await vault.close()
    expect(keychain.items).toEqual(items)
    expect(keychain.calls.filter((call) => call.startsWith('set kek/'))).toEqual([])
    expect(await filesWith(root, { kept, offered })).toEqual([])

    // Nothing was lost by it.
    for (const [account, value] of good) keychain.items.set(account, value)
    keychain.state = 'ok'
    expect(await (await vaultIn(root, keychain)).read('msal-cache', 'a')).toBe(kept)
  })
})

describe('a keychain that never answers', () => {
  afterEach(() => {
    vi.useRealTimers()
  })
  const hanging = (onAsk: () => void = () => undefined) => {
    const never = () => {
      onAsk()
      return new Promise<never>(() => undefined)
    }
    const keytar = { getPassword: never, setPassword: never, deletePassword: never }
    return createKeytarKeychain({ load: () => Promise.resolve(keytar) })
  }

  it.each<[string, (keychain: Keychain) => Promise<unknown>]>([
    ['read', (keychain) => keychain.get('kek/a/b')],
    ['write', (keychain) => keychain.set('kek/a/b', 'x')],
    ['delete', (keychain) => keychain.remove('kek/a/b')]
  ])('ends a %s after two seconds, as slow', async (_name, ask) => {
    vi.useFakeTimers()
    const failure = failureOfAsync(ask(hanging()))
    await vi.advanceTimersByTimeAsync(1999)
    const waiting = Symbol('waiting')
    expect(await Promise.race([failure, Promise.resolve(waiting)])).toBe(waiting)
    await vi.advanceTimersByTimeAsync(1)
    expect(await failure).toEqual({ code: 'keychain-slow' })
  })

  it.each([
    ['with a vault there', true, 'closed'],
    ['at the first start', false, 'memory-only']
  ])('%s lets the app open after two seconds', async (_name, isThere, mode) => {
    const { root } = await existing()
    const folder = join(root, isThere ? 'vault' : 'none')
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
    let opening: Promise<Vault> | undefined
    await new Promise<void>((asked) => {
      opening = openVault({ folder, keychain: hanging(asked) })
    })
    await vi.advanceTimersByTimeAsync(2000)
    const vault = await opening
    expect(vault?.status()).toMatchObject({ mode, keyState: 'slow' })
    await vault?.close()
    expect(existsSync(join(root, 'none'))).toBe(false)
  })
})

describe('the keychain', () => {
  it('holds one item of less than 512 bytes, whatever is stored, rotated or begun anew', async () => {
    const root = tempFolder()
    const keychain = new FakeKeychain()
    const sizes: number[] = []
    const store = keychain.set
    vi.spyOn(keychain, 'set').mockImplementation((account, value) => {
      sizes.push(Buffer.byteLength(value))
      return store(account, value)
    })
    const vault = await vaultIn(root, keychain)
    for (const kind of ['msal-cache', 'access-token', 'client-secret', 'shared-key'] as const)
      await vault.write(kind, 'a', 'x'.repeat(1_000_000))
    await vault.rotate()
    await vault.lock()
    await vault.retry()
    expect(await vault.read('msal-cache', 'a')).toHaveLength(1_000_000)
    expect(keychain.items.size).toBe(1)
    await vault.close()
    keychain.items.clear()
    const lost = await vaultIn(root, keychain)
    await lost.startAnew()
    await lost.write('msal-cache', 'a', 'x'.repeat(1_000_000))
    expect(sizes.length).toBeGreaterThanOrEqual(2)
    expect(Math.max(...sizes)).toBeLessThan(512)
  })
})

describe('a record of another install', () => {
  it('is refused, also where its whole store is put in the place of this one', async () => {
    const [mine, other] = [await existing(), await existing()]
    cpSync(join(other.root, 'vault', 'data.mdb'), join(mine.root, 'vault', 'data.mdb'))
    const vault = await vaultIn(mine.root, mine.keychain)
    expect((await failureOfAsync(vault.read('msal-cache', 'a'))).code).toBe('vault-key-lost')
  })
})
