import { PublicClientApplication } from '@azure/msal-node'
import { AppFailure } from '../../services/app-failure.ts'
import type { SignedInAccount, UserSignIn } from '../../services/ports.ts'
import { clientOptions } from './authority.ts'
import { closingPages } from './closing-page.ts'
import type { EntraParts } from './entra-parts.ts'
import { wordError } from './failing.ts'
import { endLoopback } from './loopback-end.ts'
import { MsalNetwork } from './msal-network.ts'
import { keepUser } from './signed-in.ts'
import { lookUpTenant } from './tenant-lookup.ts'

const defaultBrowserTimeoutSeconds = 300

/** Signs a user in with the system browser: authorization code with PKCE, answered to a port on this computer. */
export async function signInInBrowser(parts: EntraParts, request: UserSignIn): Promise<SignedInAccount> {
  const { http, vault, clock, browser } = parts
  const { cloud, tenant, clientId, practiceAccount, signal, onStep } = request
  const waitedSeconds = parts.browserTimeoutSeconds ?? defaultBrowserTimeoutSeconds
  const { authorizationEndpoint } = await lookUpTenant(http, request)
  const network = new MsalNetwork(http, cloud, signal)
  const client = new PublicClientApplication(clientOptions(cloud, tenant, clientId, network, authorizationEndpoint))
  const waiting = new AbortController()
  const gaveUp: AppFailure[] = []

  const giveUp = (failure: AppFailure, authorizationUrl: string): void => {
    if (waiting.signal.aborted) return
    waiting.abort()
    gaveUp.push(failure)
    void endLoopback(authorizationUrl)
  }
  const openBrowser = async (url: string): Promise<void> => {
    signal.throwIfAborted()
    const late = new AppFailure({ code: 'browser-did-not-return', waitedSeconds })
    const timer = setTimeout(giveUp, waitedSeconds * 1000, late, url)
    waiting.signal.addEventListener('abort', () => {
      clearTimeout(timer)
    })
    const cancel = (): void => {
      giveUp(new AppFailure({ code: 'cancelled' }), url)
    }
    signal.addEventListener('abort', cancel, { once: true, signal: waiting.signal })
    await browser.open(url)
    onStep({ step: 'browser', giveUpAt: new Date(clock.now() + waitedSeconds * 1000).toISOString() })
  }

  try {
    const result = await client.acquireTokenInteractive({
      scopes: [cloud.armScope],
      ...(practiceAccount === undefined
        ? { prompt: 'select_account' }
        : { extraQueryParameters: { practice_account: practiceAccount } }),
      openBrowser,
      successTemplate: closingPages.success,
      errorTemplate: closingPages.failure
    })
    return await keepUser(vault, request, client, result)
  } catch (error) {
    if (signal.aborted) throw new AppFailure({ code: 'cancelled' }, { cause: error })
    if (gaveUp[0] !== undefined) throw gaveUp[0]
    const clockOffsetSeconds = http.clockOffsetSeconds(cloud.name)
    throw wordError(error, network, { ...request, scope: cloud.armScope, username: '', clockOffsetSeconds })
  } finally {
    waiting.abort()
  }
}
