import { describe, expect, it } from 'vitest'
import { differences, readRecording } from './compare-with-recording.ts'
import { ARM_SCOPE, at, CLI, GEO_SCOPE, MAPS_SCOPE, VAULT_SCOPE, withPracticeCloud } from './practice-fixture.ts'

const fixture = withPracticeCloud()
const endpoints = () => fixture.cloud.ready.endpoints
const app = (index: number) => at(fixture.cloud.ready.apps, index)
const maps = () => at(fixture.cloud.ready.maps, 0)

const NO_HSTS = 'A browser would then refuse the plain http sign-in pages and every other local server on localhost.'
/** Differences that every answer of the practice cloud has. */
const EVERYWHERE: Record<string, string> = { 'header strict-transport-security is missing': NO_HSTS }
const SLICE = 'Names the part of Azure that recorded it; the practice cloud has no parts.'

const tokenAnswer = (tenant: string, form: Record<string, string>): Promise<Response> =>
  fixture.fetch(`${endpoints().login}/${tenant}/oauth2/v2.0/token?client-request-id=x`, {
    method: 'POST',
    body: new URLSearchParams(form)
  })
const secretForm = (): Record<string, string> => ({
  grant_type: 'client_credentials',
  client_id: app(1).clientId,
  client_secret: app(1).secret,
  scope: 'https://graph.microsoft.com/.default'
})
const deviceCode = (): Promise<Response> =>
  fixture.fetch(`${endpoints().login}/organizations/oauth2/v2.0/devicecode`, {
    method: 'POST',
    body: new URLSearchParams({
      client_id: CLI,
      scope: 'https://vault.azure.net/.default openid profile offline_access'
    })
  })
const pending = async (): Promise<Response> => {
  const started = (await (await deviceCode()).json()) as { device_code: string }
  return tokenAnswer('organizations', { grant_type: 'device_code', client_id: CLI, device_code: started.device_code })
}
const withKey = (path: string, key = maps().primaryKey): Promise<Response> =>
  fixture.fetch(`${endpoints().maps}${path}`, { headers: { 'subscription-key': key } })
const withToken = async (
  origin: string,
  path: string,
  index: number,
  scope: string,
  method = 'GET'
): Promise<Response> =>
  fixture.fetch(`${origin}${path}`, {
    method,
    headers: { authorization: `Bearer ${await fixture.appToken(index, scope)}`, 'x-ms-client-id': maps().clientId }
  })
const asOperator = (path: string, method = 'GET'): Promise<Response> =>
  withToken(endpoints().arm, path, 0, ARM_SCOPE, method)
const AUTHORIZATION = '/providers/Microsoft.Authorization'
const KESTREL = { 'header server is missing': 'Names the web server behind the provider.' }
const CAPTION = '/map/copyright/caption/json'

const VAULT_VERSION = 'api-version=2025-07-01'
/** Asks the role vault as an application that was made its secrets officer for the test. */
const asOfficer = async (path: string, init: RequestInit = {}): Promise<Response> => {
  const { world, ready } = fixture.cloud
  const daemon = at(world.applications.find((one) => one.appId === app(1).clientId)?.servicePrincipals ?? [], 0)
  const scope = at(ready.vaults, 0).resourceId
  const officer = { principalId: daemon.objectId, roleId: 'b86a8fe4-44ce-4948-aee5-eccb2c155cd7', scope }
  const known = world.roleAssignments.some(
    (one) => one.roleId === officer.roleId && one.principalId === daemon.objectId
  )
  if (!known) world.roleAssignments.push(officer)
  const authorization = `Bearer ${await fixture.appToken(1, VAULT_SCOPE)}`
  return fixture.fetch(`${endpoints().vault}${path}?${VAULT_VERSION}`, { ...init, headers: { authorization } })
}
const setSecret = (name: string, more: object = {}): Promise<Response> =>
  asOfficer(`/secrets/${name}`, { method: 'PUT', body: JSON.stringify({ value: 'practice-value', ...more }) })
const RBAC_HEADER = {
  'header x-ms-keyvault-rbac-assignment-id is missing':
    'The role that decided is not told; only some recordings have it.'
}

interface Row {
  id: string
  ask: () => Promise<Response>
  /** Each known difference, with its reason. */
  known?: Record<string, string>
}

const rows: Row[] = [
  {
    id: 'entra-openid-configuration-200',
    ask: () => fixture.fetch(`${endpoints().login}/${app(0).tenantId}/v2.0/.well-known/openid-configuration`)
  },
  {
    id: 'entra-openid-configuration-unknowntenant-400',
    ask: () => fixture.fetch(`${endpoints().login}/tenant/v2.0/.well-known/openid-configuration`)
  },
  {
    id: 'entra-discovery-instance-200',
    ask: () =>
      fixture.fetch(
        `${endpoints().login}/common/discovery/instance?api-version=1.1&authorization_endpoint=https://login.microsoftonline.com/tenant/oauth2/v2.0/authorize`
      )
  },
  {
    id: 'entra-devicecode-200',
    ask: deviceCode,
    known: {
      'header x-ms-srs is missing': SLICE,
      'body.interval is number, not string': 'The recorder put a text there; the service sends a number.'
    }
  },
  { id: 'entra-token-devicecode-pending-400', ask: pending, known: { 'header x-ms-srs is missing': SLICE } },
  { id: 'entra-token-clientsecret-200', ask: () => tokenAnswer('contoso.com', secretForm()) },
  {
    id: 'entra-token-clientsecret-cae-200',
    ask: () =>
      tokenAnswer('contoso.com', { ...secretForm(), claims: '{"access_token":{"xms_cc":{"values":["cp1"]}}}' }),
    known: { 'header x-ms-srs is missing': SLICE }
  },
  {
    id: 'entra-token-clientsecret-invalid-401',
    ask: () => tokenAnswer('contoso.com', { ...secretForm(), client_secret: 'wrong' })
  },
  {
    id: 'entra-token-appunknown-400',
    ask: () => tokenAnswer('contoso.com', { ...secretForm(), client_id: app(1).secretId })
  },
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
  },
  {
    id: 'maps-geocode-key-200',
    ask: () => withKey('/geocode?query=1+Microsoft+Way%2C+Redmond%2C+WA+98052&api-version=2023-06-01')
  },
  {
    id: 'maps-timezone-bycoordinates-200',
    ask: () => withKey('/timezone/byCoordinates/json?api-version=1.0&query=25.0338053,121.5640089')
  },
  {
    id: 'maps-attribution-key-200',
    ask: () =>
      withKey(
        '/map/attribution?tilesetId=microsoft.base&zoom=6&bounds=-122.414162%2C47.57949%2C-122.247157%2C47.668372&api-version=2022-08-01'
      )
  },
  {
    id: 'maps-copyright-caption-key-200',
    ask: () => withKey(`${CAPTION}?api-version=2022-08-01`),
    known: { 'header etag is missing': 'The practice cloud has no cache to ask again.' }
  },
  {
    id: 'maps-copyright-caption-bearer-200',
    ask: () => withToken(endpoints().maps, `${CAPTION}?api-version=2024-04-01`, 1, MAPS_SCOPE),
    known: {
      'header etag is missing': 'The practice cloud has no cache to ask again.',
      'header expires is missing': 'The practice cloud has no cache to ask again.'
    }
  },
  { id: 'maps-key-unknown-401', ask: () => withKey('/geocode?api-version=2026-01-01&query=x', 'wrong') },
  {
    id: 'maps-nocredential-401',
    ask: () => fixture.fetch(`${endpoints().maps}/geocode?api-version=2026-01-01&query=x`)
  },
  {
    id: 'maps-bearer-rejected-401',
    ask: () => withToken(endpoints().maps, '/geocode?api-version=2026-01-01&query=x', 1, GEO_SCOPE)
  },
  {
    id: 'maps-forbidden-403',
    ask: () => withToken(endpoints().maps, '/geocode?api-version=2026-01-01&query=x', 0, MAPS_SCOPE)
  },
  {
    id: 'geocatalog-conformance-200',
    ask: () => withToken(endpoints().geocatalog, '/stac/conformance?api-version=2026-04-15', 1, GEO_SCOPE)
  },
  {
    id: 'geocatalog-collection-get-200',
    ask: () => withToken(endpoints().geocatalog, '/stac/collections/flood-depth?api-version=2026-04-15', 1, GEO_SCOPE),
    known: {
      'body.assets.thumbnail is missing':
        'Assets are named by the owner of a collection; the practice collections have none.',
      'body.assets.test-asset is missing':
        'Assets are named by the owner of a collection; the practice collections have none.',
      'body.item_assets.image is missing':
        'Item assets are named by the owner of a collection; the practice collections have none.'
    }
  },
  {
    id: 'geocatalog-mosaic-get-404',
    ask: () => withToken(endpoints().geocatalog, '/stac/collections/none?api-version=2026-04-15', 1, GEO_SCOPE)
  },
  {
    id: 'keyvault-secret-set-challenge-401',
    ask: () => fixture.fetch(`${endpoints().vault}/secrets/x?${VAULT_VERSION}`, { method: 'PUT' }),
    known: { 'header www-authenticate is other': 'It names the practice login host and the tenant of the vault.' }
  },
  { id: 'keyvault-secret-set-200', ask: () => setSecret('recorded-set') },
  {
    id: 'keyvault-secret-get-200',
    ask: async () => {
      await setSecret('recorded-get', { attributes: { exp: 2_527_401_600 } })
      return asOfficer('/secrets/recorded-get/')
    }
  },
  {
    id: 'keyvault-secret-update-200',
    ask: async () => {
      await setSecret('recorded-update', { attributes: { exp: 2_527_401_600 } })
      const body = JSON.stringify({ contentType: 'text/plain', tags: { foo: 'updated tag' } })
      return asOfficer('/secrets/recorded-update/', { method: 'PATCH', body })
    }
  },
  {
    id: 'keyvault-deletedsecret-get-200',
    ask: async () => {
      await setSecret('recorded-delete')
      await asOfficer('/secrets/recorded-delete', { method: 'DELETE' })
      return asOfficer('/deletedsecrets/recorded-delete')
    }
  },
  { id: 'keyvault-secret-get-404', ask: () => asOfficer('/secrets/not-there/') },
  { id: 'keyvault-secret-get-disabled-403', ask: () => asOfficer('/secrets/retired-maps-key/'), known: RBAC_HEADER },
  {
    id: 'keyvault-secret-get-forbiddenbyrbac-403',
    ask: () => withToken(endpoints().vault, `/secrets/azure-maps-key?${VAULT_VERSION}`, 2, VAULT_SCOPE)
  },
  {
    id: 'imds-appservice-token-200',
    ask: () => {
      const { endpoint, header } = fixture.cloud.ready.appService
      return fetch(`${endpoint}?resource=https://vault.azure.net&api-version=2019-08-01`, {
        headers: { 'X-IDENTITY-HEADER': header }
      })
    }
  },
  {
    id: 'imds-token-noidentity-400',
    ask: () =>
      fetch(
        `${endpoints().imds}/metadata/identity/oauth2/token?api-version=2018-02-01&resource=https%3A%2F%2Fvault.azure.net&client_id=x`,
        { headers: { Metadata: 'true' } }
      )
  }
]

describe('the practice cloud answers as Azure was recorded', () => {
  it.each(rows)('$id', async ({ id, ask, known }) => {
    const recording = await readRecording(id)
    const expected = Object.keys({ ...known }).sort()
    const found = await differences(recording, await ask())
    expect(found.filter((one) => !(one in EVERYWHERE)).sort()).toEqual(expected)
  })

  it('word for word where the words are telling', async () => {
    const message = (body: unknown): string => (body as { error: { message: string } }).error.message
    const forbidden = await readRecording('maps-forbidden-403')
    expect(
      await (await withToken(endpoints().maps, '/geocode?api-version=2026-01-01&query=x', 0, MAPS_SCOPE)).json()
    ).toEqual(forbidden.response.body)
    const unauthorized = await readRecording('maps-nocredential-401')
    expect(message(await (await fixture.fetch(`${endpoints().maps}/geocode`)).json())).toBe(
      message(unauthorized.response.body)
    )
    const words = (body: unknown): string =>
      (body as { error_description: string }).error_description.split(/\s+Trace ID:/)[0] ?? ''
    const wrongSecret = (await (
      await tokenAnswer('contoso.com', { ...secretForm(), client_secret: 'wrong' })
    ).json()) as unknown
    const recorded = words((await readRecording('entra-token-clientsecret-invalid-401')).response.body)
    expect(words(wrongSecret)).toBe(recorded.replace('4d856d1f-8648-456c-9bb2-f36273bbe4e3', app(1).clientId))
    const notYet = (await (await pending()).json()) as unknown
    expect(words(notYet)).toBe(words((await readRecording('entra-token-devicecode-pending-400')).response.body))
    const conformance = await readRecording('geocatalog-conformance-200')
    expect(
      await (await withToken(endpoints().geocatalog, '/stac/conformance?api-version=2026-04-15', 1, GEO_SCOPE)).json()
    ).toEqual(conformance.response.body)
  })
})
