import { servicePrincipalIn } from '../../world/directory.ts'
import type { Application, ManagedIdentity, ServicePrincipal, Tenant, World } from '../../world/model.ts'
import { RESOURCES, type Resource } from '../../world/resources.ts'
import { stableId } from '../../world/stable-id.ts'

/** Something that has a service principal in a tenant: an application, one of Microsoft's APIs, or a managed identity. */
export type Presence = { objectId: string; appId: string; displayName: string } & (
  | { kind: 'application'; application: Application; principal: ServicePrincipal }
  | { kind: 'api'; resource: Resource }
  | { kind: 'identity'; identity: ManagedIdentity }
)

/** The object id of an API's service principal in a tenant. */
export const apiObjectId = (appId: string, tenantId: string): string => stableId(`sp:${appId}:${tenantId}`)

/** Everything that has a service principal in a tenant. */
export const presencesIn = (world: World, { tenantId }: Tenant): Presence[] => [
  ...world.applications.flatMap((application): Presence[] => {
    const principal = servicePrincipalIn(application, tenantId)
    if (principal === undefined) return []
    const { appId, displayName } = application
    return [{ kind: 'application', objectId: principal.objectId, appId, displayName, application, principal }]
  }),
  ...world.managedIdentities
    .filter((identity) => identity.tenantId === tenantId)
    .map((identity): Presence => ({
      kind: 'identity',
      objectId: identity.objectId,
      appId: identity.clientId,
      displayName: identity.name,
      identity
    })),
  ...RESOURCES.map((resource): Presence => ({
    kind: 'api',
    objectId: apiObjectId(resource.appId, tenantId),
    appId: resource.appId,
    displayName: resource.displayName,
    resource
  }))
]

/** The presence with this object id. */
export const presenceById = (world: World, tenant: Tenant, objectId: string): Presence | undefined =>
  presencesIn(world, tenant).find((one) => one.objectId === objectId.toLowerCase())

/** The presence of the application or API with this application id. */
export const presenceOfApp = (world: World, tenant: Tenant, appId: string): Presence | undefined =>
  presencesIn(world, tenant).find((one) => one.appId === appId.toLowerCase())
