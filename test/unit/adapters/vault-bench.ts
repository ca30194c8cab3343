import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach } from 'vitest'
import { openVault } from '../../../electron/adapters/vault/vault.ts'
import type { Keychain, Vault, VaultCare } from '../../../electron/services/ports.ts'
import { FakeKeychain } from '../../fakes/keychain.ts'

const folders: string[] = []
const vaults: Vault[] = []

afterEach(async () => {
  for (const vault of vaults.splice(0)) await vault.close()
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true })
})

/** A new empty folder, removed after the test. */
export function tempFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'graticule-vault-'))
  folders.push(folder)
  return folder
}

/** A vault in a folder of its own, closed and removed after the test. */
export async function vaultIn(root: string, keychain: Keychain = new FakeKeychain()): Promise<Vault & VaultCare> {
  const vault = await openVault({ folder: join(root, 'vault'), keychain })
  vaults.push(vault)
  return vault
}
