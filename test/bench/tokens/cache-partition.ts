import { decodeJwt } from 'jose'
import { systemClock } from '../../../electron/adapters/clock.ts'
import { createEntra } from '../../../electron/adapters/entra/entra.ts'
import { azureClouds, type Cloud } from '../../../electron/knowledge/clouds.ts'
import type { EntraParts } from '../../../electron/adapters/entra/entra-parts.ts'
import type { SignedInAccount } from '../../../electron/services/ports.ts'
import { FakeVault } from '../../fakes/vault.ts'
import type { Figures } from '../measure.ts'
import { mintingEntra } from './minting-entra.ts'

const clouds = [azureClouds.public, azureClouds.usgov, azureClouds.china]
const guid = (place: number): string => `00000000-0000-4000-8000-${String(place).padStart(12, '0')}`
const clientIds = [guid(1), guid(2)]
const objectIds = [guid(3), guid(4)]
const tenants = [5, 6, 7, 8, 9].map(guid)
const scopes = ['https://atlas.microsoft.com/.default', 'https://vault.azure.net/.default', 'api://one/.default']
const home = guid(5)
const { signal } = new AbortController()

interface SignedIn {
  cloud: Cloud
  account: SignedInAccount
  /** Null for an application. */
  oid: string | null
}

/**
 * The same users and applications in every cloud and profile, with MSAL and its caches: how many tokens were made for
 * somebody else's place.
 */
export async function cachePartitions(cases: number): Promise<Figures> {
  let done = 0
  let crossedInCache = 0
  let notFromCache = 0
  while (done < cases) {
    const parts = { vault: new FakeVault(), clock: systemClock, browser: { open: () => Promise.resolve() } }
    const entra = createEntra({ ...parts, http: mintingEntra() })
    for (const { cloud, account, oid } of await everybody(parts)) {
      const host = new URL(cloud.login).host
      for (const [tenantId, scope] of tenants.flatMap((tenant) => scopes.map((one) => [tenant, one] as const))) {
        const request = { cloud, account, tenantId, scope, refresh: false, signal }
        const asked = await entra.acquireToken(request)
        const again = await entra.acquireToken(request)
        const place = [host, account.clientId, scope, tenantId, oid].join(' ')
        if ([asked, again].some(({ accessToken }) => placeOf(accessToken) !== place)) crossedInCache += 1
        if (again.fromNetwork) notFromCache += 1
        done += 1
      }
    }
  }
  return { cacheCases: done, crossedInCache, notFromCache }
}

function placeOf(accessToken: string): string {
  const { iss, azp, aud, tid, oid } = decodeJwt(accessToken)
  return [iss, azp, aud, tid, oid].join(' ')
}

/** Two users and an application of each client in each cloud, signed in. */
function everybody(parts: Omit<EntraParts, 'http'>): Promise<SignedIn[]> {
  const applications = createEntra({ ...parts, http: mintingEntra() })
  const signedIn: Promise<SignedIn>[] = []
  for (const cloud of clouds) {
    for (const clientId of clientIds) {
      const common = { profileId: cloud.name, cloud, clientId, signal, onStep: () => undefined }
      const application = applications.signInWithClientSecret({ ...common, tenant: home, clientSecret: 'a secret' })
      signedIn.push(application.then((account) => ({ cloud, account, oid: null })))
      for (const oid of objectIds) {
        const users = createEntra({ ...parts, http: mintingEntra(`${oid}/${home}`) })
        const user = users.signInByDeviceCode({ ...common, tenant: 'organizations' })
        signedIn.push(user.then((account) => ({ cloud, account, oid })))
      }
    }
  }
  return Promise.all(signedIn)
}
