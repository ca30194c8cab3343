import * as v from 'valibot'
import type { JsonBody } from '../http/json-body.ts'
import type { MapsAccount } from '../world/model.ts'
import { newSharedKey } from '../world/random-secrets.ts'
import { ArmError } from './arm-error.ts'
import { armInstant, type ArmRequest } from './arm-request.ts'
import { resourceRoute } from './resource-route.ts'

const regenerateSchema = v.object({ keyType: v.picklist(['primary', 'secondary']) })
const patchSchema = v.object({
  tags: v.optional(v.record(v.string(), v.string())),
  properties: v.optional(v.object({ disableLocalAuth: v.optional(v.boolean()) }))
})

const readBody = async <T>({ c }: ArmRequest, schema: v.GenericSchema<unknown, T>): Promise<T> => {
  const parsed = v.safeParse(schema, await c.req.json<unknown>().catch(() => undefined))
  if (parsed.success) return parsed.output
  const [issue] = parsed.issues
  throw new ArmError(
    400,
    'BadRequest',
    `The request body is not valid: ${v.getDotPath(issue) ?? 'body'}: ${issue.message}`
  )
}

const keys = (account: MapsAccount): JsonBody => ({
  primaryKey: account.primaryKey,
  secondaryKey: account.secondaryKey,
  primaryKeyLastUpdated: armInstant(account.keysUpdatedAt.primary),
  secondaryKeyLastUpdated: armInstant(account.keysUpdatedAt.secondary)
})

const regenerate = async (request: ArmRequest, account: MapsAccount): Promise<JsonBody> => {
  const { keyType } = await readBody(request, regenerateSchema)
  account[keyType === 'primary' ? 'primaryKey' : 'secondaryKey'] = newSharedKey()
  account.keysUpdatedAt[keyType] = request.c.get('nowMs')
  return keys(account)
}

/** Azure Maps accounts: their keys, and whether keys work at all. */
export const mapsAccounts = resourceRoute<MapsAccount>({
  type: 'Microsoft.Maps/accounts',
  versions: [
    '2018-05-01',
    '2021-02-01',
    '2021-12-01-preview',
    '2023-06-01',
    '2024-07-01-preview',
    '2025-10-01-preview'
  ],
  all: (world) => world.mapsAccounts,
  show: (_cloud, account) => ({
    kind: 'Gen2',
    type: 'Microsoft.Maps/accounts',
    sku: { name: 'G2', tier: 'Standard' },
    properties: {
      uniqueId: account.clientId,
      provisioningState: 'Succeeded',
      disableLocalAuth: account.disableLocalAuth
    },
    id: account.resourceId,
    name: account.name,
    location: 'eastus',
    tags: account.tags
  }),
  patch: async (request, account) => {
    const { tags, properties } = await readBody(request, patchSchema)
    if (tags !== undefined) account.tags = tags
    if (properties?.disableLocalAuth !== undefined) account.disableLocalAuth = properties.disableLocalAuth
  },
  operations: {
    listkeys: { action: 'listKeys', run: (_request, account) => Promise.resolve(keys(account)) },
    regeneratekey: { action: 'regenerateKey', run: regenerate }
  }
})
