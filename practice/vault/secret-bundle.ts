import type { JsonBody } from '../http/json-body.ts'
import type { SecretVersion, VaultSecret } from '../world/model.ts'

const RECOVERABLE_DAYS = 90
const DAY_SECONDS = 86_400

const attributes = (version: SecretVersion): JsonBody => ({
  enabled: version.enabled,
  ...(version.notBefore === undefined ? {} : { nbf: version.notBefore }),
  ...(version.expires === undefined ? {} : { exp: version.expires }),
  created: version.created,
  updated: version.updated,
  recoveryLevel: 'Recoverable+Purgeable',
  recoverableDays: RECOVERABLE_DAYS
})

const described = (id: string, version: SecretVersion): JsonBody => ({
  ...(version.contentType === undefined ? {} : { contentType: version.contentType }),
  id,
  attributes: attributes(version),
  ...(version.tags === undefined ? {} : { tags: version.tags })
})

/** A version with its value, as get and set answer. */
export const withValue = (origin: string, name: string, version: SecretVersion): JsonBody => ({
  value: version.value,
  ...withoutValue(origin, name, version)
})

/** A version without its value, as updates and the list of versions tell it. */
export const withoutValue = (origin: string, name: string, version: SecretVersion): JsonBody =>
  described(`${origin}/secrets/${name}/${version.version}`, version)

/** One line of the list of secrets: its id names no version. */
export const listed = (origin: string, secret: VaultSecret): JsonBody =>
  described(`${origin}/secrets/${secret.name}`, secret.versions[0])

const deletion = (origin: string, secret: VaultSecret): JsonBody => ({
  recoveryId: `${origin}/deletedsecrets/${secret.name}`,
  deletedDate: secret.deletedAt,
  scheduledPurgeDate: (secret.deletedAt ?? 0) + RECOVERABLE_DAYS * DAY_SECONDS
})

/** A soft-deleted secret, with the day on which it is gone. */
export const deleted = (origin: string, secret: VaultSecret): JsonBody => ({
  ...deletion(origin, secret),
  ...withoutValue(origin, secret.name, secret.versions[0])
})

/** One line of the list of soft-deleted secrets. */
export const listedDeleted = (origin: string, secret: VaultSecret): JsonBody => ({
  ...deletion(origin, secret),
  ...listed(origin, secret)
})
