import { join } from 'node:path'
import { tempFolder, vaultIn } from '../unit/adapters/vault-bench.ts'
import { FakeKeychain } from '../fakes/keychain.ts'
import { FakeVault } from '../fakes/vault.ts'
import { vaultContract } from './vault-contract.ts'

vaultContract('the fake', () => Promise.resolve(new FakeVault()))
vaultContract('LMDB with a fake keychain', () => vaultIn(join(tempFolder(), 'install')))
vaultContract('memory only', () => {
  const keychain = new FakeKeychain()
  keychain.state = 'unavailable'
  return vaultIn(tempFolder(), keychain)
})
