import { PublicClientApplication, type DeviceCodeRequest } from '@azure/msal-node'
import { developerSignOn } from '../../knowledge/clouds.ts'
import { AppFailure } from '../../services/app-failure.ts'
import type { SignedInAccount, UserSignIn } from '../../services/ports.ts'
import { clientOptions } from './authority.ts'
import { DeviceCodeNetwork } from './device-code-network.ts'
import type { EntraParts } from './entra-parts.ts'
import { wordError } from './failing.ts'
import { keepUser } from './signed-in.ts'
import { untilAborted } from './until-aborted.ts'

/** Signs a user in who enters a code in any browser. */
export async function signInByDeviceCode(parts: EntraParts, request: UserSignIn): Promise<SignedInAccount> {
  const { http, vault, clock } = parts
  const { cloud, tenant, clientId, signal, onStep } = request
  const network = new DeviceCodeNetwork(http, cloud, signal, clock)
  const client = new PublicClientApplication(clientOptions(cloud, tenant, clientId, network))
  const deviceCodeRequest: DeviceCodeRequest = {
    scopes: [cloud.armScope],
    deviceCodeCallback: ({ userCode, verificationUri, expiresIn }) => {
      onStep({
        step: 'device-code',
        userCode,
        verificationUri,
        expiresAt: new Date(clock.now() + expiresIn * 1000).toISOString(),
        applicationName: clientId === developerSignOn.clientId ? developerSignOn.name : clientId,
        clientId,
        tenant,
        cloudLabel: cloud.label
      })
    }
  }
  try {
    const result = await untilAborted(client.acquireTokenByDeviceCode(deviceCodeRequest), signal)
    return await keepUser(vault, request, client, result)
  } catch (error) {
    // Ends MSAL's polling at its next look; the answer is not waited for.
    deviceCodeRequest.cancel = true
    if (signal.aborted) throw new AppFailure({ code: 'cancelled' }, { cause: error })
    const clockOffsetSeconds = http.clockOffsetSeconds(cloud.name)
    throw wordError(error, network, { ...request, scope: cloud.armScope, username: '', clockOffsetSeconds })
  }
}
