import type { KeyVault } from '../world/model.ts'
import { resourceRoute } from './resource-route.ts'
import { originOf } from './site-origins.ts'
import { systemDataOf } from './system-data.ts'
import { changePolicies } from './vault-policies.ts'
import { deleteVault, patchVault, putVault } from './vault-changes.ts'
import { VAULT_VERSIONS } from './vault-versions.ts'

const DENIED = { bypass: 'AzureServices', defaultAction: 'Deny', ipRules: [], virtualNetworkRules: [] }

/** Key Vaults, with the way in which they decide who may read. */
export const keyVaults = resourceRoute<KeyVault>({
  type: 'Microsoft.KeyVault/vaults',
  versions: VAULT_VERSIONS,
  all: (world) => world.vaults.filter(({ deletedAt }) => deletedAt === undefined),
  show: (_cloud, vault) => ({
    id: vault.resourceId,
    name: vault.name,
    type: 'Microsoft.KeyVault/vaults',
    location: vault.location,
    tags: vault.tags,
    systemData: systemDataOf(vault),
    properties: {
      sku: { family: 'A', name: 'standard' },
      tenantId: vault.tenantId,
      ...(vault.firewall ? { networkAcls: DENIED } : {}),
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
      vaultUri: `${originOf(vault)}/`,
      provisioningState: 'Succeeded',
      publicNetworkAccess: 'Enabled'
    }
  }),
  put: putVault,
  patch: patchVault,
  remove: deleteVault,
  operations: {
    accesspolicies: { method: 'PUT', permission: 'accessPolicies/write', deep: true, run: changePolicies }
  }
})
