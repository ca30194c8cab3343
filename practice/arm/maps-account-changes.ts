import * as v from 'valibot'
import type { JsonBody } from '../http/json-body.ts'
import { mapsAccountSchema } from '../world/model/maps.ts'
import type { MapsAccount } from '../world/model.ts'
import { newSharedKey } from '../world/random-secrets.ts'
import { ArmError } from './arm-error.ts'
import { armInstant, type ArmRequest } from './arm-request.ts'
import { identitySchema, setMapsIdentity } from './maps-account-identity.ts'
import { locationSchema, readBody, tagsSchema } from './read-body.ts'

const regenerateSchema = v.object({ keyType: v.picklist(['primary', 'secondary']) })
const skuSchema = v.object({ name: v.picklist(['S0', 'S1', 'G2']) })
const propertiesSchema = v.object({
  disableLocalAuth: v.nullish(v.boolean()),
  linkedResources: v.nullish(v.array(v.object({ uniqueName: v.string(), id: v.string() })))
})
const patchSchema = v.object({
  tags: v.nullish(tagsSchema),
  sku: v.nullish(skuSchema),
  identity: v.nullish(identitySchema),
  properties: v.nullish(propertiesSchema)
})
const putSchema = v.object({ ...patchSchema.entries, location: locationSchema, sku: skuSchema })

const apply = (
  { cloud }: ArmRequest,
  account: MapsAccount,
  { tags, sku, identity, properties }: v.InferOutput<typeof patchSchema>
): void => {
  if (tags) account.tags = tags
  if (sku) account.sku = sku.name
  if (identity) setMapsIdentity(cloud.world, account, identity)
  if (typeof properties?.disableLocalAuth === 'boolean') account.disableLocalAuth = properties.disableLocalAuth
  if (properties?.linkedResources) account.linkedResources = properties.linkedResources
}

/** Creates an account with new keys, or changes the one that is there. */
export const putAccount = async (
  request: ArmRequest,
  resourceId: string,
  existing: MapsAccount | undefined
): Promise<{ resource: MapsAccount }> => {
  const body = await readBody(request, putSchema)
  if (existing !== undefined) {
    if (existing.location.toLowerCase() !== body.location.toLowerCase()) {
      const message = `The resource '${existing.name}' already exists in location '${existing.location}' in resource group. A resource with the same name cannot be created in location '${body.location.slice(0, 40)}'. Please select a new resource name.`
      throw new ArmError(409, 'InvalidResourceLocation', message, { guessed: true })
    }
    apply(request, existing, body)
    return { resource: existing }
  }
  const { caller, cloud, path } = request
  const { location } = body
  const clientId = crypto.randomUUID()
  const name = path.name ?? ''
  const resource = v.parse(mapsAccountSchema, { resourceId, name, tenantId: caller.tenantId, location, clientId })
  apply(request, resource, body)
  cloud.world.mapsAccounts.push(resource)
  return { resource }
}

/** Changes what a PATCH names. */
export const patchAccount = async (request: ArmRequest, account: MapsAccount): Promise<undefined> => {
  apply(request, account, await readBody(request, patchSchema))
}

/** Both shared keys, with the time of their last change. */
export const keysOf = (account: MapsAccount): JsonBody => ({
  primaryKey: account.primaryKey,
  secondaryKey: account.secondaryKey,
  primaryKeyLastUpdated: armInstant(account.keysUpdatedAt.primary),
  secondaryKeyLastUpdated: armInstant(account.keysUpdatedAt.secondary)
})

/** Makes one shared key anew; the old one stops at once, and with it the SAS tokens that it signed. */
export const regenerateKey = async (request: ArmRequest, account: MapsAccount): Promise<JsonBody> => {
  const { keyType } = await readBody(request, regenerateSchema)
  account[keyType === 'primary' ? 'primaryKey' : 'secondaryKey'] = newSharedKey()
  account.keysUpdatedAt[keyType] = request.c.get('nowMs')
  return keysOf(account)
}
