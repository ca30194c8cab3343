import type { AppRole } from './model.ts'
import { GRAPH_ADMIN_SCOPES, GRAPH_APP_ROLES, GRAPH_SCOPE_IDS, GRAPH_SCOPES } from './graph-permissions.ts'

/** An API that tokens are made for. */
export interface Resource {
  appId: string
  displayName: string
  /** Application id URIs without a slash at the end; the first one is the usual spelling. */
  identifierUris: [string, ...string[]]
  /** Further application id URIs, one for each resource of the organisation. */
  furtherUris?: RegExp
  /** Delegated permissions by value, with the words of the consent page. */
  scopes: Record<string, string>
  /** Ids of delegated permissions by value; made up where left out. */
  scopeIds?: Readonly<Record<string, string>>
  /** Permissions for applications. */
  appRoles?: readonly AppRole[]
  /** Those of them that only an administrator may agree to. */
  adminScopes?: readonly string[]
  /** The delegated permission that `.default` stands for. */
  defaultScope: string
  /** Whether the API's tokens carry the idtyp claim. */
  idtyp: boolean
  /** Whether the API's tokens name the application that asked (app_displayname). */
  namesApplication: boolean
  /** Whether the API refuses tokens of revoked sessions at once, and so takes long-lived ones. */
  evaluatesContinuously?: true
  /** Whether the API's tokens name the person's groups. */
  groupClaims?: true
  /** Which claims the API wants in its tokens; version 1 where left out. */
  tokenVersion?: 1 | 2
}

/** The APIs that are present in every tenant of the practice cloud. */
export const RESOURCES: readonly Resource[] = [
  {
    appId: 'ba1ea022-5807-41d5-bbeb-292c7e1cf5f6',
    displayName: 'Azure Maps',
    identifierUris: ['https://atlas.microsoft.com'],
    scopes: { user_impersonation: 'Access Azure Maps' },
    defaultScope: 'user_impersonation',
    idtyp: false,
    namesApplication: false
  },
  {
    appId: '6388acc4-795e-43a9-a320-33075c1eb83b',
    displayName: 'Azure Orbital Microsoft Planetary Computer Pro',
    identifierUris: ['https://geocatalog.spatio.azure.com'],
    scopes: { user_impersonation: 'Access Microsoft Planetary Computer Pro' },
    defaultScope: 'user_impersonation',
    idtyp: false,
    namesApplication: false
  },
  {
    appId: '797f4846-ba00-4fd7-ba43-dac1f8f63013',
    displayName: 'Windows Azure Service Management API',
    identifierUris: ['https://management.azure.com', 'https://management.core.windows.net'],
    scopes: { user_impersonation: 'Access Azure Resource Manager' },
    // [K] From general knowledge, as the next one.
    scopeIds: { user_impersonation: '41094075-9dad-400e-a0bd-54e686782033' },
    defaultScope: 'user_impersonation',
    idtyp: true,
    namesApplication: false,
    evaluatesContinuously: true,
    // [K] Not in a recording.
    groupClaims: true
  },
  {
    appId: 'cfa8b339-82a2-471a-a3c9-0fc0be7a4093',
    displayName: 'Azure Key Vault',
    identifierUris: ['https://vault.azure.net'],
    scopes: { user_impersonation: 'Access Azure Key Vault' },
    scopeIds: { user_impersonation: 'f53da476-18e3-4152-8e01-aec403e6edc0' },
    defaultScope: 'user_impersonation',
    idtyp: true,
    namesApplication: false,
    // [I] Its client library takes claims challenges.
    evaluatesContinuously: true
  },
  {
    // [K] Application id from general knowledge.
    appId: 'e406a681-f3d4-42a8-90b6-c2b029497af1',
    displayName: 'Azure Storage',
    identifierUris: ['https://storage.azure.com'],
    furtherUris: /^https:\/\/[a-z\d]{3,24}\.blob\.core\.windows\.net$/,
    scopes: { user_impersonation: 'Access Azure Storage' },
    defaultScope: 'user_impersonation',
    idtyp: true,
    namesApplication: false
  },
  {
    // [K] Its tokens stand in for a secret: a managed identity proves an application with one.
    appId: 'fb60f99c-7a34-4190-8149-302f77469936',
    displayName: 'Azure AD Token Exchange',
    identifierUris: ['api://azureadtokenexchange'],
    scopes: {},
    defaultScope: '.default',
    idtyp: false,
    namesApplication: false,
    tokenVersion: 2
  },
  {
    appId: '00000003-0000-0000-c000-000000000000',
    displayName: 'Microsoft Graph',
    identifierUris: ['https://graph.microsoft.com'],
    scopes: GRAPH_SCOPES,
    scopeIds: GRAPH_SCOPE_IDS,
    appRoles: GRAPH_APP_ROLES,
    // [K] Which permissions need an administrator.
    adminScopes: GRAPH_ADMIN_SCOPES,
    defaultScope: 'User.Read',
    idtyp: true,
    namesApplication: true,
    evaluatesContinuously: true
  }
]

/** The API that sign-in scopes alone (openid, profile) are asked of. */
export const GRAPH_APP_ID = '00000003-0000-0000-c000-000000000000'
