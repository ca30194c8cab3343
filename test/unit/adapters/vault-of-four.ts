import { join } from 'node:path'
import { expect } from 'vitest'
import type { Failure } from '../../../electron/contract/failure.ts'
import type { Keychain, Vault } from '../../../electron/services/ports.ts'
import { FakeKeychain } from '../../fakes/keychain.ts'
import { spoilEntries } from '../../support/vault-pages.ts'
import { tempFolder, vaultIn } from './vault-bench.ts'

/** What is said where a vault's file was missing, or empty. */
export const gone = {
  code: 'vault-damaged',
  quarantinedAs: null,
  salvage: { broughtOver: 0, lost: [], lostNames: null }
} satisfies Failure

const people = ['ann', 'ben', 'cleo', 'dora']

/** A closed vault: four people with a sign-in and a token each, an application with a secret, a target with a key. */
export async function filledVault(keychain: Keychain = new FakeKeychain(), root = tempFolder()) {
  const vault = await vaultIn(root, keychain)
  for (const person of people) {
    await vault.index.put('account', person, { kind: 'user', username: `${person}@contoso.com`, state: 'ready' })
    await vault.write('msal-cache', person, `${person} ${'c'.repeat(9000)}`)
    await vault.index.put('token', `${person}~maps`, { accountId: person, scope: 'maps' })
    await vault.write('access-token', `${person}~maps`, `${person} ${'t'.repeat(1800)}`)
  }
  await vault.index.put('account', 'robot', {
    kind: 'application',
    displayName: 'Robot',
    username: 'id',
    state: 'ready'
  })
  await vault.write('client-secret', 'robot', 'robot secret')
  await vault.index.put('target', 'atlas', { label: 'Atlas', kind: 'maps', primaryKeyLastFour: '1234' })
  await vault.write('shared-key', 'atlas~primary', 'key 1234')
  await vault.index.put('setting', 'theme', 'dark')
  await vault.close()
  return { root, keychain, file: join(root, 'vault', 'data.mdb') }
}

/** Damages the pages that hold these records or entries of lists. */
export function spoil(file: string, ...wanted: string[][]): void {
  const names = new Set(wanted.map((key) => JSON.stringify(key)))
  spoilEntries(file, (key) => names.has(JSON.stringify(key)))
}

/** That the sign-in of each of these people can be read. */
export async function expectSignedIn(vault: Vault, names: string[]): Promise<void> {
  for (const name of names) expect(await vault.read('msal-cache', name)).toBe(`${name} ${'c'.repeat(9000)}`)
}
