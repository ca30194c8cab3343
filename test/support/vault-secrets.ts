import { join } from 'node:path'
import { parseCache } from '../../electron/adapters/entra/merge-cache.ts'
import { createKeytarKeychain } from '../../electron/adapters/keychain/keytar-keychain.ts'
import { openStore } from '../../electron/adapters/vault/store.ts'
import { openVault } from '../../electron/adapters/vault/vault.ts'

/** Everything secret that the vault of a data folder holds, opened as the app would; MSAL's caches token by token. */
export async function secretsIn(home: string): Promise<Record<string, string>> {
  const folder = join(home, 'vault')
  const store = await openStore(folder)
  const keys = store.records.list([]).map(({ key }) => key)
  await store.close()
  const vault = await openVault({ folder, keychain: createKeytarKeychain() })
  const secrets: Record<string, string> = {}
  for (const [kind = '', id = ''] of keys) {
    const text = (await vault.read(kind as 'access-token', id)) ?? ''
    if (kind !== 'msal-cache') secrets[`${kind} ${id}`] = text
    const { AccessToken, RefreshToken, IdToken } = parseCache(text)
    for (const [name, { secret }] of Object.entries({ ...AccessToken, ...RefreshToken, ...IdToken }))
      if (typeof secret === 'string') secrets[name] = secret
  }
  await vault.close()
  return secrets
}
