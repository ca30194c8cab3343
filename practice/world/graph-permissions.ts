/** A permission of Microsoft Graph: ids of the delegated and of the application one, where there is such a one. */
interface GraphPermission {
  value: string
  delegatedId?: string
  applicationId?: string
  words: string
}

const permission = (
  value: string,
  words: string,
  delegatedId: string | undefined,
  applicationId?: string
): GraphPermission => ({
  value,
  words,
  ...(delegatedId === undefined ? {} : { delegatedId }),
  ...(applicationId === undefined ? {} : { applicationId })
})

/** [K] Ids from general knowledge, not re-checked. */
const PERMISSIONS: readonly GraphPermission[] = [
  permission('User.Read', 'Sign you in and read your profile', 'e1fe6dd8-ba31-4d61-89e7-88639da4683d'),
  permission(
    'User.ReadBasic.All',
    "Read all users' basic profiles",
    'b340eb25-3456-403f-be2f-af7a0d370277',
    '97235f07-e226-4f63-ace3-39588e11d3a1'
  ),
  permission(
    'User.Read.All',
    "Read all users' full profiles",
    'a154be20-db9c-4678-8ab7-66f6cc099a59',
    'df021288-bdef-4463-88db-98f22de89214'
  ),
  permission(
    'User.ReadWrite.All',
    "Read and write all users' full profiles",
    '204e0828-b5ca-4ad8-b9f3-f32a958e7cc4',
    '741f803b-c850-494e-b5df-cde7c675a1ca'
  ),
  permission(
    'Group.Read.All',
    'Read all groups',
    '5f8c59db-677d-491f-a6b8-5f174b11ec1d',
    '5b567255-7703-4780-807c-7be8301ae99b'
  ),
  permission(
    'Group.ReadWrite.All',
    'Read and write all groups',
    '4e46008b-f24c-477d-8fff-7bb4ec7aafe0',
    '62a82d76-70ea-41e2-9197-370581804d09'
  ),
  permission(
    'GroupMember.Read.All',
    'Read group memberships',
    'bc024368-1153-4739-b217-4326f2e966d0',
    '98830695-27a2-44f7-8c18-0c3ebc9698f6'
  ),
  permission(
    'Organization.Read.All',
    'Read organization information',
    '4908d5b9-3fb2-4b1e-9336-1888b7937185',
    '498476ce-e0fe-48b0-b801-37ba7e2685c6'
  ),
  permission(
    'Domain.Read.All',
    'Read domains',
    '2f9ee017-59c1-4f1d-9472-bd5529a7b311',
    'dbb9058a-0e50-45d7-ae91-66909b5d4664'
  ),
  permission(
    'Application.Read.All',
    'Read applications',
    'c79f8feb-a9db-4090-85f9-90d820caa0eb',
    '9a5d68dd-52b0-4cc2-bd40-abcf44ac3a30'
  ),
  permission(
    'Application.ReadWrite.All',
    'Read and write all applications',
    'bdfbf15f-ee85-4955-8675-146e8e5296b5',
    '1bfefb4e-e0b5-418b-a88f-73c46d2cc8e9'
  ),
  permission(
    'Application.ReadWrite.OwnedBy',
    'Manage apps that this app creates or owns',
    undefined,
    '18a4783c-866b-4cc7-a460-3d5e5662c884'
  ),
  permission(
    'AppRoleAssignment.ReadWrite.All',
    'Manage app permission grants and app role assignments',
    '84bccea3-f856-4a8a-967b-dbe0a3d53a64',
    '06b708a9-e830-4db3-a914-8e69da51d44f'
  ),
  permission(
    'DelegatedPermissionGrant.Read.All',
    'Read delegated permission grants',
    'a197cdc4-a8e0-4d49-9d35-4ca7c17887aa',
    '81b4724a-58aa-41c1-8a55-84ef97466587'
  ),
  permission(
    'DelegatedPermissionGrant.ReadWrite.All',
    'Manage all delegated permission grants',
    '41ce6ca6-6826-4807-84f1-1c82854f7ee5',
    '8e8e4742-1d95-4f68-9d56-6ee75648c72a'
  ),
  permission(
    'Directory.Read.All',
    'Read directory data',
    '06da0dbc-49e2-44d2-8312-53f166ab848a',
    '7ab1d382-f21e-4acd-a863-ba3e13f7da61'
  ),
  permission(
    'Directory.ReadWrite.All',
    'Read and write directory data',
    'c5366453-9fb0-48a5-a156-24f0c49a4b84',
    '19dbc75e-c2e2-444c-a770-ec69d8559fc7'
  ),
  permission('Directory.AccessAsUser.All', 'Access the directory as you', '0e263e50-5827-48a4-b97c-d940288653c7')
]

const delegated = PERMISSIONS.filter(({ delegatedId }) => delegatedId !== undefined)

/** Delegated permissions by value, with the words of the consent page. */
export const GRAPH_SCOPES: Record<string, string> = Object.fromEntries(
  delegated.map(({ value, words }) => [value, words])
)

/** Ids of the delegated permissions. */
export const GRAPH_SCOPE_IDS: Record<string, string> = Object.fromEntries(
  delegated.map(({ value, delegatedId = '' }) => [value, delegatedId])
)

/** Permissions that an administrator gives to applications. */
export const GRAPH_APP_ROLES = PERMISSIONS.flatMap(({ value, applicationId, words }) =>
  applicationId === undefined ? [] : [{ id: applicationId, value, displayName: words }]
)

const FOR_EVERYBODY = ['User.Read', 'User.ReadBasic.All']

/** Delegated permissions that only an administrator may agree to. */
export const GRAPH_ADMIN_SCOPES = delegated.map(({ value }) => value).filter((value) => !FOR_EVERYBODY.includes(value))
