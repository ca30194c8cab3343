import * as v from 'valibot'
import { epoch, guid, list, resourceId, words } from './common.ts'

/** An Azure subscription. */
export const subscriptionSchema = v.strictObject({
  subscriptionId: guid,
  tenantId: guid,
  displayName: v.string(),
  /** Only Enabled and Warned ones take changes. */
  state: v.optional(v.picklist(['Enabled', 'Warned', 'PastDue', 'Disabled', 'Deleted']), 'Enabled'),
  tags: v.exactOptional(v.record(v.string(), v.string())),
  /** Namespaces of resource providers that must be registered before something can be made with them. */
  unregisteredProviders: list(words)
})

/** A resource group; one that only shows in the ids of resources need not be named. */
export const resourceGroupSchema = v.strictObject({
  resourceId,
  location: v.optional(words, 'eastus'),
  tags: v.optional(v.record(v.string(), v.string()), {})
})

/** A role that the organisation made itself. */
export const roleDefinitionSchema = v.strictObject({
  id: guid,
  name: words,
  description: v.optional(v.string(), ''),
  actions: list(words),
  notActions: list(words),
  dataActions: list(words),
  notDataActions: list(words),
  assignableScopes: v.array(words)
})

/** A role given to a person, group, service principal or identity at a scope. */
export const roleAssignmentSchema = v.strictObject({
  /** The assignment's own name; made from the other fields where left out. */
  name: v.exactOptional(guid),
  principalId: guid,
  roleId: guid,
  scope: words,
  description: v.exactOptional(v.string()),
  /** Epoch milliseconds. */
  createdAt: v.exactOptional(epoch),
  /** Object id of who gave it. */
  createdBy: v.exactOptional(guid),
  /** Epoch milliseconds from which on services honour it; at once where left out. */
  effectiveAt: v.exactOptional(epoch),
  /** Epoch milliseconds until which services still honour it after its removal. */
  removedButEffectiveUntil: v.exactOptional(epoch)
})

/** An identity that Azure looks after for a machine or a service; it has no secret. */
export const managedIdentitySchema = v.strictObject({
  name: words,
  kind: v.picklist(['system', 'user']),
  tenantId: guid,
  clientId: guid,
  /** Object id of its service principal. */
  objectId: guid,
  /** The identity's own resource, or for a system-assigned one the machine's. */
  resourceId,
  location: v.optional(words, 'eastus'),
  tags: v.optional(v.record(v.string(), v.string()), {}),
  federatedSubjects: list(words)
})

/** Everything of Azure Resource Manager that is not a service's own. */
export const resourceManagerEntries = {
  subscriptions: list(subscriptionSchema),
  resourceGroups: list(resourceGroupSchema),
  roleDefinitions: list(roleDefinitionSchema),
  roleAssignments: list(roleAssignmentSchema),
  /** How long a new or removed role assignment takes until services honour it. */
  roleChangeDelaySeconds: v.optional(v.pipe(v.number(), v.minValue(0), v.maxValue(3600)), 0),
  managedIdentities: list(managedIdentitySchema)
}
