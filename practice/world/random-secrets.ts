import { randomBytes, randomInt } from 'node:crypto'

const text = (bytes: number): string => randomBytes(bytes).toString('base64url')

/** A new client secret, with the `8Q~` mark that real ones carry. */
export const newClientSecret = (): string => `prc8Q~${text(25)}`

/** A new Azure Maps shared key. */
export const newSharedKey = (): string => text(32)

/** A new password that is easy to copy and hard to guess. */
export const newPassword = (): string => `Practice-${text(9)}`

/** Six new digits that stand for the authenticator app. */
export const newMfaCode = (): string => String(randomInt(100_000, 1_000_000))

/** A new storage account key. */
export const newStorageKey = (): string => randomBytes(64).toString('base64')
