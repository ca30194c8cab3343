import type { JsonBody } from '../../http/json-body.ts'
import type { Tenant, World } from '../../world/model.ts'
import { appRolesOf, offeredBy, permissionScopes } from './api-permissions.ts'
import { passwordCredential } from './credentials.ts'
import { type Entity, type EntityType, graphTime } from './entity.ts'
import { type Presence, presencesIn } from './presences.ts'

/** The tenant that Microsoft's own applications belong to. */
const MICROSOFT_TENANT = 'f8cdef31-a31e-4b4a-93e4-5f571e91255a'

/** What nothing in the world says, in the places where Microsoft Graph sends it. */
const blank = (id: string, appId: string, displayName: string) => ({
  id,
  deletedDateTime: null as string | null,
  accountEnabled: true,
  alternativeNames: [] as string[],
  appDisplayName: displayName as string | null,
  appDescription: null,
  appId,
  applicationTemplateId: null,
  appOwnerOrganizationId: MICROSOFT_TENANT as string | null,
  appRoleAssignmentRequired: false,
  createdDateTime: null as string | null,
  description: null,
  disabledByMicrosoftStatus: null,
  displayName,
  homepage: null,
  loginUrl: null,
  logoutUrl: null,
  notes: null,
  notificationEmailAddresses: [],
  preferredSingleSignOnMode: null,
  preferredTokenSigningKeyThumbprint: null,
  replyUrls: [] as string[],
  servicePrincipalNames: [appId],
  servicePrincipalType: 'Application',
  signInAudience: 'AzureADMultipleOrgs' as string | null,
  tags: [] as string[],
  tokenEncryptionKeyId: null,
  samlSingleSignOnSettings: null,
  verifiedPublisher: { displayName: null, verifiedPublisherId: null, addedDateTime: null },
  addIns: [],
  appRoles: [] as JsonBody[],
  info: { logoUrl: null, marketingUrl: null, privacyStatementUrl: null, supportUrl: null, termsOfServiceUrl: null },
  keyCredentials: [] as JsonBody[],
  oauth2PermissionScopes: [] as JsonBody[],
  passwordCredentials: [] as JsonBody[],
  resourceSpecificApplicationPermissions: []
})

/** An application's presence in a tenant. */
export const SERVICE_PRINCIPAL: EntityType = { name: 'servicePrincipal', properties: Object.keys(blank('', '', '')) }

const offers = (world: World, appId: string) => {
  const offered = offeredBy(world, appId)
  return { appRoles: appRolesOf(offered), oauth2PermissionScopes: permissionScopes(offered) }
}

const particulars = (world: World, presence: Presence): JsonBody => {
  switch (presence.kind) {
    case 'api':
      return {
        servicePrincipalNames: [presence.appId, ...presence.resource.identifierUris],
        ...offers(world, presence.appId)
      }
    case 'identity': {
      const { identity } = presence
      return {
        alternativeNames: [`isExplicit=${identity.kind === 'user' ? 'True' : 'False'}`, identity.resourceId],
        appDisplayName: null,
        appOwnerOrganizationId: null,
        servicePrincipalType: 'ManagedIdentity',
        signInAudience: null
      }
    }
    case 'application': {
      const { application, principal } = presence
      return {
        accountEnabled: principal.enabled,
        appOwnerOrganizationId: application.homeTenantId,
        appRoleAssignmentRequired: principal.assignmentRequired,
        createdDateTime: application.createdAt === undefined ? null : graphTime(application.createdAt),
        replyUrls: application.redirectUris,
        servicePrincipalNames: [application.appId, ...(application.api?.identifierUris ?? [])],
        signInAudience: application.signInAudience,
        ...offers(world, application.appId),
        passwordCredentials: application.secrets
          .filter(({ tenantId }) => tenantId === principal.tenantId)
          .map((secret) => passwordCredential(secret))
      }
    }
  }
}

/** A service principal with all its properties. */
export const toServicePrincipal = (world: World, presence: Presence): Entity => {
  const { objectId, appId, displayName } = presence
  return {
    type: SERVICE_PRINCIPAL,
    id: objectId,
    body: { ...blank(objectId, appId, displayName), ...particulars(world, presence) },
    ...(presence.kind === 'api' && presence.resource.scopeIds === undefined
      ? { guessed: 'oauth2PermissionScopes' }
      : {})
  }
}

/** The service principals of a tenant, Microsoft's among them. */
export const servicePrincipalsOf = (world: World, tenant: Tenant): Entity[] =>
  presencesIn(world, tenant).map((presence) => toServicePrincipal(world, presence))
