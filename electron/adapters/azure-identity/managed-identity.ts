import type { WantedIdentity } from '#contract/model'
import { AppFailure } from '../../services/app-failure.ts'
import type { Entra, SignedInAccount } from '../../services/ports.ts'
import type { Cloud } from '../../knowledge/clouds.ts'
import type { EntraParts } from '../entra/entra-parts.ts'
import { askHost, HostRefusal, type HostToken } from './ask-host.ts'
import { hostAccount } from './host-account.ts'
import { hostFailure } from './host-failure.ts'
import { readOwner, type TokenOwner } from './token-owner.ts'

/** Signs in as a managed identity of this host: a token for Azure Resource Manager says which one it is. */
export async function signInAsHost(
  parts: EntraParts,
  { profileId, ...request }: Parameters<Entra['signInWithManagedIdentity']>[0]
): Promise<SignedInAccount> {
  const { owner } = await askIdentity(parts, { ...request, scope: request.cloud.armScope })
  return hostAccount(profileId, owner, 'managed-identity', request.identity.by)
}

/** A token of a managed identity, and whose it is. */
export async function askIdentity(
  parts: EntraParts,
  asked: { cloud: Cloud; identity: WantedIdentity; scope: string; signal: AbortSignal }
): Promise<{ token: HostToken; owner: TokenOwner }> {
  const { identity, ...rest } = asked
  try {
    const token = await askHost(parts, { ...rest, wanted: { kind: 'managed-identity', identity } })
    const owner = readOwner(token.accessToken)
    if (owner === null) throw new HostRefusal('The token is of another form', null, null)
    return { token, owner }
  } catch (error) {
    throw error instanceof HostRefusal ? hostFailure(error, asked) : error
  }
}

/** The failure for a directory that a managed identity has no tokens for. */
export function otherDirectory(): AppFailure {
  return new AppFailure({ code: 'managed-identity-unavailable', problem: 'other-directory', wanted: null, said: null })
}
