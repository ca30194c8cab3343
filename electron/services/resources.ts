import type { ResourceChoice, ResourceName } from '#contract/model'
import type { Cloud } from '../knowledge/clouds.ts'
import { resources, type Resource } from '../knowledge/resources.ts'

/** The services that this cloud offers, with the scopes to choose from. */
export function resourceChoices(cloud: Cloud): ResourceChoice[] {
  return resources.flatMap((resource) => {
    const scope = cloud[resource.scopeOf]
    if (scope === null) return []
    const delegated = resource.delegatedScope === null ? [] : [`${identifierOf(scope)}/${resource.delegatedScope}`]
    return [{ resource: resource.resource, label: resource.label, scopes: [scope, ...delegated] }]
  })
}

/** The service that a scope belongs to; null for one that we do not know. */
export function resourceOfScope(cloud: Cloud, scope: string): Resource | null {
  const identifier = identifierOf(scope).toLowerCase()
  return (
    resources.find((resource) => {
      const known = cloud[resource.scopeOf]
      return known !== null && [identifierOf(known), resource.applicationId].includes(identifier)
    }) ?? null
  )
}

/** How lists name a scope's service. */
export function describeScope(cloud: Cloud, scope: string): { resource: ResourceName; resourceLabel: string } {
  const known = resourceOfScope(cloud, scope)
  if (known !== null) return { resource: known.resource, resourceLabel: known.label }
  return { resource: 'other', resourceLabel: identifierOf(scope) }
}

/** The audiences that a token for this service may carry. */
export function audiencesOf(cloud: Cloud, resource: Resource): string[] {
  const scope = cloud[resource.scopeOf]
  if (scope === null) return [resource.applicationId]
  const identifier = identifierOf(scope)
  return [identifier, `${identifier}/`, resource.applicationId]
}

/** The part of a scope before its last slash: the resource's identifier. */
function identifierOf(scope: string): string {
  const slash = scope.lastIndexOf('/')
  return slash <= 0 ? scope : scope.slice(0, slash).replace(/\/$/, '')
}
