import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect } from 'vitest'
import { openStore, type Store } from '../../../electron/adapters/vault/store.ts'
import type { Vault } from '../../../electron/services/ports.ts'
import { FakeKeychain } from '../../fakes/keychain.ts'
import { tempFolder, vaultIn } from './vault-bench.ts'

/** A closed vault with a few records. */
export async function filledVault() {
  const root = tempFolder()
  const keychain = new FakeKeychain()
  const vault = await vaultIn(root, keychain)
  await fill(vault)
  await vault.close()
  return { root, keychain, folder: join(root, 'vault') }
}

/** Writes those records. */
export async function fill(vault: Vault): Promise<void> {
  for (let n = 0; n < 20; n++) await vault.write('msal-cache', `account-${String(n)}`, `secret ${String(n)}`)
  await vault.index.put('account', 'a', { label: 'Ada' })
}

/** That each of them can be read. */
export async function expectFilled(vault: Vault): Promise<void> {
  for (let n = 0; n < 20; n++)
    expect(await vault.read('msal-cache', `account-${String(n)}`)).toBe(`secret ${String(n)}`)
}

/** Changes what lies in a closed vault. */
export async function change(folder: string, action: (store: Store) => void): Promise<void> {
  const store = await openStore(folder)
  await store.transaction(() => {
    action(store)
  })
  await store.close()
}

/** A store that takes so many transactions and then none. */
export function stoppingAfter(writes: number, store: Store): Store {
  let left = writes
  return {
    ...store,
    transaction: (action) => {
      left -= 1
      return left < 0 ? Promise.reject(new Error('stopped')) : store.transaction(action)
    }
  }
}

/** The IDs of the data keys that are kept beside the store. */
export const dataKeys = (folder: string): string[] =>
  Object.keys((JSON.parse(readFileSync(join(folder, 'install.json'), 'utf8')) as { dataKeys: object }).dataKeys)
