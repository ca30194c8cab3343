import { ConfidentialClientApplication, PublicClientApplication, type AuthenticationResult } from '@azure/msal-node'
import { AppFailure } from '../../services/app-failure.ts'
import type { AcquiredToken, Entra, SignedInAccount } from '../../services/ports.ts'
import { AccountCache } from './account-cache.ts'
import { authorityOf, clientOptions } from './authority.ts'
import { toleratedClockOffsetSeconds } from './entra-failure.ts'
import type { EntraParts } from './entra-parts.ts'
import { refusalBehind, wordError } from './failing.ts'
import { MsalNetwork } from './msal-network.ts'
import { applicationScope, splitScopes } from './scopes.ts'
import { accountIdOf } from './signed-in.ts'
import { readPayload } from './token-payload.ts'

type TokenRequest = Parameters<Entra['acquireToken']>[0]
type Client = PublicClientApplication | ConfidentialClientApplication

/** A token from the account's cache or, without asking anybody, from Entra ID. */
export async function acquireToken(parts: EntraParts, request: TokenRequest): Promise<AcquiredToken> {
  const { http, vault, clock } = parts
  const { cloud, account, tenantId, scope, signal } = request
  const network = new MsalNetwork(http, cloud, signal)
  const cache = new AccountCache(vault, account.accountId)
  const client = await createClient(parts, request, network)
  try {
    const isStored = await cache.load(client)
    const result = await ask(client, request, isStored)
    await cache.save(client)
    refuseWrongTime(result.accessToken, clock.now(), http.clockOffsetSeconds(cloud.name))
    return {
      accessToken: result.accessToken,
      expiresAt: result.expiresOn?.getTime() ?? (readPayload(result.accessToken).expiresAt ?? 0) * 1000,
      tenantId,
      scopes: result.scopes,
      fromNetwork: !result.fromCache
    }
  } catch (error) {
    const dropRefreshTokens = refusalBehind(error, network)?.endsRefreshToken === true
    await cache.save(client, { dropRefreshTokens })
    const { clientId, username } = account
    const clockOffsetSeconds = http.clockOffsetSeconds(cloud.name)
    throw wordError(error, network, { cloud, clientId, tenant: tenantId, scope, username, clockOffsetSeconds })
  }
}

async function createClient(parts: EntraParts, request: TokenRequest, network: MsalNetwork): Promise<Client> {
  const { cloud, account, tenantId } = request
  const options = clientOptions(cloud, tenantId, account.clientId, network)
  if (account.kind === 'user') return new PublicClientApplication(options)
  const clientSecret = await parts.vault.read('client-secret', account.accountId)
  if (clientSecret === null) throw notStored(account)
  return new ConfidentialClientApplication({ ...options, auth: { ...options.auth, clientSecret } })
}

async function ask(client: Client, request: TokenRequest, isStored: boolean): Promise<AuthenticationResult> {
  const { cloud, account, tenantId, scope, refresh } = request
  const authority = authorityOf(cloud, tenantId)
  if (client instanceof ConfidentialClientApplication) {
    const scopes = [applicationScope(scope)]
    const result = await client.acquireTokenByClientCredential({ authority, scopes, skipCache: refresh })
    if (result === null) throw new TypeError('MSAL answered no token')
    return result
  }
  const accounts = isStored ? await client.getTokenCache().getAllAccounts() : []
  const stored = accounts.find(
    ({ homeAccountId }) => accountIdOf(cloud, account.clientId, homeAccountId) === account.accountId
  )
  if (stored === undefined) throw notStored(account)
  // MSAL looks tokens up under the account's tenant, which is the home tenant unless told otherwise.
  const asked = { ...stored, tenantId }
  return client.acquireTokenSilent({ account: asked, authority, scopes: splitScopes(scope), forceRefresh: refresh })
}

function notStored({ username }: SignedInAccount): AppFailure {
  return new AppFailure({ code: 'sign-in-needed', username, reason: 'not-stored', evidence: null })
}

/** A token that is not valid by a clock known to be off shows that the clock is wrong, and services will refuse. */
function refuseWrongTime(accessToken: string, now: number, clockOffsetSeconds: number | null): void {
  if (clockOffsetSeconds === null || Math.abs(clockOffsetSeconds) <= toleratedClockOffsetSeconds) return
  const { notBefore, expiresAt } = readPayload(accessToken)
  const seconds = now / 1000
  const isEarly = notBefore !== null && seconds < notBefore - toleratedClockOffsetSeconds
  const isLate = expiresAt !== null && expiresAt <= seconds
  if (isEarly || isLate) throw new AppFailure({ code: 'clock-wrong', offsetSeconds: clockOffsetSeconds })
}
