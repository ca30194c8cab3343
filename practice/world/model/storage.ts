import * as v from 'valibot'
import { newStorageKey } from '../random-secrets.ts'
import { guid, list, resourceId, words } from './common.ts'

/** A file in a container. */
export const blobSchema = v.strictObject({
  name: words,
  contentType: v.optional(words, 'application/octet-stream'),
  /** What is in it; repeated until it is as long as `bytes` says. */
  text: v.optional(words, 'practice data '),
  bytes: v.exactOptional(v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(16_777_216)))
})

/** A container of blobs. */
export const containerSchema = v.strictObject({ name: words, blobs: list(blobSchema) })

/** A storage account. */
export const storageAccountSchema = v.strictObject({
  resourceId,
  name: v.pipe(v.string(), v.regex(/^[a-z\d]{3,24}$/, 'A storage account has 3 to 24 small letters and digits.')),
  tenantId: guid,
  location: v.optional(words, 'eastus'),
  /** Base64; new in every start where left out. */
  key: v.optional(words, newStorageKey),
  /** Whether shared access signatures of the account key are honoured. */
  allowSharedKeyAccess: v.optional(v.boolean(), true),
  containers: list(containerSchema)
})
