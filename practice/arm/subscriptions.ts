import type { CloudContext } from '../cloud-context.ts'
import type { Caller } from '../entra/verify-token.ts'
import { visibleSubscriptions } from '../world/authorization.ts'
import type { JsonBody } from '../http/json-body.ts'

/** The subscriptions of the token's tenant in which the caller has any role. */
export const listSubscriptions = (cloud: CloudContext, caller: Caller): JsonBody => {
  const value = visibleSubscriptions(cloud.world, caller.tenantId, caller.objectId).map((subscription) => ({
    id: `/subscriptions/${subscription.subscriptionId}`,
    authorizationSource: 'RoleBased',
    managedByTenants: [],
    subscriptionId: subscription.subscriptionId,
    tenantId: subscription.tenantId,
    displayName: subscription.displayName,
    state: subscription.state,
    subscriptionPolicies: {
      locationPlacementId: 'Public_2014-09-01',
      quotaId: 'PayAsYouGo_2014-09-01',
      spendingLimit: 'Off'
    }
  }))
  return { value, count: { type: 'Total', value: value.length } }
}
