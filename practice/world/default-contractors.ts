import { ROLES } from './built-in-roles.ts'
import type { WorldInput } from './model.ts'
import { stableId } from './stable-id.ts'

/** What the department made for others: roles that reach them through groups. */
type Contractors = {
  [List in 'resourceGroups' | 'roleDefinitions' | 'groups' | 'managedIdentities' | 'roleAssignments']: NonNullable<
    WorldInput[List]
  >
}

const TILES_ONLY = stableId('role:maps-tiles-only')

/** A contractor's identity that reads one resource group, and a tile cache with a role of the department's own. */
export const contractorsOf = (tenantId: string, subscription: string, mapsAccountId: string): Contractors => {
  const fieldGroup = `${subscription}/resourceGroups/field-rg`
  const identity = (name: string) => ({
    name,
    kind: 'user' as const,
    tenantId,
    clientId: stableId(`identity:${name}`),
    objectId: stableId(`sp:${name}:${tenantId}`),
    resourceId: `${fieldGroup}/providers/Microsoft.ManagedIdentity/userAssignedIdentities/${name}`
  })
  const sync = identity('contractor-sync')
  const tileCache = identity('tile-cache')
  const group = (key: string, displayName: string, members: string[]) => ({
    objectId: stableId(`group:${key}`),
    tenantId,
    displayName,
    members
  })
  const contractors = group('contractors', 'Contractors', [sync.objectId])
  const tileViewers = group('tile-viewers', 'Tile viewers', [tileCache.objectId])
  return {
    resourceGroups: [
      { resourceId: `${subscription}/resourceGroups/gis-rg`, tags: { department: 'GIS' } },
      { resourceId: fieldGroup, location: 'westeurope', tags: { department: 'GIS', team: 'field' } }
    ],
    roleDefinitions: [
      {
        id: TILES_ONLY,
        name: 'Maps tiles only',
        description: 'Practice role: map tiles and their copyright, and nothing else of Azure Maps.',
        dataActions: ['Microsoft.Maps/accounts/services/render/read'],
        assignableScopes: [subscription]
      }
    ],
    groups: [contractors, tileViewers],
    managedIdentities: [sync, tileCache],
    roleAssignments: [
      { principalId: contractors.objectId, roleId: ROLES.reader.id, scope: fieldGroup },
      { principalId: tileViewers.objectId, roleId: TILES_ONLY, scope: mapsAccountId }
    ]
  }
}
