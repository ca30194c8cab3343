/** Spellings that the state file takes besides the schema's own fields, by list. */
export const SHORT_FIELDS: Readonly<Record<string, readonly string[]>> = {
  users: ['home', 'guestIn'],
  memberships: ['tenant'],
  groups: ['tenant'],
  applications: ['homeTenant'],
  servicePrincipals: ['tenant'],
  consents: ['app', 'tenant', 'user', 'resource'],
  appRoleAssignments: ['tenant', 'principal', 'resource'],
  subscriptions: ['tenant'],
  resourceGroups: ['name', 'subscription'],
  mapsAccounts: ['tenant', 'subscription', 'resourceGroup'],
  geoCatalogs: ['tenant', 'subscription', 'resourceGroup'],
  vaults: ['tenant', 'subscription', 'resourceGroup'],
  accessPolicies: ['principal'],
  secrets: ['value', 'sharedKeyOf', 'sharedKey', 'contentType', 'enabled', 'notBefore', 'expires', 'tags'],
  versions: ['sharedKeyOf', 'sharedKey'],
  storageAccounts: ['tenant', 'subscription', 'resourceGroup'],
  managedIdentities: ['tenant', 'subscription', 'resourceGroup'],
  roleAssignments: ['role', 'principal']
}
