import type { JsonBody } from '../../http/json-body.ts'
import type { AppRole, World } from '../../world/model.ts'
import { findResource } from '../../world/find-resource.ts'
import { RESOURCES } from '../../world/resources.ts'
import { stableId } from '../../world/stable-id.ts'

/** What an API offers to clients. */
export interface OfferedPermissions {
  scopes: readonly { id: string; value: string; words: string }[]
  appRoles: readonly AppRole[]
}

/** The id of a delegated permission; where Microsoft's own is not known, one that is the same in every start. */
export const scopeId = (appId: string, value: string): string =>
  RESOURCES.find((one) => one.appId === appId)?.scopeIds?.[value] ?? stableId(`scope:${appId}:${value}`)

/** The permissions of an API, be it Microsoft's or the world's. */
export const offeredBy = (world: World, appId: string): OfferedPermissions => {
  const resource = findResource(world, appId)
  if (resource === undefined) return { scopes: [], appRoles: [] }
  return {
    scopes: Object.entries(resource.scopes).map(([value, words]) => ({ id: scopeId(appId, value), value, words })),
    appRoles: resource.appRoles ?? []
  }
}

/** As a service principal or an application tells its delegated permissions. */
export const permissionScopes = ({ scopes }: OfferedPermissions): JsonBody[] =>
  scopes.map(({ id, value, words }) => ({
    adminConsentDescription: words,
    adminConsentDisplayName: words,
    id,
    isEnabled: true,
    type: 'User',
    userConsentDescription: words,
    userConsentDisplayName: words,
    value
  }))

/** As a service principal or an application tells the permissions that it offers to applications. */
export const appRolesOf = ({ appRoles }: OfferedPermissions): JsonBody[] =>
  appRoles.map(({ id, value, displayName }) => ({
    allowedMemberTypes: ['Application'],
    description: displayName,
    displayName,
    id,
    isEnabled: true,
    origin: 'Application',
    value
  }))
