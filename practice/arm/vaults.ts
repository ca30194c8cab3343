import type { KeyVault } from '../world/model.ts'
import { systemDataOf } from './system-data.ts'
import { resourceRoute } from './resource-route.ts'

/** Key Vaults, with the way in which they decide who may read. */
export const keyVaults = resourceRoute<KeyVault>({
  type: 'Microsoft.KeyVault/vaults',
  versions: ['2019-09-01', '2021-06-01-preview', '2021-10-01', '2022-07-01', '2023-02-01', '2023-07-01', '2024-11-01'],
  all: (world) => world.vaults,
  show: (cloud, vault) => ({
    id: vault.resourceId,
    name: vault.name,
    type: 'Microsoft.KeyVault/vaults',
    location: vault.location,
    tags: {},
    systemData: systemDataOf(vault),
    properties: {
      sku: { family: 'A', name: 'standard' },
      tenantId: vault.tenantId,
      accessPolicies: vault.accessPolicies.map(({ objectId, secrets }) => ({
        tenantId: vault.tenantId,
        objectId,
        permissions: { keys: [], secrets, certificates: [], storage: [] }
      })),
      enabledForDeployment: false,
      enableSoftDelete: true,
      softDeleteRetentionInDays: 90,
      // Recorded without the member where it is false.
      ...(vault.mode === 'rbac' ? { enableRbacAuthorization: true } : {}),
      vaultUri: `${cloud.origins.vaults[cloud.world.vaults.indexOf(vault)] ?? ''}/`,
      provisioningState: 'Succeeded',
      publicNetworkAccess: 'Enabled'
    }
  })
})
