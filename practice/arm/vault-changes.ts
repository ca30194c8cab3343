import * as v from 'valibot'
import type { KeyVault } from '../world/model.ts'
import { type ArmReply, type ArmRequest, QUOTA } from './arm-request.ts'
import { ArmError } from './arm-error.ts'
import { noNewSite } from './no-new-site.ts'
import { locationSchema, readBody, tagsSchema } from './read-body.ts'
import { policiesSchema } from './vault-policies.ts'

const propertiesSchema = v.object({
  accessPolicies: v.nullish(policiesSchema),
  enableRbacAuthorization: v.nullish(v.boolean()),
  createMode: v.nullish(v.string()),
  networkAcls: v.nullish(v.object({ defaultAction: v.nullish(v.string()) })),
  publicNetworkAccess: v.nullish(v.string())
})
const patchSchema = v.object({ tags: v.nullish(tagsSchema), properties: v.nullish(propertiesSchema) })
const putSchema = v.object({ location: locationSchema, tags: v.nullish(tagsSchema), properties: propertiesSchema })

const apply = (vault: KeyVault, { tags, properties }: v.InferOutput<typeof patchSchema>): void => {
  if (tags) vault.tags = tags
  if (!properties) return
  const { accessPolicies, enableRbacAuthorization, networkAcls, publicNetworkAccess } = properties
  if (accessPolicies) vault.accessPolicies = accessPolicies
  if (typeof enableRbacAuthorization === 'boolean') vault.mode = enableRbacAuthorization ? 'rbac' : 'access-policy'
  if (networkAcls?.defaultAction || publicNetworkAccess)
    vault.firewall = /^deny$/i.test(networkAcls?.defaultAction ?? '') || /^disabled$/i.test(publicNetworkAccess ?? '')
}

/** Changes a vault, or takes a deleted one back; a new one would need an address, which only a start can open. */
export const putVault = async (
  request: ArmRequest,
  id: string,
  existing: KeyVault | undefined
): Promise<{ resource: KeyVault } & ArmReply> => {
  const body = await readBody(request, putSchema)
  if (existing !== undefined) {
    apply(existing, { properties: { accessPolicies: [], enableRbacAuthorization: false }, tags: {} })
    apply(existing, body)
    return { resource: existing }
  }
  const name = request.path.name?.toLowerCase() ?? ''
  const deleted = request.cloud.world.vaults.find((one) => one.name.toLowerCase() === name)
  if (deleted === undefined) throw noNewSite('vaults', 'vaults')
  if (!/^recover$/i.test(body.properties.createMode ?? '') || deleted.resourceId.toLowerCase() !== id.toLowerCase()) {
    const message = `A vault with the same name already exists in deleted state. You need to either recover or purge existing key vault. Follow this link https://go.microsoft.com/fwlink/?linkid=2149745 for more information on soft delete.`
    throw new ArmError(409, 'ConflictError', message)
  }
  delete deleted.deletedAt
  return { resource: deleted, status: 200 }
}

/** Changes what a PATCH names. */
export const patchVault = async (request: ArmRequest, vault: KeyVault): Promise<undefined> => {
  apply(vault, await readBody(request, patchSchema))
}

/** Deletes a vault softly: it does not answer until it is recovered. */
export const deleteVault = ({ c }: ArmRequest, vault: KeyVault): ArmReply => {
  vault.deletedAt = c.get('nowMs')
  return { headers: QUOTA.deletes }
}
