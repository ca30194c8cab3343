import { AppFailure } from '../../services/app-failure.ts'

/** The ways a keychain refuses. */
export type Refusal = 'locked' | 'slow' | 'denied' | 'unavailable'

// Words of libsecret, of GNOME Keyring and KWallet behind it, of macOS Security and of Windows CredMan.
const lockedWords = /locked|interaction is not allowed|interaction with the security server/i
const deniedWords = /denied|dismissed|cancel|not permitted|name or passphrase|authorization/i

/** What a keychain's own error means; whatever is not known counts as unavailable, which never makes a key. */
export function refusalOf(error: unknown): Refusal {
  const message = error instanceof Error ? error.message : String(error)
  if (lockedWords.test(message)) return 'locked'
  if (deniedWords.test(message)) return 'denied'
  return 'unavailable'
}

/** The typed failure of a refusal. */
export function keychainFailure(refusal: Refusal, cause?: unknown): AppFailure {
  return new AppFailure({ code: `keychain-${refusal}` }, { cause })
}

/** The refusal inside a failure that a keychain threw; null for any other error. */
export function refusalIn(error: unknown): Refusal | null {
  if (!(error instanceof AppFailure)) return null
  switch (error.failure.code) {
    case 'keychain-locked':
      return 'locked'
    case 'keychain-slow':
      return 'slow'
    case 'keychain-denied':
      return 'denied'
    case 'keychain-unavailable':
      return 'unavailable'
    default:
      return null
  }
}
