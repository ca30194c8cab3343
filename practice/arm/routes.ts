import type { ArmRoute } from './arm-request.ts'
import { checkVaultName, deletedVault, deletedVaults } from './deleted-vaults.ts'
import { geoCatalogOperations, geoCatalogs } from './geocatalogs.ts'
import { identities } from './identities.ts'
import { mapsAccounts } from './maps-accounts.ts'
import { mapsOperations } from './maps-operations.ts'
import { EMPTY_LISTS, permissions } from './permissions.ts'
import { roleAssignments } from './role-assignments.ts'
import { roleDefinitions } from './role-definitions.ts'
import { storageAccounts } from './storage-accounts.ts'
import { keyVaults } from './vaults.ts'

/** Every resource type that the practice cloud has. */
export const ROUTES: readonly ArmRoute[] = [
  mapsAccounts,
  geoCatalogs,
  keyVaults,
  storageAccounts,
  identities,
  deletedVaults,
  deletedVault,
  checkVaultName,
  geoCatalogOperations,
  mapsOperations,
  roleAssignments,
  roleDefinitions,
  permissions,
  ...EMPTY_LISTS
]
