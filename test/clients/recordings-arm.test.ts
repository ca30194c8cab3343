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

const rows: RecordedRow[] = [
  {
    id: 'arm-subscriptions-badtoken-401',
    ask: () =>
      fixture.fetch(`${endpoints().arm}/subscriptions?api-version=2022-12-01`, {
        headers: { authorization: 'Bearer x.y.z' }
      }),
    known: {
      'header www-authenticate is other':
        'It names the practice login host, and the words for a token that cannot be read instead of those for a revoked session.'
    }
  },
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
    ask: () => withToken(endpoints().arm, `${maps().resourceId}/listKeys?api-version=2023-06-01`, 2, ARM_SCOPE, 'POST'),
    known: { 'header x-ms-routing-request-id is missing': SLICE }
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
