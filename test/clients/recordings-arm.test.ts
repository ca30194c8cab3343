import { describe } from 'vitest'
import { compareAll, type RecordedRow, SLICE, tokenRequester } from './compare-with-recording.ts'
import { ARM_SCOPE, at, withPracticeCloud } from './practice-fixture.ts'

const fixture = withPracticeCloud()
const endpoints = () => fixture.cloud.ready.endpoints
const maps = () => at(fixture.cloud.ready.maps, 0)
const withToken = tokenRequester(fixture)

const asOperator = (path: string, method = 'GET'): Promise<Response> =>
  withToken(endpoints().arm, path, 0, ARM_SCOPE, method)
const AUTHORIZATION = '/providers/Microsoft.Authorization'
const KESTREL = { 'header server is missing': 'Names the web server behind the provider.' }

const group = () => maps().resourceId.split('/providers/')[0] ?? ''
const identity = () => `${group()}/providers/Microsoft.ManagedIdentity/userAssignedIdentities/recorded`
const newAccount = () => `${group()}/providers/Microsoft.Maps/accounts/recorded?api-version=2025-10-01-preview`
const asApp = async (index: number, method: string, path: string, body?: object): Promise<Response> =>
  fixture.fetch(`${endpoints().arm}${path}`, {
    method,
    headers: { authorization: `Bearer ${await fixture.appToken(index, ARM_SCOPE)}` },
    ...(body === undefined ? {} : { body: JSON.stringify(body) })
  })
const linked = (uniqueName: string) => ({
  uniqueName,
  id: `${group()}/providers/Microsoft.Storage/storageAccounts/recorded`
})
const account = () => ({
  tags: { test: 'true' },
  location: 'eastus',
  properties: {
    disableLocalAuth: false,
    linkedResources: [linked('myBatchStorageAccount'), linked('myBlobDataSource')]
  },
  sku: { name: 'G2' },
  kind: 'Gen2',
  identity: { type: 'SystemAssigned' }
})
const READER = 'acdd72a7-3385-48ef-bd42-f606fba81ae7'
const USER_ACCESS_ADMINISTRATOR = '18d7d88d-d35e-4fb5-a5c3-7773c20a72d9'
const principal = (index: number): string => {
  const { clientId } = at(fixture.cloud.ready.apps, index)
  const found = fixture.cloud.world.applications.find(({ appId }) => appId === clientId)
  return at(found?.servicePrincipals ?? [], 0).objectId
}
const giveReader = (index: number): Promise<Response> =>
  asApp(
    index,
    'PUT',
    `${group()}${AUTHORIZATION}/roleAssignments/88888888-0000-4000-8000-000000000001?api-version=2022-04-01`,
    {
      properties: {
        roleDefinitionId: `${group()}${AUTHORIZATION}/roleDefinitions/${READER}`,
        principalId: principal(1),
        principalType: 'ServicePrincipal'
      }
    }
  )

const rows: RecordedRow[] = [
  {
    id: 'arm-subscriptions-list-200',
    ask: () => withToken(endpoints().arm, '/subscriptions?api-version=2022-12-01', 0, ARM_SCOPE),
    known: { 'body.value[].tags is missing': 'Only subscriptions with tags have it.' }
  },
  {
    id: 'arm-maps-account-get-200',
    ask: () => asOperator(`${maps().resourceId}?api-version=2021-02-01`),
    known: { ...KESTREL, 'body.tags.key-000003 is missing': 'Tags are named by the owner of an account.' }
  },
  {
    id: 'arm-maps-account-listkeys-200',
    ask: () => asOperator(`${maps().resourceId}/listKeys?api-version=2021-02-01`, 'POST'),
    known: KESTREL
  },
  {
    id: 'arm-geocatalog-get-200',
    ask: () => asOperator(`${at(fixture.cloud.ready.geocatalogs, 0).resourceId}?api-version=2025-02-11-preview`),
    known: {
      'body.identity is extra': 'The practice catalog has an identity to ingest with; the recorded one had none.',
      'header etag is missing': 'The practice cloud does not check for changes in between.',
      'header x-ms-providerhub-traffic is missing': SLICE
    }
  },
  {
    id: 'arm-roleassignment-list-principal-200',
    ask: () => {
      const { roleAssignments } = fixture.cloud.world
      const { principalId } = at(roleAssignments, 0)
      return asOperator(
        `${maps().resourceId}${AUTHORIZATION}/roleAssignments?api-version=2022-04-01&$filter=principalId%20eq%20'${principalId}'`
      )
    }
  },
  {
    id: 'arm-roledefinition-list-byname-200',
    ask: () =>
      asOperator(
        `${maps().resourceId}${AUTHORIZATION}/roleDefinitions?$filter=roleName%20eq%20%27reader%27&api-version=2018-01-01-preview`
      )
  },
  {
    id: 'arm-roleassignment-create-forbidden-403',
    ask: () => giveReader(2),
    known: { 'header x-ms-routing-request-id is missing': SLICE }
  },
  {
    id: 'arm-roleassignment-create-201',
    ask: () => {
      const scope = group()
      const { world } = fixture.cloud
      world.roleAssignments.push({ principalId: principal(0), roleId: USER_ACCESS_ADMINISTRATOR, scope })
      return giveReader(0)
    }
  },
  {
    id: 'arm-geocatalog-update-202',
    ask: () =>
      asApp(0, 'PATCH', `${at(fixture.cloud.ready.geocatalogs, 0).resourceId}?api-version=2025-02-11-preview`, {
        tags: { testKey: 'testValue' }
      }),
    known: { 'header mise-correlation-id is missing': SLICE }
  },
  {
    id: 'arm-identity-create-201',
    ask: () => asApp(0, 'PUT', `${identity()}?api-version=2023-01-31`, { location: 'westus' })
  },
  {
    id: 'arm-identity-delete-200',
    ask: () => asApp(0, 'DELETE', `${identity()}?api-version=2022-01-31-preview`)
  },
  {
    id: 'arm-maps-account-create-201',
    ask: () => asApp(0, 'PUT', newAccount(), account()),
    known: { 'header x-ms-routing-request-id is missing': SLICE }
  },
  { id: 'arm-maps-account-delete-200', ask: () => asApp(0, 'DELETE', newAccount()) },
  {
    id: 'arm-maps-operations-list-200',
    ask: () => asOperator('/providers/Microsoft.Maps/operations?api-version=2021-02-01')
  },
  {
    id: 'arm-resourcegroup-get-200',
    ask: () => asOperator(`${group().replace('resourceGroups', 'resourcegroups')}?api-version=2022-09-01`),
    known: {
      'body.tags.department is extra': 'Tags are named by the owner of a group.',
      'body.tags.product is missing': 'Tags are named by the owner of a group.',
      'body.tags.cause is missing': 'Tags are named by the owner of a group.',
      'body.tags.date is missing': 'Tags are named by the owner of a group.'
    }
  },
  {
    id: 'arm-vault-get-404',
    ask: () => asOperator(`${at(fixture.cloud.ready.vaults, 0).resourceId}-none?api-version=2021-06-01-preview`)
  },
  {
    id: 'arm-vault-get-200',
    ask: () => asOperator(`${at(fixture.cloud.ready.vaults, 1).resourceId}?api-version=2021-06-01-preview`),
    known: {
      'header server is missing': 'Names the web server behind the provider.',
      'header x-ms-keyvault-service-version is missing': SLICE
    }
  }
]

describe('Azure Resource Manager answers as it was recorded', () => {
  compareAll(rows)
})
