/** How a managed identity is chosen among those of its host; `system` where none is named. */
export const managedIdentityChoices = ['system', 'client-id', 'object-id', 'resource-id'] as const

/** One of them. */
export type ManagedIdentityChoice = (typeof managedIdentityChoices)[number]

/** Which managed identity a person means; the ID is empty for `system`. */
export interface WantedIdentity {
  by: ManagedIdentityChoice
  named: string
}

/** A managed identity as its token names it. */
export interface ManagedIdentity {
  chosenBy: ManagedIdentityChoice
  /** Object (principal) ID. */
  objectId: string
  /** Resource ID of the identity, or of the host for a system-assigned one; null where its token names none. */
  resourceId: string | null
}

/** Why a host gives no token for a managed identity; each is put right in another way. */
export type ManagedIdentityProblem =
  | 'absent'
  | 'none-assigned'
  | 'not-assigned'
  | 'several'
  | 'not-selectable'
  | 'agent-refused'
  | 'other-directory'
  | 'other'

/** What asks a host for the same managed identity again. */
export function wantedAgain(account: { clientId: string; managedIdentity?: ManagedIdentity }): WantedIdentity {
  const {
    chosenBy: by,
    objectId,
    resourceId
  } = account.managedIdentity ?? { chosenBy: 'system', objectId: '', resourceId: '' }
  const ids = { system: '', 'client-id': account.clientId, 'object-id': objectId, 'resource-id': resourceId ?? '' }
  return { by, named: ids[by] }
}
