import type { ManagedIdentity } from '../world/model.ts'

type SelectorKey = 'clientId' | 'objectId' | 'resourceId'

/** Names of query parameters that select an identity on one kind of host. */
export type Selectors = Readonly<Record<string, SelectorKey>>

/** The selectors of virtual machines. */
export const MACHINE_SELECTORS: Selectors = { client_id: 'clientId', object_id: 'objectId', msi_res_id: 'resourceId' }

/** The selectors of App Service, Functions and Container Apps. */
export const APP_SERVICE_SELECTORS: Selectors = {
  client_id: 'clientId',
  object_id: 'objectId',
  principal_id: 'objectId',
  mi_res_id: 'resourceId'
}

/** The selector of Azure Machine Learning, whose version of the protocol knows the client id alone. */
export const MACHINE_LEARNING_SELECTORS: Selectors = { clientid: 'clientId' }

/** The selectors that Service Fabric is documented with, and the one that Microsoft's library sends for a resource id. */
export const SERVICE_FABRIC_SELECTORS: Selectors = {
  client_id: 'clientId',
  object_id: 'objectId',
  principal_id: 'objectId',
  resource_id: 'resourceId',
  mi_res_id: 'resourceId'
}

/** The identity that a request means, or why there is none. */
export type Choice = ManagedIdentity | 'none' | 'several'

/** Finds the identity by its selector; without one the system-assigned identity, else on some hosts the only user-assigned one. */
export const chooseIdentity = (
  identities: readonly ManagedIdentity[],
  selectors: Selectors,
  query: (name: string) => string | undefined,
  onlyOneCounts: boolean
): Choice => {
  for (const [name, key] of Object.entries(selectors)) {
    const wanted = query(name)?.toLowerCase()
    // A library without an id to send writes the word undefined.
    if (wanted !== undefined && wanted !== '' && wanted !== 'undefined')
      return identities.find((one) => one[key].toLowerCase() === wanted) ?? 'none'
  }
  const [first, second] = identities
  const system = identities.find((one) => one.kind === 'system')
  if (system !== undefined) return system
  if (first === undefined || !onlyOneCounts) return 'none'
  return second === undefined ? first : 'several'
}
