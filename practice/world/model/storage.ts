import * as v from 'valibot'
import { newStorageKey } from '../random-secrets.ts'
import { epoch, guid, list, resourceId, words } from './common.ts'

const now = (): number => Date.now()

/** A file in a container. */
export const blobSchema = v.strictObject({
  name: v.pipe(words, v.maxLength(1024)),
  contentType: v.optional(words, 'application/octet-stream'),
  /** What is in it; repeated until it is as long as `bytes` says. */
  text: v.optional(words, 'practice data '),
  /** What is in it instead, for what is not text. */
  base64: v.exactOptional(v.pipe(v.string(), v.base64('Base64 is needed.'))),
  bytes: v.exactOptional(v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(16_777_216))),
  /** Headers that are sent with it, such as cache-control, by their names in small letters. */
  headers: v.optional(v.record(words, v.string()), {}),
  metadata: v.optional(v.record(words, v.string()), {}),
  /** Epoch milliseconds. */
  createdAt: v.optional(epoch, now),
  /** Epoch milliseconds of the last change; the ETag is made from it. */
  modifiedAt: v.optional(epoch, now)
})

/** A container of blobs. */
export const containerSchema = v.strictObject({
  name: v.pipe(
    v.string(),
    v.regex(/^(?=.{3,63}$)[a-z\d]+(-[a-z\d]+)*$/, 'A container name has small letters, digits and single hyphens.')
  ),
  /** What everybody may read where the account allows it: nothing, blobs, or also the list of them. */
  publicAccess: v.optional(v.picklist(['none', 'blob', 'container']), 'none'),
  metadata: v.optional(v.record(words, v.string()), {}),
  /** Epoch milliseconds of the last change; the ETag is made from it. */
  modifiedAt: v.optional(epoch, now),
  blobs: list(blobSchema)
})

/** A storage account. */
export const storageAccountSchema = v.strictObject({
  resourceId,
  name: v.pipe(v.string(), v.regex(/^[a-z\d]{3,24}$/, 'A storage account has 3 to 24 small letters and digits.')),
  tenantId: guid,
  location: v.optional(words, 'eastus'),
  /** Base64; new in every start where left out. */
  key: v.optional(words, newStorageKey),
  secondKey: v.optional(words, newStorageKey),
  /** Whether the account key and shared access signatures made with it are honoured. */
  allowSharedKeyAccess: v.optional(v.boolean(), true),
  /** Whether containers may be open to everybody. */
  allowBlobPublicAccess: v.optional(v.boolean(), false),
  containers: list(containerSchema)
})
