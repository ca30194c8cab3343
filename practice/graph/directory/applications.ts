import type { JsonBody } from '../../http/json-body.ts'
import type { Application, Tenant, World } from '../../world/model.ts'
import { stableId } from '../../world/stable-id.ts'
import { appRolesOf, offeredBy, permissionScopes } from './api-permissions.ts'
import { keyCredentials, passwordCredential } from './credentials.ts'
import { type Entity, type EntityType, graphTime } from './entity.ts'

/** The object id of an application registration, which is not its application id. */
export const applicationObjectId = ({ appId }: Pick<Application, 'appId'>): string => stableId(`application:${appId}`)

/** What nothing in the world says, in the places where Microsoft Graph sends it. */
const blank = {
  id: '',
  deletedDateTime: null,
  appId: '',
  applicationTemplateId: null,
  disabledByMicrosoftStatus: null,
  createdDateTime: null as string | null,
  displayName: '',
  description: null,
  groupMembershipClaims: null as string | null,
  identifierUris: [] as string[],
  isDeviceOnlyAuthSupported: null,
  isFallbackPublicClient: null as boolean | null,
  notes: null,
  publisherDomain: '',
  serviceManagementReference: null,
  signInAudience: 'AzureADMyOrg',
  tags: [],
  tokenEncryptionKeyId: null,
  defaultRedirectUri: null,
  certification: null,
  optionalClaims: null,
  addIns: [],
  api: {},
  appRoles: [] as JsonBody[],
  info: { logoUrl: null, marketingUrl: null, privacyStatementUrl: null, supportUrl: null, termsOfServiceUrl: null },
  keyCredentials: [] as JsonBody[],
  parentalControlSettings: { countriesBlockedForMinors: [], legalAgeGroupRule: 'Allow' },
  passwordCredentials: [] as JsonBody[],
  publicClient: { redirectUris: [] as string[] },
  requiredResourceAccess: [] as JsonBody[],
  verifiedPublisher: { displayName: null, verifiedPublisherId: null, addedDateTime: null },
  web: {},
  spa: { redirectUris: [] }
}

/** An application registration. */
export const APPLICATION: EntityType = { name: 'application', properties: Object.keys(blank) }

/** A registration with all its properties. */
export const toApplication = (world: World, tenant: Tenant, application: Application): Entity => {
  const offered = offeredBy(world, application.appId)
  const isPublic = application.kind === 'public'
  const id = applicationObjectId(application)
  return {
    type: APPLICATION,
    id,
    body: {
      ...blank,
      id,
      appId: application.appId,
      createdDateTime: application.createdAt === undefined ? null : graphTime(application.createdAt),
      displayName: application.displayName,
      groupMembershipClaims: application.groupClaims ? 'SecurityGroup' : null,
      identifierUris: application.api?.identifierUris ?? [],
      isFallbackPublicClient: isPublic ? true : null,
      publisherDomain: tenant.defaultDomain,
      signInAudience: application.signInAudience,
      api: {
        acceptMappedClaims: null,
        knownClientApplications: [],
        requestedAccessTokenVersion: application.api?.tokenVersion ?? null,
        oauth2PermissionScopes: permissionScopes(offered),
        preAuthorizedApplications: []
      },
      appRoles: appRolesOf(offered),
      keyCredentials: keyCredentials(application),
      passwordCredentials: application.secrets
        .filter(({ tenantId }) => tenantId === undefined)
        .map((secret) => passwordCredential(secret)),
      publicClient: { redirectUris: isPublic ? application.redirectUris : [] },
      requiredResourceAccess: application.requiredResourceAccess ?? [],
      web: {
        homePageUrl: null,
        logoutUrl: null,
        redirectUris: isPublic ? [] : application.redirectUris,
        implicitGrantSettings: {
          enableAccessTokenIssuance: application.implicitGrant.accessTokens,
          enableIdTokenIssuance: application.implicitGrant.idTokens
        }
      },
      spa: { redirectUris: application.spaRedirectUris ?? [] }
    }
  }
}

/** The registrations that a tenant is home to. */
export const registrationsOf = (world: World, { tenantId }: Tenant): Application[] =>
  world.applications.filter((application) => application.homeTenantId === tenantId && !application.firstParty)

/** The same, with all their properties. */
export const applicationsOf = (world: World, tenant: Tenant): Entity[] =>
  registrationsOf(world, tenant).map((application) => toApplication(world, tenant, application))
