import type { JsonBody } from '../http/json-body.ts'
import type { World } from '../world/model.ts'
import { ArmError } from './arm-error.ts'
import { requirePermission } from './arm-permission.ts'
import { type ArmReply, page, QUOTA } from './arm-request.ts'
import { LOCATIONS } from './locations.ts'
import type { PlainRequest } from './plain-request.ts'
import { ROUTES } from './routes.ts'
import { requireVisible } from './subscriptions.ts'

type Subscription = World['subscriptions'][number]

const REGIONS = LOCATIONS.map(({ displayName }) => displayName)

const namespaceOf = (type: string): string => type.split('/')[0] ?? ''

const show = (subscription: Subscription, namespace: string): JsonBody => {
  const unregistered = subscription.unregisteredProviders.some((one) => one.toLowerCase() === namespace.toLowerCase())
  return {
    id: `/subscriptions/${subscription.subscriptionId}/providers/${namespace}`,
    namespace,
    resourceTypes: ROUTES.filter(({ displayType }) => namespaceOf(displayType) === namespace).map(
      ({ displayType, versions }) => ({
        resourceType: displayType.slice(namespace.length + 1),
        locations: REGIONS,
        apiVersions: versions.toSorted().toReversed(),
        capabilities: 'SupportsTags, SupportsLocation'
      })
    ),
    registrationState: unregistered ? 'NotRegistered' : 'Registered',
    registrationPolicy: 'RegistrationRequired'
  }
}

const namespaces = (): string[] => [...new Set(ROUTES.map(({ displayType }) => namespaceOf(displayType)))]

const find = (request: PlainRequest): string => {
  const wanted = request.c.req.param('namespace') ?? ''
  const found = namespaces().find((one) => one.toLowerCase() === wanted.toLowerCase())
  if (found !== undefined) return found
  const message = `The resource namespace '${wanted.slice(0, 80)}' is invalid.`
  throw new ArmError(404, 'InvalidResourceNamespace', message, { guessed: true })
}

/** The resource providers that the practice cloud has, and whether a subscription uses them. */
export const listProviders = (request: PlainRequest): ArmReply => {
  const subscription = requireVisible(request, 'Microsoft.Resources/subscriptions/providers/read')
  const all = namespaces().map((one) => show(subscription, one))
  return { body: page(request, all), headers: QUOTA.reads }
}

/** One resource provider. */
export const getProvider = (request: PlainRequest): ArmReply => {
  const subscription = requireVisible(request, 'Microsoft.Resources/subscriptions/providers/read')
  return { body: show(subscription, find(request)), headers: QUOTA.reads }
}

/** Lets a subscription use a resource provider, at once. */
export const registerProvider = (request: PlainRequest): ArmReply => {
  const { cloud, caller } = request
  const subscription = requireVisible(request, 'Microsoft.Resources/subscriptions/providers/read')
  const namespace = find(request)
  const scope = `/subscriptions/${subscription.subscriptionId}`
  requirePermission(cloud.world, caller, scope, `${namespace}/register/action`)
  subscription.unregisteredProviders = subscription.unregisteredProviders.filter(
    (one) => one.toLowerCase() !== namespace.toLowerCase()
  )
  return { body: show(subscription, namespace), headers: QUOTA.writes, guessed: true }
}
