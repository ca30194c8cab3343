import type { JsonBody } from '../http/json-body.ts'
import type { MapsAccount } from '../world/model.ts'
import { QUOTA } from './arm-request.ts'
import { mapsIdentityOf } from './maps-account-identity.ts'
import { keysOf, patchAccount, putAccount, regenerateKey } from './maps-account-changes.ts'
import { makeSas } from './maps-account-sas.ts'
import { removeFrom, resourceRoute } from './resource-route.ts'
import { systemDataOf } from './system-data.ts'

/** Before this version accounts had no identity, no system data and no linked resources. */
const FIRST_MODERN_VERSION = '2021-07-01-preview'

const TIERS = { S0: 'Standard', S1: 'Standard', G2: 'Standard' } as const

const linked = ({ linkedResources }: MapsAccount): JsonBody => (linkedResources.length === 0 ? {} : { linkedResources })

/** Azure Maps accounts: their keys, their SAS tokens, and whether either works at all. */
export const mapsAccounts = resourceRoute<MapsAccount>({
  type: 'Microsoft.Maps/accounts',
  versions: [
    '2017-01-01-preview',
    '2018-05-01',
    '2020-02-01-preview',
    '2021-02-01',
    '2021-07-01-preview',
    '2021-12-01-preview',
    '2023-06-01',
    '2023-08-01-preview',
    '2023-12-01-preview',
    '2024-01-01-preview',
    '2024-07-01-preview',
    '2025-10-01-preview'
  ],
  all: (world) => world.mapsAccounts,
  show: (cloud, account, version) => {
    const modern = version >= FIRST_MODERN_VERSION
    return {
      kind: account.sku === 'G2' ? 'Gen2' : 'Gen1',
      type: 'Microsoft.Maps/accounts',
      sku: { name: account.sku, tier: TIERS[account.sku] },
      properties: {
        uniqueId: account.clientId,
        provisioningState: 'Succeeded',
        disableLocalAuth: account.disableLocalAuth,
        ...(modern ? linked(account) : {}),
        ...(version >= '2025' ? { publicNetworkAccess: 'enabled' } : {})
      },
      ...(modern ? { systemData: systemDataOf(account) } : {}),
      id: account.resourceId,
      name: account.name,
      location: account.location,
      ...(modern ? mapsIdentityOf(cloud.world, account) : {}),
      tags: account.tags
    }
  },
  put: putAccount,
  patch: patchAccount,
  remove: ({ cloud }, account) => {
    removeFrom(cloud.world.mapsAccounts, account)
    return { headers: QUOTA.deletes }
  },
  operations: {
    listkeys: { permission: 'listKeys/action', run: (_request, account) => keysOf(account) },
    regeneratekey: { permission: 'regenerateKey/action', run: regenerateKey },
    listsas: { permission: 'listSas/action', guessed: true, run: makeSas }
  }
})
