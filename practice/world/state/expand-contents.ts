import { createHash } from 'node:crypto'
import { newSharedKey } from '../random-secrets.ts'
import type { Names, Raw } from './names.ts'
import { suggest } from './nearest.ts'
import type { Path } from './problem.ts'
import { entriesOf, fill, text } from './raw.ts'

/** What one version of a secret may say; a secret that says it itself has one version. */
const VERSION_FIELDS = [
  'version',
  'value',
  'sharedKeyOf',
  'sharedKey',
  'contentType',
  'enabled',
  'notBefore',
  'expires',
  'created',
  'updated',
  'tags'
]

/** Reads an Azure Maps account's key for a secret that is to hold it. */
const keyOf = (file: Raw, version: Raw, path: Path, names: Names): string | undefined => {
  const account = text(version, 'sharedKeyOf')
  const which = version.sharedKey ?? 'primary'
  version.sharedKeyOf = undefined
  version.sharedKey = undefined
  if (account === undefined) return undefined
  const accounts = entriesOf(file, 'mapsAccounts').map(({ entry }) => entry)
  const found = accounts.find(({ name }) => name === account)
  if (found === undefined) {
    const known = accounts.flatMap((one) => text(one, 'name') ?? [])
    names.problems.push({
      path: [...path, 'sharedKeyOf'],
      message: `No Azure Maps account is called "${account}". ${suggest(account, known)}`
    })
    return undefined
  }
  if (which !== 'primary' && which !== 'secondary') {
    names.problems.push({ path: [...path, 'sharedKey'], message: 'Only "primary" and "secondary" are allowed.' })
    return undefined
  }
  return text(found, which === 'primary' ? 'primaryKey' : 'secondaryKey')
}

const expandSecret = (file: Raw, vault: string, secret: Raw, path: Path, names: Names): void => {
  if (secret.versions === undefined) {
    const version: Raw = {}
    for (const field of VERSION_FIELDS) {
      if (secret[field] !== undefined) version[field] = secret[field]
      secret[field] = undefined
    }
    secret.versions = [version]
  }
  const now = Math.floor(Date.now() / 1000)
  for (const [index, { entry: version, path: at }] of entriesOf(secret, 'versions', path).entries()) {
    const value = keyOf(file, version, at, names)
    fill(version, 'value', () => value ?? newSharedKey())
    fill(version, 'version', () =>
      createHash('sha256')
        .update(`${vault}/${String(secret.name)}/${String(index)}`)
        .digest('hex')
        .slice(0, 32)
    )
    fill(version, 'created', () => now - index * 86_400)
    fill(version, 'updated', () => version.created)
  }
}

/** Vaults: who may do what by name, secrets with a value alone or with the key of an Azure Maps account. */
export const expandVaults = (file: Raw, names: Names): void => {
  for (const { entry: account } of entriesOf(file, 'mapsAccounts')) {
    fill(account, 'primaryKey', newSharedKey)
    fill(account, 'secondaryKey', newSharedKey)
  }
  for (const { entry, path } of entriesOf(file, 'vaults')) {
    fill(entry, 'mode', () => 'rbac')
    for (const { entry: policy, path: at } of entriesOf(entry, 'accessPolicies', path)) {
      const isAlias = policy.objectId === undefined
      const written = isAlias ? policy.principal : policy.objectId
      policy.principal = undefined
      policy.objectId = names.findPrincipal(written, text(entry, 'tenantId'), [
        ...at,
        isAlias ? 'principal' : 'objectId'
      ])
    }
    for (const { entry: secret, path: at } of entriesOf(entry, 'secrets', path))
      expandSecret(file, String(entry.name), secret, at, names)
  }
}

/** Collections of GeoCatalogs: what STAC wants and nobody wants to write. */
export const expandCollections = (file: Raw): void => {
  const now = new Date().toISOString()
  for (const { entry } of entriesOf(file, 'geoCatalogs')) {
    for (const { entry: collection } of entriesOf(entry, 'collections')) {
      fill(collection, 'title', () => collection.id)
      fill(collection, 'description', () => `Practice data: ${String(collection.title)}`)
      fill(collection, 'license', () => 'proprietary')
      fill(collection, 'bbox', () => [-180, -90, 180, 90])
      fill(collection, 'interval', () => [now, null])
      fill(collection, 'createdOn', () => now)
      fill(collection, 'updatedOn', () => now)
    }
  }
}
