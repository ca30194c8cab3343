import * as v from 'valibot'
import { newSharedKey } from '../random-secrets.ts'
import { epoch, guid, list, resourceId, words } from './common.ts'

const now = (): number => Date.now()

/** An Azure Maps account. */
export const mapsAccountSchema = v.strictObject({
  resourceId,
  name: words,
  tenantId: guid,
  location: v.optional(words, 'eastus'),
  /** The price tier; G2 alone is of the second generation. */
  sku: v.optional(v.picklist(['S0', 'S1', 'G2']), 'G2'),
  /** The account's unique id, sent as x-ms-client-id. */
  clientId: guid,
  /** New in every start where left out. */
  primaryKey: v.optional(words, newSharedKey),
  secondaryKey: v.optional(words, newSharedKey),
  /** What SAS tokens are signed with where neither shared key is chosen; never shown. */
  platformKey: v.optional(words, newSharedKey),
  /** Epoch milliseconds of the last regeneration of each key. */
  keysUpdatedAt: v.optional(v.strictObject({ primary: epoch, secondary: epoch }), () => ({
    primary: now(),
    secondary: now()
  })),
  disableLocalAuth: v.optional(v.boolean(), false),
  /** How many calls a second it answers before it refuses more; any number where left out. */
  queriesPerSecond: v.exactOptional(v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(10_000))),
  /** Resource ids of the user-assigned identities that SAS tokens may act for. */
  userAssignedIdentities: list(resourceId),
  /** Object id of the account's own identity. */
  systemIdentity: v.exactOptional(guid),
  /** Storage accounts that batches read from and write to. */
  linkedResources: list(v.strictObject({ uniqueName: words, id: words })),
  tags: v.optional(v.record(v.string(), v.string()), {})
})
