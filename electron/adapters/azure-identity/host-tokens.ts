import { chainSteps } from '#contract/default-credential'
import { wantedAgain } from '#contract/host-identity'
import type { ChainStep } from '#contract/model'
import { profileOfAccount } from '#contract/profile'
import { AppFailure } from '../../services/app-failure.ts'
import type { AcquiredToken, Entra } from '../../services/ports.ts'
import type { EntraParts } from '../entra/entra-parts.ts'
import { applicationScope } from '../entra/scopes.ts'
import type { HostToken } from './ask-host.ts'
import { askChain } from './default-credential.ts'
import { hostAccountId } from './host-account.ts'
import { askIdentity, otherDirectory } from './managed-identity.ts'
import type { TokenOwner } from './token-owner.ts'

/** A token of an account that a host or a step speaks for; that is asked each time, and may answer from a cache of its own. */
export async function acquireFromHost(
  parts: EntraParts,
  request: Parameters<Entra['acquireToken']>[0],
  credential: ChainStep
): Promise<AcquiredToken> {
  const { account, tenantId } = request
  const scope = applicationScope(request.scope)
  const isHome = tenantId === account.homeTenantId
  if (credential === 'managed-identity' && !isHome) throw otherDirectory()
  const { token, owner } = await ask(parts, { ...request, scope, tenantId: isHome ? null : tenantId }, credential)
  const isSame = hostAccountId(
    profileOfAccount(account.accountId),
    { ...owner, tenantId: account.homeTenantId },
    credential
  )
  if (isSame !== account.accountId || owner.tenantId !== tenantId) throw another(account, owner, credential)
  const expiresAt = Math.min(token.expiresAt, owner.expiresAt ?? Infinity)
  return { accessToken: token.accessToken, expiresAt, tenantId, scopes: [scope], fromNetwork: true }
}

function ask(
  parts: EntraParts,
  request: Omit<Parameters<Entra['acquireToken']>[0], 'tenantId'> & { tenantId: string | null },
  credential: ChainStep
): Promise<{ token: HostToken; owner: TokenOwner }> {
  const { cloud, account, scope, signal, tenantId } = request
  if (credential === 'managed-identity') {
    return askIdentity(parts, { cloud, identity: wantedAgain(account), scope, signal })
  }
  return askChain(parts, { cloud, scope, signal, wanted: { kind: 'step', step: credential, tenantId } })
}

function another(
  { username, displayName, kind }: Pick<TokenOwner, 'kind' | 'username' | 'displayName'>,
  owner: TokenOwner,
  credential: ChainStep
): AppFailure {
  const nameOf = (one: Pick<TokenOwner, 'kind' | 'username' | 'displayName'>): string =>
    one.kind === 'user' ? one.username : one.displayName
  const [was, answered] = [nameOf({ username, displayName, kind }), nameOf(owner)]
  return new AppFailure({
    code: 'other-identity-answered',
    source: chainSteps[credential].label,
    username: was,
    answered: was === answered ? `${answered} in the directory ${owner.tenantId}` : answered
  })
}
