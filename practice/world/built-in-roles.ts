/** The built-in roles that the practice cloud knows, with the data actions that they give. */
export const ROLES = {
  owner: { id: '8e3af657-a8ff-443c-a75c-2fe8c4bcb635', name: 'Owner', dataActions: [] },
  contributor: { id: 'b24988ac-6180-42a0-ab88-20f7382dd24c', name: 'Contributor', dataActions: [] },
  reader: { id: 'acdd72a7-3385-48ef-bd42-f606fba81ae7', name: 'Reader', dataActions: [] },
  mapsDataReader: {
    id: '423170ca-a8f6-4b0f-8487-9e4eb8f49bfa',
    name: 'Azure Maps Data Reader',
    dataActions: ['Microsoft.Maps/accounts/*/read']
  },
  mapsSearchAndRender: {
    id: '6be48352-4f82-47c9-ad5e-0acacefdb005',
    name: 'Azure Maps Search and Render Data Reader',
    dataActions: ['Microsoft.Maps/accounts/services/render/read', 'Microsoft.Maps/accounts/services/search/read']
  },
  mapsDataContributor: {
    id: '8f5e0ce6-4f7b-4dcf-bddf-e6f48634a204',
    name: 'Azure Maps Data Contributor',
    dataActions: ['Microsoft.Maps/accounts/*']
  },
  mapsDataReadAndBatch: {
    id: 'd6470a16-71bd-43ab-86b3-6f3a73f4e787',
    name: 'Azure Maps Data Read and Batch',
    dataActions: ['Microsoft.Maps/accounts/*/read', 'Microsoft.Maps/accounts/services/batch/action']
  },
  geoCatalogAdministrator: {
    id: 'c9c97b9c-105d-4bb5-a2a7-7d15666c2484',
    name: 'GeoCatalog Administrator',
    dataActions: []
  },
  keyVaultSecretsUser: {
    id: '4633458b-17de-408a-b874-0445c86b69e6',
    name: 'Key Vault Secrets User',
    dataActions: [
      'Microsoft.KeyVault/vaults/secrets/getSecret/action',
      'Microsoft.KeyVault/vaults/secrets/readMetadata/action'
    ]
  },
  keyVaultSecretsOfficer: {
    id: 'b86a8fe4-44ce-4948-aee5-eccb2c155cd7',
    name: 'Key Vault Secrets Officer',
    dataActions: ['Microsoft.KeyVault/vaults/secrets/*']
  },
  geoCatalogReader: { id: 'b7b8f583-43d0-40ae-b147-6b46f53661c1', name: 'GeoCatalog Reader', dataActions: [] }
} as const satisfies Record<string, { id: string; name: string; dataActions: readonly string[] }>

/** A role by its short name in this table. */
export type RoleName = keyof typeof ROLES
