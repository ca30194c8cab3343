import { findResource } from '../world/find-resource.ts'
import type { World } from '../world/model.ts'
import { GRAPH_APP_ID, RESOURCES, type Resource } from '../world/resources.ts'
import { EntraError } from './entra-error.ts'
import type { TenantChoice } from './tenant-segment.ts'

/** One resource that a request names, as it was spelled. */
export interface ResourceRequest {
  resource: Resource
  /** The spelling before the permission; it becomes the token's audience. */
  audience: string
  /** Delegated permissions asked for, without `.default`. */
  permissions: string[]
  isDefault: boolean
}

/** A scope parameter taken apart. */
export interface ScopeRequest {
  openid: boolean
  offlineAccess: boolean
  oidcScopes: string[]
  resources: ResourceRequest[]
}

const OIDC = ['openid', 'profile', 'email', 'offline_access']
const DEFAULT = '.default'

const split = (scope: string): { audience: string; permission: string } => {
  const at = scope.lastIndexOf('/')
  return at < 0
    ? { audience: '', permission: scope }
    : { audience: scope.slice(0, at), permission: scope.slice(at + 1) }
}

const graph = (): Resource => {
  const resource = RESOURCES.find((one) => one.appId === GRAPH_APP_ID)
  if (resource === undefined) throw new Error('Microsoft Graph is missing from the resource table.')
  return resource
}

/** Where scopes are asked for: the directory, and how the path spelled it. */
export interface AskedAt {
  choice: TenantChoice
  segment: string
}

const requireResource = (world: World, { choice, segment }: AskedAt, identifier: string): Resource => {
  const tenant = choice.kind === 'tenant' ? choice.tenant : undefined
  const resource = findResource(world, identifier, tenant?.tenantId)
  if (resource === undefined)
    throw new EntraError(500011, { resource: identifier, tenant: tenant?.displayName ?? segment })
  return resource
}

const add = (world: World, where: AskedAt, resources: ResourceRequest[], scope: string): void => {
  const { audience, permission } = split(scope)
  const bareGraph = audience === '' && Object.hasOwn(graph().scopes, permission)
  if (audience === '' && !bareGraph) throw new EntraError(70011, { scope })
  const resource = bareGraph ? graph() : requireResource(world, where, audience)
  const isDefault = permission === DEFAULT
  if (!isDefault && !Object.hasOwn(resource.scopes, permission)) throw new EntraError(70011, { scope })
  const spelled = bareGraph ? (resource.identifierUris[0] satisfies string) : audience
  const known = resources.find((one) => one.resource.appId === resource.appId)
  if (known === undefined)
    resources.push({ resource, audience: spelled, permissions: isDefault ? [] : [permission], isDefault })
  else if (isDefault) known.isDefault = true
  else known.permissions.push(permission)
}

const words = (scope: string): string[] => scope.split(/\s+/).filter((word) => word !== '')

/** Takes a delegated scope parameter apart; sign-in scopes alone mean Microsoft Graph. */
export const parseScopes = (world: World, scope: string, where: AskedAt): ScopeRequest => {
  const all = words(scope)
  const oidcScopes = all.filter((word) => OIDC.includes(word))
  const resources: ResourceRequest[] = []
  for (const word of all.filter((one) => !OIDC.includes(one))) add(world, where, resources, word)
  if (resources.length === 0) {
    const resource = graph()
    resources.push({ resource, audience: resource.identifierUris[0], permissions: ['User.Read'], isDefault: false })
  }
  return {
    openid: oidcScopes.includes('openid'),
    offlineAccess: oidcScopes.includes('offline_access'),
    oidcScopes,
    resources
  }
}

/** Takes an application's scope parameter apart: exactly one resource, with `/.default`. */
export const parseAppScope = (world: World, scope: string, where: AskedAt): ResourceRequest => {
  const all = words(scope)
  const only = all[0]
  if (only === undefined || all.length > 1) throw new EntraError(70011, { scope })
  const { audience, permission } = split(only)
  if (audience === '' || permission !== DEFAULT) throw new EntraError(1002012, { scope: only })
  const resource = requireResource(world, where, audience)
  return { resource, audience, permissions: [], isDefault: true }
}

/** The granted permissions of one resource, as the token's `scp` says them. */
export const grantedPermissions = (request: ResourceRequest): string[] => {
  const wanted = request.permissions.length === 0 ? [request.resource.defaultScope] : request.permissions
  return [...new Set(wanted)]
}

/** The same request with what else was agreed to. */
export const withPermissions = (request: ResourceRequest, agreed: readonly string[]): ResourceRequest =>
  agreed.length === 0 ? request : { ...request, permissions: [...new Set([...grantedPermissions(request), ...agreed])] }

/** The `scope` member of a token answer. */
export const grantedScopeText = (request: ResourceRequest): string => {
  const base = request.audience
  const granted = grantedPermissions(request).map((permission) => `${base}/${permission}`)
  return [...granted, ...(request.isDefault ? [`${base}/${DEFAULT}`] : [])].join(' ')
}
