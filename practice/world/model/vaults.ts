import * as v from 'valibot'
import { epoch, guid, list, resourceId, words } from './common.ts'

/** One version of a secret; times in epoch seconds, as Key Vault tells them. */
export const secretVersionSchema = v.strictObject({
  version: v.pipe(v.string(), v.regex(/^[\da-f]{32}$/, 'Thirty-two hexadecimal digits are needed.')),
  value: v.string(),
  contentType: v.exactOptional(v.string()),
  enabled: v.optional(v.boolean(), true),
  notBefore: v.exactOptional(epoch),
  expires: v.exactOptional(epoch),
  created: epoch,
  updated: epoch,
  tags: v.exactOptional(v.record(v.string(), v.string()))
})

/** A secret with all its versions, the newest first. */
export const vaultSecretSchema = v.strictObject({
  name: v.pipe(v.string(), v.regex(/^[\w-]{1,127}$/, 'A secret name has letters, digits and hyphens.')),
  versions: v.tupleWithRest([secretVersionSchema], secretVersionSchema),
  /** Epoch seconds of a soft deletion; null while the secret is there. */
  deletedAt: v.optional(v.nullable(epoch), null)
})

/** What an access policy can allow on secrets. */
export const secretPermissionSchema = v.picklist([
  'get',
  'list',
  'set',
  'delete',
  'recover',
  'purge',
  'backup',
  'restore'
])

/** A Key Vault, which asks either roles or its own access policies. */
export const keyVaultSchema = v.strictObject({
  resourceId,
  name: words,
  tenantId: guid,
  location: v.optional(words, 'eastus'),
  mode: v.picklist(['rbac', 'access-policy']),
  accessPolicies: list(v.strictObject({ objectId: guid, secrets: v.array(secretPermissionSchema) })),
  /** Whether its firewall lets nobody in who comes from here. */
  firewall: v.optional(v.boolean(), false),
  tags: v.optional(v.record(v.string(), v.string()), {}),
  /** Epoch milliseconds of a soft deletion; a deleted vault does not answer. */
  deletedAt: v.exactOptional(epoch),
  secrets: list(vaultSecretSchema)
})
