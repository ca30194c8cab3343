import type { AuthenticationResult, PublicClientApplication } from '@azure/msal-node'
import { AppFailure } from '../../services/app-failure.ts'
import type { SignedInAccount, UserSignIn, Vault } from '../../services/ports.ts'
import { AccountCache } from './account-cache.ts'

/** Stable id of an account of a profile and application: letters, digits, dots and hyphens. */
export function accountIdOf(profileId: string, clientId: string, homeAccountId: string): string {
  return `${profileId}.${clientId}.${homeAccountId}`.toLowerCase()
}

/** Puts a fresh sign-in into the vault, merged with what is stored of the account. */
export async function keepUser(
  vault: Vault,
  { profileId, cloud, clientId }: Pick<UserSignIn, 'profileId' | 'cloud' | 'clientId'>,
  client: PublicClientApplication,
  result: AuthenticationResult | null
): Promise<SignedInAccount> {
  const account = result?.account ?? null
  if (account === null) {
    const host = new URL(cloud.login).host
    throw new AppFailure({ code: 'answer-not-understood', host, status: 200, looksLike: 'other' })
  }
  const accountId = accountIdOf(profileId, clientId, account.homeAccountId)
  await new AccountCache(vault, accountId).keep(client)
  return {
    accountId,
    kind: 'user',
    username: account.username,
    displayName: account.name ?? account.username,
    homeTenantId: account.homeAccountId.split('.')[1] ?? account.tenantId,
    clientId,
    credential: null,
    credentialExpiresAt: null
  }
}
