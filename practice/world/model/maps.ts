import * as v from 'valibot'
import { newSharedKey } from '../random-secrets.ts'
import { epoch, guid, resourceId, words } from './common.ts'

const now = (): number => Date.now()

/** An Azure Maps account. */
export const mapsAccountSchema = v.strictObject({
  resourceId,
  name: words,
  tenantId: guid,
  location: v.optional(words, 'eastus'),
  /** The account's unique id, sent as x-ms-client-id. */
  clientId: guid,
  /** New in every start where left out. */
  primaryKey: v.optional(words, newSharedKey),
  secondaryKey: v.optional(words, newSharedKey),
  /** Epoch milliseconds of the last regeneration of each key. */
  keysUpdatedAt: v.optional(v.strictObject({ primary: epoch, secondary: epoch }), () => ({
    primary: now(),
    secondary: now()
  })),
  disableLocalAuth: v.optional(v.boolean(), false),
  tags: v.optional(v.record(v.string(), v.string()), {})
})
