import type { Failure } from '#contract/failure'
import type { KeyState } from '#contract/model'
import { AppFailure } from './app-failure.ts'
import type { Vault } from './ports.ts'

const failures: Partial<Record<KeyState, Failure>> = {
  locked: { code: 'keychain-locked' },
  denied: { code: 'keychain-denied' },
  corrupt: { code: 'vault-key-lost' }
}

/** Throws where nothing can be stored now: better before a person has signed in than after. */
export function requireVault(vault: Vault): void {
  const { mode, keyState } = vault.status()
  if (mode === 'closed') throw new AppFailure(failures[keyState] ?? { code: 'keychain-unavailable' })
}
