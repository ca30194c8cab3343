import {
  CryptoProvider,
  PublicClientApplication,
  ResponseMode,
  ServerError,
  type AuthenticationResult
} from '@azure/msal-node'
import { AppFailure } from '../../services/app-failure.ts'
import type { SignedInAccount, UserSignIn } from '../../services/ports.ts'
import { clientOptions } from './authority.ts'
import { listenForCallback, type Callback, type CallbackListener } from './callback-listener.ts'
import type { EntraParts } from './entra-parts.ts'
import { wordError } from './failing.ts'
import { MsalNetwork } from './msal-network.ts'
import { keepUser } from './signed-in.ts'
import { lookUpTenant } from './tenant-lookup.ts'
import { untilAborted } from './until-aborted.ts'

const defaultBrowserTimeoutSeconds = 300

/** Signs a user in with the system browser: authorization code with PKCE, answered to a port on this computer. */
export async function signInInBrowser(parts: EntraParts, request: UserSignIn): Promise<SignedInAccount> {
  const { http, vault } = parts
  const { cloud, tenant, clientId, signal } = request
  const { authorizationEndpoint } = await lookUpTenant(http, request)
  const network = new MsalNetwork(http, cloud, signal)
  const client = new PublicClientApplication(clientOptions(cloud, tenant, clientId, network, authorizationEndpoint))
  const state = new CryptoProvider().createNewGuid()
  const listener = await listenForCallback(state)
  try {
    return await keepUser(vault, request, client, await redeem(parts, request, { client, listener, state }))
  } catch (error) {
    if (signal.aborted) throw new AppFailure({ code: 'cancelled' }, { cause: error })
    const clockOffsetSeconds = http.clockOffsetSeconds(cloud.name)
    throw wordError(error, network, { ...request, scope: cloud.armScope, username: '', clockOffsetSeconds })
  } finally {
    listener.close()
  }
}

/** Sends the person to the sign-in page and trades what comes back for tokens. */
async function redeem(
  parts: EntraParts,
  request: UserSignIn,
  { client, listener, state }: { client: PublicClientApplication; listener: CallbackListener; state: string }
): Promise<AuthenticationResult> {
  const { cloud, practiceAccount } = request
  const { verifier, challenge } = await new CryptoProvider().generatePkceCodes()
  const asked = { scopes: [cloud.armScope], redirectUri: listener.redirectUri }
  const url = await client.getAuthCodeUrl({
    ...asked,
    responseMode: ResponseMode.FORM_POST,
    codeChallenge: challenge,
    codeChallengeMethod: 'S256',
    state,
    ...(practiceAccount === undefined
      ? { prompt: 'select_account' }
      : { extraQueryParameters: { practice_account: practiceAccount } })
  })
  const { code, client_info: clientInfo = '', ...refusal } = await comeBack(parts, request, url, listener.callback)
  if (code !== undefined) return client.acquireTokenByCode({ ...asked, code, codeVerifier: verifier, clientInfo })
  throw new ServerError(refusal.error ?? '', '', refusal.error_description, refusal.suberror)
}

/** Opens the page and waits for the browser to come back, as long as a person may take. */
async function comeBack(
  { browser, clock, browserTimeoutSeconds: waitedSeconds = defaultBrowserTimeoutSeconds }: EntraParts,
  { signal, onStep }: UserSignIn,
  url: string,
  callback: Promise<Callback>
): Promise<Callback> {
  signal.throwIfAborted()
  await browser.open(url)
  onStep({ step: 'browser', giveUpAt: new Date(clock.now() + waitedSeconds * 1000).toISOString() })
  const back = new AbortController()
  const late = clock.sleep(waitedSeconds * 1000, back.signal).then(() => {
    throw new AppFailure({ code: 'browser-did-not-return', waitedSeconds })
  })
  // It ends so, too, when the browser was in time.
  late.catch(() => undefined)
  try {
    return await untilAborted(Promise.race([callback, late]), signal)
  } finally {
    back.abort()
  }
}
