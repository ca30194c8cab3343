import type { WorldInput } from './model.ts'
import { stableId } from './stable-id.ts'

type ManagedIdentity = NonNullable<WorldInput['managedIdentities']>[number]

const identity = (
  name: string,
  kind: ManagedIdentity['kind'],
  tenantId: string,
  resourceId: string
): ManagedIdentity => ({
  name,
  kind,
  tenantId,
  clientId: stableId(`identity:${name}`),
  objectId: stableId(`sp:${name}:${tenantId}`),
  resourceId
})

/** The worker machine's own identity, then two user-assigned ones that it carries too. */
export const identitiesOf = (tenantId: string, resourceGroup: string): ManagedIdentity[] => {
  const assigned = `${resourceGroup}/providers/Microsoft.ManagedIdentity/userAssignedIdentities`
  return [
    identity(
      'gis-worker',
      'system',
      tenantId,
      `${resourceGroup}/providers/Microsoft.Compute/virtualMachines/gis-worker`
    ),
    identity('field-reader', 'user', tenantId, `${assigned}/field-reader`),
    identity('unused-identity', 'user', tenantId, `${assigned}/unused-identity`)
  ]
}
