import { decodeJwt } from 'jose'
import { azureClouds } from '../../../electron/knowledge/clouds.ts'
import { buildHouse } from '../../fakes/house.ts'
import type { Figures } from '../measure.ts'

const clouds = [azureClouds.public, azureClouds.usgov, azureClouds.china]
const clientsPerCloud = 4
const tenantsPerAccount = 5
const scopes = ['https://atlas.microsoft.com/.default', 'https://vault.azure.net/.default', 'api://one/.default']
const tenantAt = (place: number): string => `00000000-0000-4000-8000-${String(place).padStart(12, '0')}`

/** Tokens of accounts that are alike, across profiles, clouds, clients, tenants and scopes: how many answered for another one's place. */
export async function partitions(cases: number): Promise<Figures> {
  const { signal } = new AbortController()
  let done = 0
  let crossed = 0
  while (done < cases) {
    const { services, vault, entra } = await buildHouse({ clouds })
    const kept: { tokenId: string; profileId: string; clientId: string; tenantId: string; scope: string }[] = []
    const profiles = clouds.flatMap((cloud) =>
      [cloud.name, `${cloud.name}-${tenantAt(9)}`].map((profileId) => ({ profileId, cloud }))
    )
    for (const { profileId, cloud } of profiles) {
      await vault.index.put('profile', profileId, { name: profileId, colour: 'slate' })
      await services.profiles.use(profileId)
      for (let client = 0; client < clientsPerCloud; client += 1) {
        const clientId = tenantAt(client)
        const { signInWithClientSecret } = entra
        const account = await signInWithClientSecret({
          profileId,
          cloud,
          clientId,
          tenant: tenantAt(0),
          clientSecret: 'a',
          signal
        })
        const { accountId } = await services.accounts.remember(account)
        for (let tenant = 0; tenant < tenantsPerAccount; tenant += 1) {
          for (const scope of scopes) {
            const request = { accountId, tenantId: tenantAt(tenant), scope, refresh: false }
            const { tokenId } = await services.tokens.acquire({ ...request, signal })
            kept.push({ tokenId, profileId, clientId, tenantId: tenantAt(tenant), scope })
          }
        }
      }
    }
    for (const { tokenId, profileId, clientId, tenantId, scope } of kept) {
      await services.profiles.use(profileId)
      const { aud, tid, appid } = decodeJwt(await services.tokens.text(tokenId))
      if (aud !== scope || tid !== tenantId || appid !== clientId || !tokenId.startsWith(`${profileId}.`)) crossed += 1
    }
    if (new Set(kept.map(({ tokenId }) => tokenId)).size !== kept.length) crossed += 1
    done += kept.length
  }
  return { partitionCases: done, crossed }
}
