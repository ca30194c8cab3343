import { visibleSubscriptions } from '../world/authorization.ts'
import type { JsonBody } from '../http/json-body.ts'
import type { World } from '../world/model.ts'
import { requireApiVersion } from './api-version.ts'
import { ArmError } from './arm-error.ts'
import { authorizationFailed, requireSubscription } from './arm-permission.ts'
import { type ArmReply, page, QUOTA } from './arm-request.ts'
import { LOCATIONS } from './locations.ts'
import type { PlainRequest } from './plain-request.ts'

type Subscription = World['subscriptions'][number]

/** States in which a subscription takes no changes. */
const READ_ONLY: readonly Subscription['state'][] = ['PastDue', 'Disabled', 'Deleted']

const show = (subscription: Subscription): JsonBody => ({
  id: `/subscriptions/${subscription.subscriptionId}`,
  authorizationSource: 'RoleBased',
  managedByTenants: [],
  ...(subscription.tags === undefined ? {} : { tags: subscription.tags }),
  subscriptionId: subscription.subscriptionId,
  tenantId: subscription.tenantId,
  displayName: subscription.displayName,
  state: subscription.state,
  subscriptionPolicies: {
    locationPlacementId: 'Public_2014-09-01',
    quotaId: 'PayAsYouGo_2014-09-01',
    spendingLimit: 'Off'
  }
})

/** The subscriptions of the token's tenant in which the caller has any role. */
export const listSubscriptions = (request: PlainRequest): ArmReply => {
  const { cloud, c, caller } = request
  requireApiVersion(c)
  const all = visibleSubscriptions(cloud.world, caller.tenantId, caller.objectId).map(show)
  return {
    body: { ...page(request, all), count: { type: 'Total', value: all.length } },
    headers: QUOTA.tenantReads
  }
}

/** The subscription of an address, for a caller who may see it. */
export const requireVisible = ({ cloud, c, caller }: PlainRequest, action: string): Subscription => {
  const id = c.req.param('subscription') ?? ''
  const scope = `/subscriptions/${id}`
  requireApiVersion(c)
  requireSubscription(cloud.world, caller, scope)
  const visible = visibleSubscriptions(cloud.world, caller.tenantId, caller.objectId)
  const found = visible.find(({ subscriptionId }) => subscriptionId === id.toLowerCase())
  if (found === undefined) throw authorizationFailed(caller, scope, action)
  return found
}

/** One subscription. */
export const getSubscription = (request: PlainRequest): ArmReply => ({
  body: show(requireVisible(request, 'Microsoft.Resources/subscriptions/read')),
  headers: QUOTA.reads
})

/** The regions in which a subscription can have resources. */
export const listLocations = (request: PlainRequest): ArmReply => {
  const { subscriptionId } = requireVisible(request, 'Microsoft.Resources/subscriptions/locations/read')
  const value = LOCATIONS.map(({ name, ...more }) => ({
    id: `/subscriptions/${subscriptionId}/locations/${name}`,
    name,
    type: 'Region',
    ...more
  }))
  return { body: { value }, headers: QUOTA.reads }
}

/** A change in a subscription that is disabled, or with a provider that it does not use yet, is refused. */
export const requireChangeable = (world: World, scope: string, provider: string): void => {
  const id = /^\/subscriptions\/([^/]+)/i.exec(scope)?.[1]?.toLowerCase()
  const found = world.subscriptions.find(({ subscriptionId }) => subscriptionId === id)
  if (found === undefined) return
  if (READ_ONLY.includes(found.state)) {
    const message = `The subscription '${found.subscriptionId}' is disabled and therefore marked as read only. You cannot perform any write actions on this subscription until it is re-enabled.`
    throw new ArmError(409, 'ReadOnlyDisabledSubscription', message, { guessed: true })
  }
  if (found.unregisteredProviders.some((one) => one.toLowerCase() === provider.toLowerCase())) {
    const message = `The subscription is not registered to use namespace '${provider}'. See https://aka.ms/rps-not-found for how to register subscriptions.`
    throw new ArmError(409, 'MissingSubscriptionRegistration', message, { guessed: true })
  }
}
