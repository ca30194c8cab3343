import { wantedAgain } from '#contract/host-identity'
import { AppFailure } from '../../services/app-failure.ts'
import type { AcquiredToken, Entra, SignedInAccount } from '../../services/ports.ts'
import type { EntraParts } from '../entra/entra-parts.ts'
import { applicationScope } from '../entra/scopes.ts'
import { accountIdOf } from '../entra/signed-in.ts'
import { askHost, HostRefusal, type HostToken } from './ask-host.ts'
import { hostFailure } from './host-failure.ts'
import { readOwner, type TokenOwner } from './token-owner.ts'

type SignIn = Parameters<Entra['signInWithManagedIdentity']>[0]
type TokenRequest = Parameters<Entra['acquireToken']>[0]
type Asked = Pick<SignIn, 'cloud' | 'identity' | 'signal'> & { scope: string }

/** Signs in as a managed identity of this host: a token for Azure Resource Manager says which one it is. */
export async function signInAsHost(parts: EntraParts, { profileId, ...request }: SignIn): Promise<SignedInAccount> {
  const { owner } = await ask(parts, { ...request, scope: request.cloud.armScope })
  const { kind, username, displayName, clientId, objectId, tenantId, resourceId } = owner
  return {
    accountId: accountIdOf(profileId, clientId, kind === 'user' ? `${objectId}.${tenantId}.host` : tenantId),
    kind,
    username,
    displayName,
    homeTenantId: tenantId,
    clientId,
    credential: 'managed-identity',
    credentialExpiresAt: null,
    managedIdentity: { chosenBy: request.identity.by, objectId, resourceId }
  }
}

/** A token of an account that is a managed identity; the host is asked each time, and may answer from a cache of its own. */
export async function acquireFromHost(parts: EntraParts, request: TokenRequest): Promise<AcquiredToken> {
  const { cloud, account, tenantId, signal } = request
  if (tenantId !== account.homeTenantId) throw unavailable('other-directory')
  const asked = { cloud, identity: wantedAgain(account), scope: applicationScope(request.scope), signal }
  const { token, owner } = await ask(parts, asked)
  if (owner.objectId !== (account.managedIdentity?.objectId ?? owner.objectId) || owner.tenantId !== tenantId) {
    const source = 'The managed identity of this host'
    const { displayName: username } = account
    throw new AppFailure({ code: 'other-identity-answered', source, username, answered: owner.displayName })
  }
  const expiresAt = Math.min(token.expiresAt, owner.expiresAt ?? Infinity)
  return { accessToken: token.accessToken, expiresAt, tenantId, scopes: [asked.scope], fromNetwork: true }
}

async function ask(parts: EntraParts, asked: Asked): Promise<{ token: HostToken; owner: TokenOwner }> {
  try {
    const token = await askHost(parts, asked)
    const owner = readOwner(token.accessToken)
    if (owner === null) throw unavailable('other')
    return { token, owner }
  } catch (error) {
    throw error instanceof HostRefusal ? hostFailure(error, asked) : error
  }
}

function unavailable(problem: 'other-directory' | 'other'): AppFailure {
  return new AppFailure({ code: 'managed-identity-unavailable', problem, wanted: null, said: null })
}
