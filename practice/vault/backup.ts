import { compactDecrypt, CompactEncrypt } from 'jose'
import { randomBytes } from 'node:crypto'
import * as v from 'valibot'
import { vaultSecretSchema } from '../world/model/vaults.ts'
import type { KeyVault, VaultSecret } from '../world/model.ts'
import { requireName, takenNames } from './secrets.ts'
import { VaultError } from './vault-error.ts'

/** Sealed for this start only, as Azure seals backups for itself. */
const SEAL = randomBytes(32)
const HEADER = { alg: 'dir', enc: 'A256GCM' }

const backupSchema = v.object({ subscription: v.string(), secret: vaultSecretSchema })

/** A backup can be restored in the same subscription only. */
const subscriptionOf = ({ resourceId }: KeyVault): string => resourceId.split('/')[2]?.toLowerCase() ?? ''

/** A sealed copy of a secret with all its versions, as base64url. */
export const makeBackup = async (vault: KeyVault, secret: VaultSecret): Promise<string> => {
  const content = Buffer.from(JSON.stringify({ subscription: subscriptionOf(vault), secret }))
  const sealed = await new CompactEncrypt(content).setProtectedHeader(HEADER).encrypt(SEAL)
  return Buffer.from(sealed).toString('base64url')
}

const malformed = (): VaultError =>
  new VaultError(400, 'Malformed backup blob', 'Backup blob contains invalid or corrupt version.')

const open = async (value: string): Promise<v.InferOutput<typeof backupSchema>> => {
  try {
    const { plaintext } = await compactDecrypt(Buffer.from(value, 'base64url').toString('utf8'), SEAL)
    return v.parse(backupSchema, JSON.parse(new TextDecoder().decode(plaintext)))
  } catch {
    throw malformed()
  }
}

/** Puts a backed-up secret into a vault; its name must be free there. */
export const restoreBackup = async (vault: KeyVault, value: string): Promise<VaultSecret> => {
  const { subscription, secret } = await open(value)
  if (subscription !== subscriptionOf(vault))
    throw new VaultError(403, 'Forbidden', 'The backup belongs to a vault of another subscription.', { guessed: true })
  if (takenNames(vault).has(requireName(secret.name).toLowerCase()))
    throw new VaultError(409, 'Conflict', `A secret with the name ${secret.name} already exists in this key vault.`, {
      guessed: true
    })
  const restored = { ...secret, deletedAt: null }
  vault.secrets.push(restored)
  return restored
}
