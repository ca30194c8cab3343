import * as v from 'valibot'
import type { JsonBody } from '../http/json-body.ts'
import type { StorageAccount } from '../world/model.ts'
import { newStorageKey } from '../world/random-secrets.ts'
import { armInstant } from './arm-request.ts'
import { noNewSite } from './no-new-site.ts'
import { readBody } from './read-body.ts'
import { resourceRoute } from './resource-route.ts'
import { originOf } from './site-origins.ts'

const MADE_AT = armInstant(Date.UTC(2025, 8, 30, 8))
const bodySchema = v.object({ keyName: v.picklist(['key1', 'key2']) })
const patchSchema = v.object({
  properties: v.nullish(
    v.object({ allowSharedKeyAccess: v.nullish(v.boolean()), allowBlobPublicAccess: v.nullish(v.boolean()) })
  )
})

const shownKey = (keyName: string, value: string): JsonBody => ({
  creationTime: MADE_AT,
  keyName,
  value,
  permissions: 'FULL'
})

const keys = ({ key, secondKey }: StorageAccount): JsonBody => ({
  keys: [shownKey('key1', key), shownKey('key2', secondKey)]
})

/** Storage accounts and their two keys; what an old key signed is refused at once. */
export const storageAccounts = resourceRoute<StorageAccount>({
  type: 'Microsoft.Storage/storageAccounts',
  versions: [
    '2019-06-01',
    '2021-04-01',
    '2021-09-01',
    '2022-05-01',
    '2022-09-01',
    '2023-01-01',
    '2023-05-01',
    '2024-01-01'
  ],
  all: (world) => world.storageAccounts,
  show: (_cloud, account) => ({
    sku: { name: 'Standard_LRS', tier: 'Standard' },
    kind: 'StorageV2',
    id: account.resourceId,
    name: account.name,
    type: 'Microsoft.Storage/storageAccounts',
    location: account.location,
    tags: {},
    properties: {
      allowBlobPublicAccess: account.allowBlobPublicAccess,
      allowSharedKeyAccess: account.allowSharedKeyAccess,
      supportsHttpsTrafficOnly: true,
      minimumTlsVersion: 'TLS1_2',
      accessTier: 'Hot',
      provisioningState: 'Succeeded',
      creationTime: MADE_AT,
      primaryEndpoints: { blob: `${originOf(account)}/` },
      primaryLocation: account.location,
      statusOfPrimary: 'available'
    }
  }),
  put: (_request, _id, existing) =>
    existing === undefined
      ? Promise.reject(noNewSite('storage accounts', 'storageAccounts'))
      : Promise.resolve({ resource: existing }),
  patch: async (request, account) => {
    const { properties } = await readBody(request, patchSchema)
    if (typeof properties?.allowSharedKeyAccess === 'boolean')
      account.allowSharedKeyAccess = properties.allowSharedKeyAccess
    if (typeof properties?.allowBlobPublicAccess === 'boolean')
      account.allowBlobPublicAccess = properties.allowBlobPublicAccess
    return undefined
  },
  operations: {
    listkeys: { permission: 'listkeys/action', run: (_request, account) => keys(account) },
    regeneratekey: {
      permission: 'regeneratekey/action',
      run: async (request, account) => {
        const { keyName } = await readBody(request, bodySchema)
        account[keyName === 'key1' ? 'key' : 'secondKey'] = newStorageKey()
        return keys(account)
      }
    }
  }
})
