import type { AppStatus, AutoLock, CopyReceipt, Salvage, VaultHealth, VaultRepair } from './model.ts'
import type { Result } from './result.ts'

type Nothing = Record<string, never>

/** The calls about the vault itself. */
export interface VaultApi {
  /** Looks at the keychain again after the person unlocked or repaired it; unlocks a locked vault. */
  retryVault: (request: Nothing) => Promise<Result<AppStatus>>
  /** Sets a vault aside whose key is lost for good, and begins a new one. */
  startVaultAnew: (request: Nothing) => Promise<Result<AppStatus>>
  lockVault: (request: Nothing) => Promise<Result<AppStatus>>
  chooseAutoLock: (request: AutoLock) => Promise<Result<VaultHealth>>
  readVaultHealth: (request: Nothing) => Promise<Result<VaultHealth>>
  /** Opens every entry, tries a write, and ends a rotation that was cut short. */
  repairVault: (request: Nothing) => Promise<Result<VaultRepair>>
  /** Brings over what a vault that was set aside holds and this one lacks; null where that was done before. */
  salvageVault: (request: { name: string }) => Promise<Result<Salvage | null>>
  rotateVaultKey: (request: Nothing) => Promise<Result<VaultHealth>>
  /** Copies what support needs to know, without a secret. */
  copyVaultReport: (request: Nothing) => Promise<Result<CopyReceipt>>
}

/** Their channels. */
export const vaultChannels = {
  retryVault: 'vault:retry',
  startVaultAnew: 'vault:start-anew',
  lockVault: 'vault:lock',
  chooseAutoLock: 'vault:choose-auto-lock',
  readVaultHealth: 'vault:read-health',
  repairVault: 'vault:repair',
  salvageVault: 'vault:salvage',
  rotateVaultKey: 'vault:rotate-key',
  copyVaultReport: 'vault:copy-report'
} as const satisfies Record<keyof VaultApi, string>
