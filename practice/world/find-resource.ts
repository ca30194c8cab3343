import { servicePrincipalIn } from './directory.ts'
import type { Application, World } from './model.ts'
import { RESOURCES, type Resource } from './resources.ts'

const asResource = ({ appId, displayName, api, groupClaims }: Application): Resource => {
  const [first = 'user_impersonation'] = Object.keys(api?.scopes ?? {})
  return {
    appId,
    displayName,
    identifierUris: api?.identifierUris ?? [appId],
    scopes: api?.scopes ?? {},
    adminScopes: api?.adminScopes ?? [],
    ...(groupClaims ? { groupClaims: true as const } : {}),
    appRoles: api?.appRoles ?? [],
    defaultScope: first,
    idtyp: false,
    namesApplication: false,
    // An application that says nothing about its tokens gets those of version 1.
    tokenVersion: api?.tokenVersion ?? 1
  }
}

/**
 * The API with this application id or URI, with or without a slash at the end: one of Microsoft's, or an application of
 * the world that, where a tenant is given, is present there. By its id an application that offers nothing is one, too: it
 * may ask for a token for itself.
 */
export const findResource = (world: World, identifier: string, tenantId?: string): Resource | undefined => {
  const bare = identifier.replace(/\/$/, '').toLowerCase()
  const known = RESOURCES.find(
    (one) => one.appId === bare || one.identifierUris.includes(bare) || one.furtherUris?.test(bare) === true
  )
  if (known !== undefined) return known
  const application = world.applications.find(
    ({ appId, api, firstParty }) =>
      (!firstParty && appId.toLowerCase() === bare) ||
      api?.identifierUris.some((uri) => uri.toLowerCase() === bare) === true
  )
  if (application === undefined) return undefined
  if (tenantId !== undefined && servicePrincipalIn(application, tenantId) === undefined) return undefined
  return asResource(application)
}
