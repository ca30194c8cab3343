/** A role of Azure's own, as far as its actions matter here. */
export interface BuiltInRole {
  id: string
  name: string
  description: string
  /** Management actions, asked of Azure Resource Manager. */
  actions: readonly string[]
  notActions: readonly string[]
  /** Actions on data, asked of the service itself. */
  dataActions: readonly string[]
}

const role = (
  id: string,
  name: string,
  description: string,
  allowed: Partial<Pick<BuiltInRole, 'actions' | 'notActions' | 'dataActions'>>
): BuiltInRole => ({ id, name, description, actions: [], notActions: [], dataActions: [], ...allowed })

/** What a Key Vault role allows in the portal besides its data actions. */
const VAULT_PORTAL = [
  'Microsoft.Authorization/*/read',
  'Microsoft.Resources/subscriptions/resourceGroups/read',
  'Microsoft.KeyVault/vaults/*/read'
]

const BLOB_SERVICES = 'Microsoft.Storage/storageAccounts/blobServices'

/** The built-in roles that the practice cloud knows. */
export const ROLES = {
  owner: role(
    '8e3af657-a8ff-443c-a75c-2fe8c4bcb635',
    'Owner',
    'Grants full access to manage all resources, including the ability to assign roles in Azure RBAC.',
    { actions: ['*'] }
  ),
  contributor: role(
    'b24988ac-6180-42a0-ab88-20f7382dd24c',
    'Contributor',
    'Grants full access to manage all resources, but does not allow you to assign roles in Azure RBAC, manage assignments in Azure Blueprints, or share image galleries.',
    {
      actions: ['*'],
      notActions: [
        'Microsoft.Authorization/*/Delete',
        'Microsoft.Authorization/*/Write',
        'Microsoft.Authorization/elevateAccess/Action'
      ]
    }
  ),
  reader: role(
    'acdd72a7-3385-48ef-bd42-f606fba81ae7',
    'Reader',
    'View all resources, but does not allow you to make any changes.',
    { actions: ['*/read'] }
  ),
  userAccessAdministrator: role(
    '18d7d88d-d35e-4fb5-a5c3-7773c20a72d9',
    'User Access Administrator',
    'Lets you manage user access to Azure resources.',
    { actions: ['*/read', 'Microsoft.Authorization/*', 'Microsoft.Support/*'] }
  ),
  mapsContributor: role(
    'dba33070-676a-4fb0-87fa-064dc56ff7fb',
    'Azure Maps Contributor',
    'Grants access all Azure Maps resource management.',
    {
      actions: [
        'Microsoft.Authorization/*/read',
        'Microsoft.Maps/*',
        'Microsoft.Resources/subscriptions/resourceGroups/read'
      ]
    }
  ),
  mapsDataReader: role(
    '423170ca-a8f6-4b0f-8487-9e4eb8f49bfa',
    'Azure Maps Data Reader',
    'Grants access to read map related data from an Azure maps account.',
    { dataActions: ['Microsoft.Maps/accounts/*/read'] }
  ),
  mapsSearchAndRender: role(
    '6be48352-4f82-47c9-ad5e-0acacefdb005',
    'Azure Maps Search and Render Data Reader',
    'Grants access to very limited set of data APIs for common visual web SDK scenarios. Specifically, render and search data APIs.',
    {
      dataActions: ['Microsoft.Maps/accounts/services/render/read', 'Microsoft.Maps/accounts/services/search/read']
    }
  ),
  mapsDataContributor: role(
    '8f5e0ce6-4f7b-4dcf-bddf-e6f48634a204',
    'Azure Maps Data Contributor',
    'Grants access to read, write, and delete access to map related data from an Azure maps account.',
    { dataActions: ['Microsoft.Maps/accounts/*'] }
  ),
  mapsDataReadAndBatch: role(
    'd6470a16-71bd-43ab-86b3-6f3a73f4e787',
    'Azure Maps Data Read and Batch',
    'This role can be used to assign read and batch actions on Azure Maps.',
    { dataActions: ['Microsoft.Maps/accounts/*/read', 'Microsoft.Maps/accounts/services/batch/action'] }
  ),
  geoCatalogAdministrator: role(
    'c9c97b9c-105d-4bb5-a2a7-7d15666c2484',
    'GeoCatalog Administrator',
    'Manage GeoCatalogs.',
    {}
  ),
  geoCatalogReader: role('b7b8f583-43d0-40ae-b147-6b46f53661c1', 'GeoCatalog Reader', 'View GeoCatalogs.', {}),
  keyVaultSecretsUser: role('4633458b-17de-408a-b874-0445c86b69e6', 'Key Vault Secrets User', 'Read secret contents.', {
    dataActions: [
      'Microsoft.KeyVault/vaults/secrets/getSecret/action',
      'Microsoft.KeyVault/vaults/secrets/readMetadata/action'
    ]
  }),
  keyVaultReader: role(
    '21090545-7ca7-4776-b22c-e363652d74d2',
    'Key Vault Reader',
    'Read metadata of key vaults and its certificates, keys, and secrets. Cannot read sensitive values such as secret contents or key material.',
    {
      actions: VAULT_PORTAL,
      dataActions: ['Microsoft.KeyVault/vaults/*/read', 'Microsoft.KeyVault/vaults/secrets/readMetadata/action']
    }
  ),
  keyVaultAdministrator: role(
    '00482a5a-887f-4fb3-b363-3b7fe8e74483',
    'Key Vault Administrator',
    'Perform all data plane operations on a key vault and all objects in it, including certificates, keys, and secrets. Cannot manage key vault resources or manage role assignments.',
    { actions: VAULT_PORTAL, dataActions: ['Microsoft.KeyVault/vaults/*'] }
  ),
  keyVaultContributor: role(
    'f25e0fa2-a7c8-4377-a976-54943a77a395',
    'Key Vault Contributor',
    'Manage key vaults, but does not allow you to assign roles in Azure RBAC, and does not allow you to access secrets, keys, or certificates.',
    {
      actions: [
        'Microsoft.Authorization/*/read',
        'Microsoft.KeyVault/*',
        'Microsoft.Resources/subscriptions/resourceGroups/read'
      ],
      notActions: ['Microsoft.KeyVault/locations/deletedVaults/purge/action', 'Microsoft.KeyVault/hsmPools/*']
    }
  ),
  keyVaultSecretsOfficer: role(
    'b86a8fe4-44ce-4948-aee5-eccb2c155cd7',
    'Key Vault Secrets Officer',
    'Perform any action on the secrets of a key vault, except manage permissions.',
    { actions: VAULT_PORTAL, dataActions: ['Microsoft.KeyVault/vaults/secrets/*'] }
  ),
  // [K] Ids and actions of the storage roles come from general knowledge; they were not re-checked.
  storageBlobDataReader: role(
    '2a2b9908-6ea1-4ae2-8e65-a410df84e7d1',
    'Storage Blob Data Reader',
    'Allows for read access to Azure Storage blob containers and data',
    {
      actions: [`${BLOB_SERVICES}/containers/read`, `${BLOB_SERVICES}/generateUserDelegationKey/action`],
      dataActions: [`${BLOB_SERVICES}/containers/blobs/read`]
    }
  ),
  storageBlobDataContributor: role(
    'ba92f5b4-2d11-453d-a403-e96b0029c9fe',
    'Storage Blob Data Contributor',
    'Allows for read, write and delete access to Azure Storage blob containers and data',
    {
      actions: [
        `${BLOB_SERVICES}/containers/delete`,
        `${BLOB_SERVICES}/containers/read`,
        `${BLOB_SERVICES}/containers/write`,
        `${BLOB_SERVICES}/generateUserDelegationKey/action`
      ],
      dataActions: [
        `${BLOB_SERVICES}/containers/blobs/delete`,
        `${BLOB_SERVICES}/containers/blobs/read`,
        `${BLOB_SERVICES}/containers/blobs/write`,
        `${BLOB_SERVICES}/containers/blobs/move/action`,
        `${BLOB_SERVICES}/containers/blobs/add/action`
      ]
    }
  ),
  storageBlobDataOwner: role(
    'b7e6dc6d-f1e8-4753-8033-0f276bb0955b',
    'Storage Blob Data Owner',
    'Allows for full access to Azure Storage blob containers and data, including assigning POSIX access control.',
    {
      actions: [`${BLOB_SERVICES}/containers/*`, `${BLOB_SERVICES}/generateUserDelegationKey/action`],
      dataActions: [`${BLOB_SERVICES}/containers/blobs/*`]
    }
  )
} as const satisfies Record<string, BuiltInRole>

/** A role by its short name in this table. */
export type RoleName = keyof typeof ROLES
