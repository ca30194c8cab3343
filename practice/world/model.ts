import type * as v from 'valibot'
import type {
  applicationSchema,
  appRoleSchema,
  clientSecretSchema,
  servicePrincipalSchema
} from './model/applications.ts'
import type { consentSchema, groupSchema, membershipSchema, tenantSchema, userSchema } from './model/directory.ts'
import type {
  geoCatalogSchema,
  ingestionSchema,
  ingestionSourceSchema,
  stacCollectionSchema,
  stacItemSchema
} from './model/geocatalogs.ts'
import type { mapsAccountSchema } from './model/maps.ts'
import type { managedIdentitySchema, roleAssignmentSchema, roleDefinitionSchema } from './model/resource-manager.ts'
import type { blobSchema, containerSchema, storageAccountSchema } from './model/storage.ts'
import type { keyVaultSchema, secretPermissionSchema, secretVersionSchema, vaultSecretSchema } from './model/vaults.ts'
import type { worldSchema } from './model/world.ts'

export type Tenant = v.InferOutput<typeof tenantSchema>
export type Membership = v.InferOutput<typeof membershipSchema>
export type User = v.InferOutput<typeof userSchema>
export type Consent = v.InferOutput<typeof consentSchema>
export type Group = v.InferOutput<typeof groupSchema>
export type ClientSecret = v.InferOutput<typeof clientSecretSchema>
export type ServicePrincipal = v.InferOutput<typeof servicePrincipalSchema>
export type AppRole = v.InferOutput<typeof appRoleSchema>
export type Application = v.InferOutput<typeof applicationSchema>
export type RoleDefinition = v.InferOutput<typeof roleDefinitionSchema>
export type RoleAssignment = v.InferOutput<typeof roleAssignmentSchema>
export type ManagedIdentity = v.InferOutput<typeof managedIdentitySchema>
export type MapsAccount = v.InferOutput<typeof mapsAccountSchema>
export type StacItem = v.InferOutput<typeof stacItemSchema>
export type StacCollection = v.InferOutput<typeof stacCollectionSchema>
export type IngestionSource = v.InferOutput<typeof ingestionSourceSchema>
export type Ingestion = v.InferOutput<typeof ingestionSchema>
export type GeoCatalog = v.InferOutput<typeof geoCatalogSchema>
export type SecretVersion = v.InferOutput<typeof secretVersionSchema>
export type VaultSecret = v.InferOutput<typeof vaultSecretSchema>
export type SecretPermission = v.InferOutput<typeof secretPermissionSchema>
export type KeyVault = v.InferOutput<typeof keyVaultSchema>
export type StoredBlob = v.InferOutput<typeof blobSchema>
export type BlobContainer = v.InferOutput<typeof containerSchema>
export type StorageAccount = v.InferOutput<typeof storageAccountSchema>

/** Everything that one practice cloud knows; services read it and sign-in changes it. The schemas in model/ say what each field is. */
export type World = v.InferOutput<typeof worldSchema>

/** A world as the state file and the built-in worlds write it: what has a default may be left out. */
export type WorldInput = v.InferInput<typeof worldSchema>
