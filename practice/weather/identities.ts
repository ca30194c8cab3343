import { decodeJwt } from 'jose'
import { findApplication, findTenant } from '../world/directory.ts'
import { findResource } from '../world/find-resource.ts'
import type { Application, Tenant, User, World } from '../world/model.ts'
import type { Resource } from '../world/resources.ts'
import type { Flow, Identity } from './match.ts'

const textsOf = (values: readonly unknown[]): string[] =>
  values.filter((value): value is string => typeof value === 'string')

const appNames = (application: Application | undefined): string[] =>
  application === undefined ? [] : [application.appId, application.displayName]

const tenantNames = (tenant: Tenant | undefined): string[] =>
  tenant === undefined ? [] : [tenant.tenantId, ...tenant.domains, tenant.displayName]

const resourceNames = ({ appId, identifierUris, displayName }: Resource): string[] => [
  appId,
  ...identifierUris,
  displayName
]

/** Who asks Entra ID for what, as far as it is known. */
export const signInIdentity = (
  flow: Flow,
  asks: { user?: User; application: Application; resources: readonly Resource[]; tenant: Tenant }
): Identity => ({
  flow,
  user: asks.user === undefined ? [] : [asks.user.userPrincipalName],
  app: appNames(asks.application),
  resource: asks.resources.flatMap(resourceNames),
  tenant: tenantNames(asks.tenant)
})

/** Whose token a service got, unchecked: enough to tell whose weather it is. Undefined without a token. */
export const bearerIdentity = (world: World, authorization: string | undefined): Identity | undefined => {
  const token = /^Bearer\s+(\S+)$/i.exec(authorization ?? '')?.[1]
  if (token === undefined) return undefined
  try {
    const claims = decodeJwt(token)
    const [appId] = textsOf([claims.appid, claims.azp])
    const [tenantId] = textsOf([claims.tid])
    return {
      user: textsOf([claims.upn, claims.unique_name, claims.preferred_username, claims.oid]),
      app: appId === undefined ? [] : [appId, ...appNames(findApplication(world, appId))],
      resource: textsOf([claims.aud]).flatMap((aud) => {
        const resource = findResource(world, aud)
        return resource === undefined ? [aud] : [aud, ...resourceNames(resource)]
      }),
      tenant: tenantId === undefined ? [] : [tenantId, ...tenantNames(findTenant(world, tenantId))]
    }
  } catch {
    return undefined
  }
}
