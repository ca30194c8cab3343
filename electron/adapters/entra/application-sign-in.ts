import { ConfidentialClientApplication } from '@azure/msal-node'
import { AppFailure } from '../../services/app-failure.ts'
import type { SignedInAccount } from '../../services/ports.ts'
import type { Cloud } from '../../knowledge/clouds.ts'
import { AccountCache } from './account-cache.ts'
import { authOf, keepCredential, thumbprintOf, type Credential } from './application-credential.ts'
import { clientOptions } from './authority.ts'
import type { EntraParts } from './entra-parts.ts'
import { wordError } from './failing.ts'
import { MsalNetwork } from './msal-network.ts'
import { accountIdOf } from './signed-in.ts'
import { lookUpTenant } from './tenant-lookup.ts'
import { readPayload } from './token-payload.ts'
import { untilAborted } from './until-aborted.ts'

const guid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i

interface ApplicationSignIn {
  profileId: string
  cloud: Cloud
  tenant: string
  clientId: string
  credential: Credential
  /** When the credential ends, where that is known. */
  credentialExpiresAt: string | null
  signal: AbortSignal
}

/** Signs an application in: a token for Azure Resource Manager proves its credential, which is then stored. */
export async function signInApplication(parts: EntraParts, request: ApplicationSignIn): Promise<SignedInAccount> {
  const { http, vault } = parts
  const { profileId, cloud, clientId, credential, credentialExpiresAt, signal } = request
  const isGuid = guid.test(request.tenant)
  const tenant = isGuid
    ? request.tenant.toLowerCase()
    : ((await lookUpTenant(http, request)).tenantId ?? request.tenant)
  const network = new MsalNetwork(http, cloud, signal)
  const options = clientOptions(cloud, tenant, clientId, network)
  const client = new ConfidentialClientApplication({ ...options, auth: { ...options.auth, ...authOf(credential) } })
  try {
    const asked = client.acquireTokenByClientCredential({ scopes: [cloud.armScope], skipCache: true })
    const result = await untilAborted(asked, signal)
    const { tenantId } = readPayload(result?.accessToken ?? '')
    const homeTenantId = guid.test(tenant) ? tenant : (tenantId ?? tenant)
    const accountId = accountIdOf(profileId, clientId, homeTenantId)
    // Before anything is stored, so that a cancelled sign-in leaves nothing behind.
    const displayName = (await applicationName(client, cloud, signal)) ?? clientId
    await keepCredential(vault, accountId, credential)
    await new AccountCache(vault, accountId).keep(client)
    return {
      accountId,
      kind: 'application',
      username: clientId,
      displayName,
      homeTenantId,
      clientId,
      credential: credential.kind,
      credentialExpiresAt
    }
  } catch (error) {
    const clockOffsetSeconds = http.clockOffsetSeconds(cloud.name)
    throw wordError(error, network, {
      cloud,
      clientId,
      tenant: request.tenant,
      scope: cloud.armScope,
      username: '',
      thumbprint: thumbprintOf(credential),
      clockOffsetSeconds
    })
  }
}

/** Of all services only Microsoft Graph's tokens name the application; without one its ID has to do. */
async function applicationName(
  client: ConfidentialClientApplication,
  cloud: Cloud,
  signal: AbortSignal
): Promise<string | null> {
  try {
    const asked = client.acquireTokenByClientCredential({ scopes: [cloud.graphScope], skipCache: true })
    return readPayload((await untilAborted(asked, signal))?.accessToken ?? '').applicationName
  } catch (error) {
    if (signal.aborted) throw new AppFailure({ code: 'cancelled' }, { cause: error })
    return null
  }
}
