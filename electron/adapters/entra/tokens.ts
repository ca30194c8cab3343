import { ConfidentialClientApplication, PublicClientApplication, type AuthenticationResult } from '@azure/msal-node'
import { profileOfAccount } from '#contract/profile'
import { AppFailure } from '../../services/app-failure.ts'
import type { AcquiredToken, Clock, Entra, SignedInAccount } from '../../services/ports.ts'
import { AccountCache } from './account-cache.ts'
import { authOf, readCredential, thumbprintOf, type Credential } from './application-credential.ts'
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
  const credential = account.kind === 'user' ? null : await readCredential(vault, account)
  const client = createClient(request, network, credential)
  try {
    const isStored = await cache.load(client)
    const result = await askValid(client, request, isStored, clock)
    const offsetSeconds = http.clockOffsetSeconds(cloud.name)
    if (offsetSeconds !== null && isOfWrongTime(result.accessToken, clock.now(), offsetSeconds)) {
      // MSAL reckons its end by the wrong clock, so that it would be served as valid once the clock is right.
      await cache.save(client, { accessToken: result.accessToken })
      throw new AppFailure({ code: 'clock-wrong', offsetSeconds })
    }
    await cache.save(client)
    return {
      accessToken: result.accessToken,
      expiresAt: expiryOf(result),
      tenantId,
      scopes: result.scopes,
      fromNetwork: !result.fromCache
    }
  } catch (error) {
    if (error instanceof AppFailure && error.failure.code === 'clock-wrong') throw error
    const refreshTokens = refusalBehind(error, network)?.endsRefreshToken === true
    await cache.save(client, { refreshTokens })
    const { clientId, username } = account
    const clockOffsetSeconds = http.clockOffsetSeconds(cloud.name)
    const thumbprint = credential === null ? null : thumbprintOf(credential)
    throw wordError(error, network, {
      cloud,
      clientId,
      tenant: tenantId,
      scope,
      username,
      thumbprint,
      clockOffsetSeconds
    })
  }
}

/** A cached token whose end MSAL reckoned by a clock that was wrong then is asked anew. */
async function askValid(
  client: Client,
  request: TokenRequest,
  isStored: boolean,
  clock: Clock
): Promise<AuthenticationResult> {
  const result = await ask(client, request, isStored)
  const isOver = result.fromCache && expiryOf(result) <= clock.now()
  return isOver ? ask(client, { ...request, refresh: true }, isStored) : result
}

/** What comes first of MSAL's reckoning and the token's own word. */
function expiryOf({ accessToken, expiresOn }: AuthenticationResult): number {
  const own = readPayload(accessToken).expiresAt
  const known = [expiresOn?.getTime() ?? null, own === null ? null : own * 1000].filter((end) => end !== null)
  return known.length === 0 ? 0 : Math.min(...known)
}

function createClient(request: TokenRequest, network: MsalNetwork, credential: Credential | null): Client {
  const { cloud, account, tenantId } = request
  const options = clientOptions(cloud, tenantId, account.clientId, network)
  if (account.kind === 'user') return new PublicClientApplication(options)
  if (credential === null) throw notStored(account)
  return new ConfidentialClientApplication({ ...options, auth: { ...options.auth, ...authOf(credential) } })
}

async function ask(client: Client, request: TokenRequest, isStored: boolean): Promise<AuthenticationResult> {
  const { cloud, account, tenantId, scope, refresh, claims } = request
  const authority = authorityOf(cloud, tenantId)
  const challenged = claims == null ? {} : { claims }
  if (client instanceof ConfidentialClientApplication) {
    const scopes = [applicationScope(scope)]
    const result = await client.acquireTokenByClientCredential({ authority, scopes, skipCache: refresh, ...challenged })
    if (result === null) throw new TypeError('MSAL answered no token')
    return result
  }
  const accounts = isStored ? await client.getTokenCache().getAllAccounts() : []
  const stored = accounts.find(
    ({ homeAccountId }) =>
      accountIdOf(profileOfAccount(account.accountId), account.clientId, homeAccountId) === account.accountId
  )
  if (stored === undefined) throw notStored(account)
  // MSAL looks tokens up under the account's tenant, which is the home tenant unless told otherwise.
  const asked = { ...stored, tenantId }
  const wanted = { account: asked, authority, scopes: splitScopes(scope), forceRefresh: refresh, ...challenged }
  return client.acquireTokenSilent(wanted)
}

function notStored({ username }: SignedInAccount): AppFailure {
  return new AppFailure({ code: 'sign-in-needed', username, reason: 'not-stored', evidence: null })
}

/** A token that is not valid by a clock known to be off shows that the clock is wrong, and services will refuse. */
function isOfWrongTime(accessToken: string, now: number, clockOffsetSeconds: number): boolean {
  if (Math.abs(clockOffsetSeconds) <= toleratedClockOffsetSeconds) return false
  const { notBefore, expiresAt } = readPayload(accessToken)
  const seconds = now / 1000
  const isEarly = notBefore !== null && seconds < notBefore - toleratedClockOffsetSeconds
  const isLate = expiresAt !== null && expiresAt <= seconds
  return isEarly || isLate
}
