import { decodeJwt } from 'jose'
import { systemClock } from '../../../electron/adapters/clock.ts'
import { createEntra } from '../../../electron/adapters/entra/entra.ts'
import type { EntraParts } from '../../../electron/adapters/entra/entra-parts.ts'
import { azureClouds, type Cloud } from '../../../electron/knowledge/clouds.ts'
import type { SignedInAccount } from '../../../electron/services/ports.ts'
import { FakeVault } from '../../fakes/vault.ts'
import type { Figures } from '../measure.ts'
import { mintingEntra } from './minting-entra.ts'

const clouds = [azureClouds.public, azureClouds.usgov, azureClouds.china]
const profiles = ['one', 'other']
const guid = (place: number): string => `00000000-0000-4000-8000-${String(place).padStart(12, '0')}`
const clientIds = [guid(1), guid(2)]
const home = guid(3)
const scopes = ['https://atlas.microsoft.com/.default', 'https://vault.azure.net/.default', 'api://one/.default']
const { signal } = new AbortController()

interface SignedIn {
  cloud: Cloud
  account: SignedInAccount
  /** Null for an application. */
  oid: string | null
}

/**
 * The same users and an application in every cloud, profile and client, each in the same tenants, with MSAL and its caches in
 * one vault. All their tokens are made first, then each is asked for again, as after a restart: how many were made for
 * somebody else's place, how many are not the one that was made for it, and how many did not come from the caches.
 */
export async function cachePartitions(users: number, tenants: number): Promise<Figures> {
  const parts = { vault: new FakeVault(), clock: systemClock, browser: { open: () => Promise.resolve() } }
  const signedIn = await everybody(parts, users)
  const tenantIds = [home, ...Array.from({ length: tenants - 1 }, (_, place) => guid(1000 + place))]
  const requests = tenantIds.flatMap((tenantId) =>
    scopes.flatMap((scope) =>
      signedIn.map(({ cloud, account, oid }) => {
        const host = new URL(cloud.login).host
        const place = [host, account.clientId, scope, tenantId, oid].join(' ')
        return { place, asked: { cloud, account, tenantId, scope, refresh: false, signal } }
      })
    )
  )
  const made = new Map<string, string>()
  let crossedInCache = 0
  let notFromCache = 0
  for (const isAgain of [false, true]) {
    const entra = createEntra({ ...parts, http: mintingEntra() })
    for (const { place, asked } of requests) {
      const { accessToken, fromNetwork } = await entra.acquireToken(asked)
      const { accountId } = asked.account
      const isIts = placeOf(accessToken) === place && (!isAgain || made.get(accessToken) === `${accountId} ${place}`)
      if (!isIts) crossedInCache += 1
      if (isAgain && fromNetwork) notFromCache += 1
      made.set(accessToken, `${accountId} ${place}`)
    }
  }
  return { cacheCases: requests.length, cacheTokens: made.size, crossedInCache, notFromCache }
}

function placeOf(accessToken: string): string {
  const { iss, azp, aud, tid, oid } = decodeJwt(accessToken)
  return [iss, azp, aud, tid, oid].join(' ')
}

/** The users and an application of each client in each cloud and profile, signed in. */
function everybody(parts: Omit<EntraParts, 'http'>, users: number): Promise<SignedIn[]> {
  const applications = createEntra({ ...parts, http: mintingEntra() })
  const objectIds = Array.from({ length: users }, (_, place) => guid(10 + place))
  const places = clouds.flatMap((cloud) =>
    profiles.flatMap((profile) => clientIds.map((clientId) => ({ cloud, profile, clientId })))
  )
  const signedIn = places.flatMap(({ cloud, profile, clientId }): Promise<SignedIn>[] => {
    const common = { profileId: `${profile}-${cloud.name}`, cloud, clientId, signal, onStep: () => undefined }
    const application = applications.signInWithClientSecret({ ...common, tenant: home, clientSecret: 'a secret' })
    return [
      application.then((account) => ({ cloud, account, oid: null })),
      ...objectIds.map(async (oid) => {
        const entra = createEntra({ ...parts, http: mintingEntra(`${oid}/${home}`) })
        return { cloud, account: await entra.signInByDeviceCode({ ...common, tenant: 'organizations' }), oid }
      })
    ]
  })
  return Promise.all(signedIn)
}
