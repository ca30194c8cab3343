import type { ChainStep, ManagedIdentity } from '#contract/model'
import type { SignedInAccount } from '../../services/ports.ts'
import { accountIdOf } from '../entra/signed-in.ts'
import type { TokenOwner } from './token-owner.ts'

/**
 * ID of the account that a step speaks for. It names the step, so that it is never taken for that of a sign-in; a managed identity
 * has none but its host.
 */
export function hostAccountId(profileId: string, owner: TokenOwner, credential: ChainStep): string {
  const { kind, clientId, objectId, tenantId } = owner
  const isIdentity = credential === 'managed-identity' && kind === 'application'
  return accountIdOf(profileId, clientId, isIdentity ? tenantId : `${objectId}.${tenantId}.${credential}`)
}

/** The account of whom a token of a host or a step belongs to. */
export function hostAccount(
  profileId: string,
  owner: TokenOwner,
  credential: ChainStep,
  chosenBy: ManagedIdentity['chosenBy']
): SignedInAccount {
  const { kind, username, displayName, clientId, objectId, tenantId, resourceId } = owner
  return {
    accountId: hostAccountId(profileId, owner, credential),
    kind,
    username,
    displayName,
    homeTenantId: tenantId,
    clientId,
    credential,
    credentialExpiresAt: null,
    ...(credential === 'managed-identity' ? { managedIdentity: { chosenBy, objectId, resourceId } } : {})
  }
}
