import { chainStepNames } from '#contract/default-credential'
import { managedIdentityChoices } from '#contract/host-identity'
import type { Account, AccountCredential, AccountKind, ManagedIdentity } from '#contract/model'
import { cloudOfProfile, profileOfAccount } from '#contract/profile'
import { hasTexts, isMoment, isTextOrNull, membersOf } from './stored-shape.ts'

/** What the index keeps of an account. */
export type StoredAccount = Omit<Account, 'inUse'>

const kinds: readonly AccountKind[] = ['user', 'application']
const states: readonly Account['state'][] = ['ready', 'sign-in-needed', 'damaged']
const credentials: readonly AccountCredential[] = ['client-secret', 'certificate', ...chainStepNames]

/**
 * The account that an entry of the index holds; null where it holds none. Where it belongs is read from its ID, which what
 * the vault holds of it is sealed with, and from nothing else.
 */
export function toStoredAccount(accountId: string, value: unknown): StoredAccount | null {
  const account = membersOf(value)
  const kind = kinds.find((one) => one === account?.kind)
  const state = states.find((one) => one === account?.state)
  if (account?.accountId !== accountId || kind === undefined || state === undefined) return null
  if (!hasTexts(account, 'username', 'displayName', 'homeTenantId', 'clientId') || !isMoment(account.signedInAt))
    return null
  const profileId = profileOfAccount(accountId)
  const cloud = cloudOfProfile(profileId)
  if (cloud === null) return null
  const { username, displayName, homeTenantId, clientId, signedInAt, credentialExpiresAt } = account
  // Accounts that were stored before certificates were known do not say what they prove themselves with.
  const said = credentials.find((one) => one === account.credential) ?? (kind === 'user' ? null : 'client-secret')
  const managedIdentity = toManagedIdentity(account.managedIdentity)
  return {
    accountId,
    profileId,
    cloud,
    kind,
    username,
    displayName,
    homeTenantId,
    clientId,
    signedInAt,
    state,
    credential: said,
    credentialExpiresAt: isMoment(credentialExpiresAt) ? credentialExpiresAt : null,
    ...(managedIdentity === null ? {} : { managedIdentity })
  }
}

function toManagedIdentity(value: unknown): ManagedIdentity | null {
  const stored = membersOf(value)
  const chosenBy = managedIdentityChoices.find((one) => one === stored?.chosenBy)
  if (stored === null || chosenBy === undefined || !hasTexts(stored, 'objectId')) return null
  const { objectId, resourceId } = stored
  return isTextOrNull(resourceId) ? { chosenBy, objectId, resourceId } : null
}
