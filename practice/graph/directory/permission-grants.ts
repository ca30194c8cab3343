import type { Consent, Tenant, World } from '../../world/model.ts'
import type { Entity, EntityType } from './entity.ts'
import { packedId } from './packed-id.ts'
import { offeredBy } from './api-permissions.ts'
import { presenceOfApp } from './presences.ts'

/** A delegated permission that somebody agreed to. */
export const PERMISSION_GRANT: EntityType = {
  name: 'oAuth2PermissionGrant',
  properties: ['clientId', 'consentType', 'id', 'principalId', 'resourceId', 'scope']
}

/** A consent as Microsoft Graph tells it; undefined when its client or API has no service principal in the tenant. */
export const toPermissionGrant = (world: World, tenant: Tenant, consent: Consent): Entity | undefined => {
  const client = presenceOfApp(world, tenant, consent.appId)
  const resource = presenceOfApp(world, tenant, consent.resourceAppId)
  if (client === undefined || resource === undefined) return undefined
  const principalId = consent.userObjectId
  const scopes = consent.scopes ?? offeredBy(world, resource.appId).scopes.map(({ value }) => value)
  const id = packedId(client.objectId, resource.objectId, ...(principalId === null ? [] : [principalId]))
  return {
    type: PERMISSION_GRANT,
    id,
    body: {
      clientId: client.objectId,
      consentType: principalId === null ? 'AllPrincipals' : 'Principal',
      id,
      principalId,
      resourceId: resource.objectId,
      scope: scopes.join(' ')
    }
  }
}

/** The consents of a tenant. */
export const permissionGrantsOf = (world: World, tenant: Tenant): Entity[] =>
  world.consents
    .filter(({ tenantId }) => tenantId === tenant.tenantId)
    .flatMap((consent) => toPermissionGrant(world, tenant, consent) ?? [])
