import { AppFailure } from './app-failure.ts'
import type { Vault } from './ports.ts'

/** Throws where nothing can be stored now: better before a person has signed in than after. */
export function requireVault(vault: Vault): void {
  const { failure } = vault.status()
  if (failure !== null) throw new AppFailure(failure)
}
