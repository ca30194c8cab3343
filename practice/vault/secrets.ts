import { randomBytes } from 'node:crypto'
import type { KeyVault, SecretVersion, VaultSecret } from '../world/model.ts'
import type { SecretProperties } from './read-secret-body.ts'
import { badParameter, secretNotFound, VaultError } from './vault-error.ts'

const NAME = /^[\da-z-]{1,127}$/i

const same = (left: string, right: string): boolean => left.toLowerCase() === right.toLowerCase()

/** A secret's name that Key Vault accepts. */
export const requireName = (name: string): string => {
  if (!NAME.test(name))
    throw badParameter('The request URI contains an invalid name. Names hold letters, digits and hyphens, at most 127.')
  return name
}

const find = (vault: KeyVault, name: string): VaultSecret | undefined =>
  vault.secrets.find((one) => same(one.name, requireName(name)))

/** All names in use, in small letters, those of deleted secrets among them. */
export const takenNames = (vault: KeyVault): Set<string> => new Set(vault.secrets.map(({ name }) => name.toLowerCase()))

/** The secret with this name, unless it is deleted. */
export const findSecret = (vault: KeyVault, name: string): VaultSecret | undefined => {
  const found = find(vault, name)
  return found?.deletedAt === null ? found : undefined
}

/** The secret with this name; 404 where there is none or it is deleted. */
export const requireSecret = (vault: KeyVault, name: string): VaultSecret => {
  const found = findSecret(vault, name)
  if (found === undefined) throw secretNotFound(name)
  return found
}

/** One version of a secret, the newest one without an id; 404 for an id that it never had. */
export const requireVersion = (secret: VaultSecret, id: string | undefined): SecretVersion => {
  const found = id === undefined ? secret.versions[0] : secret.versions.find((one) => same(one.version, id))
  if (found === undefined) throw secretNotFound(`${secret.name}/${(id ?? '').slice(0, 64)}`)
  return found
}

/** The version's value may be read only while it is enabled; being expired is no hindrance. */
export const requireEnabled = (version: SecretVersion): SecretVersion => {
  if (version.enabled) return version
  throw new VaultError(403, 'Forbidden', 'Operation get is not allowed on a disabled secret.', {
    innerCode: 'SecretDisabled'
  })
}

/** The soft-deleted secret with this name. */
export const requireDeleted = (vault: KeyVault, name: string): VaultSecret => {
  const found = find(vault, name)
  if (found === undefined || found.deletedAt === null) throw secretNotFound(name)
  return found
}

/** Changes what a request says of a version and leaves the rest. */
export const change = (version: SecretVersion, properties: SecretProperties, nowSeconds: number): void => {
  const { contentType, tags, attributes } = properties
  if (contentType !== undefined) version.contentType = contentType
  if (tags !== undefined) version.tags = tags
  if (attributes?.enabled !== undefined) version.enabled = attributes.enabled
  if (attributes?.nbf !== undefined) version.notBefore = attributes.nbf
  if (attributes?.exp !== undefined) version.expires = attributes.exp
  version.updated = nowSeconds
}

/** Adds a version, and the secret where the name is new; the name of a deleted secret is taken. */
export const setSecret = (
  vault: KeyVault,
  name: string,
  value: string,
  properties: SecretProperties,
  nowSeconds: number
): VaultSecret => {
  const known = find(vault, name)
  if (known !== undefined && known.deletedAt !== null)
    throw new VaultError(
      409,
      'Conflict',
      `Secret ${known.name} is currently in a deleted but recoverable state, and its name cannot be reused; in this state, the secret can only be recovered or purged.`,
      { innerCode: 'ObjectIsDeletedButRecoverable', guessed: true }
    )
  const version: SecretVersion = {
    version: randomBytes(16).toString('hex'),
    value,
    enabled: true,
    created: nowSeconds,
    updated: nowSeconds
  }
  change(version, properties, nowSeconds)
  if (known !== undefined) {
    known.versions.unshift(version)
    return known
  }
  const added: VaultSecret = { name, versions: [version], deletedAt: null }
  vault.secrets.push(added)
  return added
}
