import type { Caller } from '../entra/verify-token.ts'
import { mayManage } from '../world/authorization.ts'
import type { World } from '../world/model.ts'
import { ArmError } from './arm-error.ts'

const issuer = (tenantId: string): string => `https://sts.windows.net/${tenantId}/`

/** The 403 that says who may not do what where. */
export const authorizationFailed = (caller: Caller, scope: string, action: string): ArmError =>
  new ArmError(
    403,
    'AuthorizationFailed',
    `The client '${caller.name}' with object id '${caller.objectId}' does not have authorization to perform action '${action}' over scope '${scope}' or the scope is invalid. If access was recently granted, please refresh your credentials.`
  )

/** Lets the caller pass who may do this action at this scope. */
export const requirePermission = (world: World, caller: Caller, scope: string, action: string): void => {
  if (!mayManage(world, caller.objectId, scope, action)) throw authorizationFailed(caller, scope, action)
}

const subscriptionIn = (scope: string): string | undefined => /^\/subscriptions\/([^/]+)/i.exec(scope)?.[1]

const find = (world: World, id: string): World['subscriptions'][number] | undefined =>
  world.subscriptions.find((one) => one.subscriptionId === id.toLowerCase())

/** Whether a scope is of a tenant; one outside of all subscriptions is of every tenant. */
export const isOfTenant = (world: World, tenantId: string, scope: string): boolean => {
  const id = subscriptionIn(scope)
  return id === undefined || find(world, id)?.tenantId === tenantId
}

/** The subscription of a scope must be there, and the token be of its tenant. */
export const requireSubscription = (world: World, caller: Caller, scope: string): void => {
  const id = subscriptionIn(scope)
  if (id === undefined) return
  const found = find(world, id)
  if (found === undefined)
    throw new ArmError(404, 'SubscriptionNotFound', `The subscription '${id}' could not be found.`)
  const { tenantId } = found
  if (tenantId === caller.tenantId) return
  const message = `The access token is from the wrong issuer '${issuer(caller.tenantId)}'. It must match the tenant '${issuer(tenantId)}' associated with this subscription. Please use the authority (URL) 'https://login.windows.net/${tenantId}' to get the token.`
  throw new ArmError(401, 'InvalidAuthenticationTokenTenant', message, {
    challenge: `Bearer authorization_uri="https://login.windows.net/${tenantId}", error="invalid_token", error_description="${message}"`
  })
}
