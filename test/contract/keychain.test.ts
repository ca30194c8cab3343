import { FakeKeychain } from '../fakes/keychain.ts'
import { keychainContract } from './keychain-contract.ts'

keychainContract('the fake', () => new FakeKeychain())
